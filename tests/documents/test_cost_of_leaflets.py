"""What a long leaflet costs beside a usual one, in calls of functions: a busy machine counts the same."""

import sys
from types import FrameType

import pytest

from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from tests.documents.a_paper import ENGLISH, capsules, drops
from tests.documents.a_press import a_press

EIGHTEEN_WEEKS = drops(*((f"{n / 4:g} mg", "1 drop" if n == 1 else f"{n} drops") for n in range(1, 19)))


def calls(of: object) -> int:
    """Return how many functions are called to typeset a leaflet in this process."""
    found = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal found
        found += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        set_leaflet(of, language=ENGLISH, large_print=False)
    finally:
        sys.setprofile(before)
    return found


def test_eighteen_weeks_of_drops_cost_less_than_four_usual_leaflets(monkeypatch: pytest.MonkeyPatch) -> None:
    # 18 pictures with 171 drops and a calendar of 126 days: 4.0 usual leaflets when each drop was drawn by itself.
    monkeypatch.setattr(leaflet_sheet, "typeset", a_press().set)
    set_leaflet(capsules(), language=ENGLISH, large_print=False)  # what is read once
    usual, long = calls(capsules()), calls(EIGHTEEN_WEEKS)
    assert long <= 3.6 * usual, f"{long / usual:.2f} times"
