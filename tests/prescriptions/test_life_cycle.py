"""The life cycle is one table: the code obeys it and the picture is drawn from it."""

import pytest
from django.conf import settings

from pharmacy.prescriptions.life_cycle import ENDS, PASSAGES, WrongStage, advance, objections_to
from pharmacy.prescriptions.life_cycle_picture import picture
from pharmacy.prescriptions.models import Prescription, Stage
from tests.world import entered


def test_the_picture_in_the_docs_is_the_table_in_the_code():
    drawn = (settings.BASE_DIR / "docs" / "life-cycle.md").read_text(encoding="utf-8")
    assert drawn == picture(), "run: python manage.py draw_life_cycle"


def test_every_stage_but_the_ends_leads_somewhere_and_the_ends_lead_nowhere():
    starts = {passage.start for passage in PASSAGES}
    assert starts == set(Stage) - set(ENDS)


def test_every_stage_but_the_first_is_reached():
    assert {passage.end for passage in PASSAGES} == set(Stage) - {Stage.ENTERED}


def test_nothing_is_released_without_its_papers():
    assert objections_to(Stage.CHECKED, to=Stage.RELEASED) == (
        "it is checked and cannot become released: from checked it can become documented or screened or refused",
    )


def test_what_is_released_cannot_be_refused_any_more():
    assert objections_to(Stage.RELEASED, to=Stage.REFUSED)
    assert not objections_to(Stage.DOCUMENTED, to=Stage.REFUSED)


def test_the_row_decides_and_not_what_somebody_last_saw(world):
    prescription = entered(world)
    stale = Prescription.objects.get(pk=prescription.pk)
    advance(prescription, to=Stage.REFUSED)
    with pytest.raises(WrongStage, match="Prescription 1: it is refused and cannot become screened"):
        advance(stale, to=Stage.SCREENED)
