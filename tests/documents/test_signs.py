"""The signs on keeping: one for each sentence, never a picture without its words."""

from pathlib import Path

import pytest

from formulations.science.measuring import device_kinds
from pharmacy.documents.papers.leaflet import leaflet_text
from pharmacy.documents.papers.leaflet_parts import CONTAINERS
from pharmacy.documents.papers.signs import signs
from tests.documents.a_paper import ENGLISH, capsules, container, cream, drops, facts, micrograms, unpreserved

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAPERS = {"liquid": facts(), "unpreserved": unpreserved(), "capsules": capsules(), "cream": cream(),
          "micrograms": micrograms(), "drops": drops(("0.5 mg", "2 drops"))}  # fmt: skip


def shown(paper: str) -> list[tuple[str, str]]:
    found = signs(PAPERS[paper], language=ENGLISH)
    return [(Path(sign.template).stem, sign.say.replace("\u00a0", " ")) for sign in found]


def test_the_liquid_is_kept_cold_dark_unfrozen_shaken_and_out_of_reach() -> None:
    assert shown("liquid") == [
        ("refrigerator", "Keep in a refrigerator, 2 to 8 °C."),
        ("freeze", "Do not freeze."),
        ("light", "Protect from light."),
        ("in-use", "Throw away 28 days after opening."),
        ("shake", "Shake well."),
        ("out-of-reach", "Keep out of the reach and sight of children."),
    ]


def test_capsules_are_kept_at_room_temperature() -> None:
    assert shown("capsules")[0] == ("temperature", "Keep at 20 to 25 °C.")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_sign_is_drawn_and_says_what_it_shows(paper: str) -> None:
    for sign in signs(PAPERS[paper], language=ENGLISH):
        assert (TEMPLATES / sign.template).is_file()
        assert sign.words.startswith("Picture of")
        assert sign.say


def test_what_stands_in_a_refrigerator_says_what_to_do_when_it_was_warm_or_frozen() -> None:
    what_if = next(one for one in leaflet_text(facts(), language=ENGLISH).sections if one.key == "what-if")
    leads = [line.lead for line in what_if.lines][-3:]
    assert leads == ["You travel:", "The medicine got warm or the refrigerator failed:", "The medicine froze:"]


def test_what_stands_at_room_temperature_says_what_to_do_when_it_got_hot() -> None:
    what_if = next(one for one in leaflet_text(capsules(), language=ENGLISH).sections if one.key == "what-if")
    assert [line.lead for line in what_if.lines][-2:] == ["You travel:", "The medicine got hot or stood in the sun:"]


def test_each_container_is_drawn_with_its_number_and_the_day_to_open_it() -> None:
    boxes = (container("60 ml", of=2), container("60 ml", number=2, of=2))
    storing = next(s for s in leaflet_text(facts(containers=boxes), language=ENGLISH).sections if s.key == "storing")
    pictures = [row.picture for row in storing.table.rows]
    assert [picture.number for picture in pictures] == ["1", "2"]
    assert pictures[1].words.replace("\u00a0", " ") == ("Picture of container 2 of 2, which is opened on 2026 Nov 22.")
    assert all((TEMPLATES / picture.template).is_file() for picture in pictures)


def test_every_kind_of_device_has_a_picture_of_what_it_is_used_with() -> None:
    assert set(CONTAINERS) == set(device_kinds())
    assert all((TEMPLATES / f"print/containers/{name}.svg").is_file() for name in CONTAINERS.values())
