"""What comes next in a course stands on every label: in full, in few words where it is small, never left out."""

from datetime import date

import pytest

from pharmacy.documents.facts import NextFacts, PaperFacts
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.finishing.raster import text_of
from pharmacy.documents.papers.label_sheet import set_label_on_any
from tests.documents.a_paper import ENGLISH, capsules, facts, job, step

STRONGER = NextFacts("", "4.5 mg", date(2026, 12, 20))
LIQUID = NextFacts("naltrexone hydrochloride 1 mg/ml oral liquid", "1 mg/ml", date(2026, 12, 20))
CAPSULES = NextFacts("naltrexone hydrochloride capsules", "4.5 mg", date(2026, 12, 20))
ONE_THEN_TWO = (step("1.5 mg", "1 capsule", to_day=14), step("3 mg", "2 capsules", from_day=15))


@pytest.mark.parametrize(
    ("of", "stock", "says"),
    [
        (capsules(next=STRONGER), "label-70x35", "From 2026 Dec 20: strength 4.5 mg. Do not use both."),
        (
            capsules(next=STRONGER, steps=ONE_THEN_TWO),
            "label-70x35",
            "From 2026 Dec 20: strength 4.5 mg. Do not use both.",
        ),
        (capsules(next=LIQUID), "label-70x35", "Use only until 2026 Dec 19, then as your leaflet says."),
        (
            facts(next=CAPSULES),
            "label-101x54",
            "From 2026 Dec 20, use naltrexone hydrochloride capsules 4.5 mg instead. Do not use both.",
        ),
    ],
)
def test_a_part_of_a_course_fits_the_small_label_or_the_next_larger_one(of: PaperFacts, stock: str, says: str) -> None:
    found, _, layout = set_label_on_any(job(of))
    assert found.code == stock
    assert says in text_of(layout.pdf)
    assert lint_label(layout, facts=of, language=ENGLISH) == []
