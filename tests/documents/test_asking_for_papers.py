"""Asking for papers: which rows there are, and what is refused before anything is stored."""

import pytest

from pharmacy.documents.actions import KeyUsedTwice, PapersRefused, request_documents
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Stage
from tests.documents.noted import verbs
from tests.world import World, checked

pytestmark = pytest.mark.django_db


def test_one_label_for_each_container_made_now_and_one_leaflet_are_asked_for(asked: list[Document]) -> None:
    assert [(row.kind, row.container, row.state) for row in asked] == [("label", 1, "queued"), ("leaflet", 0, "queued")]


def test_label_and_leaflet_are_made_from_the_same_facts(asked: list[Document]) -> None:
    assert len({row.facts_sha256 for row in asked}) == 1
    assert asked[0].facts == asked[1].facts


def test_asking_twice_with_one_key_gives_the_same_rows(world: World) -> None:
    batch = checked(world)
    one = request_documents(batch=batch, by=world.tom, request_key="k" * 32)
    two = request_documents(batch=batch, by=world.anna, request_key="k" * 32)
    assert [row.pk for row in one] == [row.pk for row in two]
    assert verbs() == ["documents.requested"]


def test_one_key_with_another_request_is_refused(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom, request_key="k" * 32)
    with pytest.raises(KeyUsedTwice, match="Load the page again"):
        request_documents(batch=batch, by=world.tom, request_key="k" * 32, large_print=True)


def test_a_language_that_does_not_ship_is_refused_and_nothing_is_stored(world: World) -> None:
    with pytest.raises(PapersRefused, match="use one of: de, en, es, fi"):
        request_documents(batch=checked(world), by=world.tom, language="sv")
    assert not Document.objects.exists()


def test_the_patient_s_own_language_is_never_replaced_by_another(world: World) -> None:
    batch = checked(world)
    batch.prescription.patient.language = "fi"
    batch.prescription.patient.save()
    with pytest.raises(PapersRefused, match="Finnish is not offered here"):
        request_documents(batch=batch, by=world.tom)


def test_a_name_that_cannot_be_printed_is_refused_when_asked(world: World) -> None:
    batch = checked(world)
    batch.prescription.patient.family_name = "สมชาย"
    batch.prescription.patient.save()
    with pytest.raises(PapersRefused, match="Latin letters"):
        request_documents(batch=batch, by=world.tom)


def test_no_papers_are_made_for_a_prescription_that_was_supplied(world: World) -> None:
    batch = checked(world)
    type(batch.prescription).objects.filter(pk=batch.prescription.pk).update(stage=Stage.SUPPLIED)
    with pytest.raises(PapersRefused, match="supplied: no new papers"):
        request_documents(batch=batch, by=world.tom)
