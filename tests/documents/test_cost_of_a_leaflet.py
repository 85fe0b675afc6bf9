"""What a leaflet costs beside another: by layouts and by processor time, as ratios, so that no machine is too slow."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

from formulations.reference.papers import language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.lint import lint_leaflet
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.rendering import Sheet, Typeset
from pharmacy.documents.rendering.fonts import fontconfig_file
from pharmacy.documents.rendering.typesetter import Press
from tests.documents.a_paper import ENGLISH, capsules, drops
from tests.documents.gallery import LABELS, LANGUAGES, said

WEEKS = 18
DOSES = [(f"{(Decimal('0.25') * n).normalize():f} mg", f"{n} drop{'s' * (n > 1)}") for n in range(1, WEEKS + 1)]


@dataclass
class Counting:
    """A press in this process that counts what it lays out and what it draws."""

    press: Press
    layouts: int = 0
    drawings: int = 0

    def set(self, sheet: Sheet) -> Typeset:
        self.layouts += sheet.is_draft
        self.drawings += not sheet.is_draft
        return self.press.set(sheet)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    monkeypatch.setenv("FONTCONFIG_FILE", str(fontconfig_file()))
    for name in ("weasyprint", "weasyprint.progress"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    one = Counting(Press())
    monkeypatch.setattr(leaflet_sheet, "typeset", one.set)
    return one


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_titration_is_laid_out_no_more_than_three_times_and_drawn_once(counting: Counting, spoken: str) -> None:
    of = said(LABELS["titration"], spoken=spoken)
    set_leaflet(of, language=language(spoken), large_print=False)
    assert counting.layouts <= 3
    assert counting.drawings == 1


@pytest.mark.usefixtures("counting")
def test_eighteen_weeks_take_no_more_than_six_usual_leaflets() -> None:
    usual, long = _least(lambda: _made(capsules())), _least(lambda: _made(drops(*DOSES, days=7 * WEEKS)))
    assert long < 6 * usual


@pytest.mark.usefixtures("counting")
def test_the_checks_of_a_leaflet_take_less_than_its_making() -> None:
    text, layout = _made(of := capsules())

    def check() -> None:
        lint_leaflet(layout, facts=of, language=ENGLISH, large_print=False)
        read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH)

    assert _least(check) < _least(lambda: _made(of))


def _made(of: PaperFacts) -> tuple[object, Typeset]:
    return set_leaflet(of, language=ENGLISH, large_print=False)


def _least(work: Callable[[], object]) -> float:
    """Return the seconds of processor time of the best of three runs."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)
