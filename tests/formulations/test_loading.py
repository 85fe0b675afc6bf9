"""Loading the shipped formulary, and what the database refuses afterwards."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from formulations.actions import SelfApproval, approve_specification, load_formulary
from formulations.models import Excipient, Formulation, Specification, Substance
from formulations.reference.formulary import sha256_of
from pharmacy.staff.models import User
from tests.formulations.conftest import TODAY

MADE = {
    "naltrexone-capsule",
    "naltrexone-cream",
    "naltrexone-microgram-liquid",
    "naltrexone-oral-liquid",
    "naltrexone-oral-liquid-unpreserved",
    "naltrexone-sublingual-drops",
}
pytestmark = pytest.mark.django_db


def test_six_formulations_are_loaded_as_approved_version_1(loaded: list[Specification], approver: User) -> None:
    assert {row.formulation.code for row in loaded} == MADE
    assert {(row.version, row.approved_by, row.effective_from) for row in loaded} == {(1, approver, TODAY)}


def test_patch_and_tablet_are_loaded_with_a_reason_and_without_a_specification(loaded: list[Specification]) -> None:
    without = Formulation.objects.exclude(unavailable_reason="")
    assert {row.code for row in without} == {"naltrexone-transdermal-patch", "naltrexone-tablet"}
    assert not Specification.objects.filter(formulation__in=without).exists()


def test_substance_and_excipients_become_rows(loaded: list[Specification]) -> None:
    assert Substance.objects.get(code="naltrexone-hydrochloride").unii == "Z6375YW9SF"
    assert "lactose" in Excipient.objects.get(code="lactose").contains


def test_loading_again_changes_nothing(loaded: list[Specification], author: User, approver: User) -> None:
    again = load_formulary(author=author, approver=approver, today=date(2027, 1, 1))
    assert [row.pk for row in again] == [row.pk for row in loaded]
    assert Specification.objects.count() == 6
    assert {row.effective_from for row in again} == {TODAY}


def test_new_shipped_content_becomes_a_draft_that_a_person_must_approve(author: User, approver: User) -> None:
    substance = Substance.objects.create(code="naltrexone-hydrochloride", name="naltrexone hydrochloride")
    capsule = Formulation.objects.create(code="naltrexone-capsule", name="Capsules", substance=substance)
    earlier = {"format": "as an earlier release shipped it"}
    Specification.objects.create(
        formulation=capsule, version=1, content=earlier, sha256=sha256_of(earlier), author=author,
        approved_by=approver, approved_at=timezone.now(), effective_from=TODAY,
    )  # fmt: skip
    loaded = load_formulary(author=author, approver=approver, today=TODAY)
    assert {row.formulation.code for row in loaded} == MADE - {"naltrexone-capsule"}
    assert capsule.specifications.get(version=2).approved_at is None


def test_nobody_approves_what_they_wrote(author: User) -> None:
    with pytest.raises(SelfApproval, match="Fay Author cannot be both author and approver"):
        load_formulary(author=author, approver=author, today=TODAY)
    assert not Formulation.objects.exists()


def test_a_draft_is_not_approved_by_its_author(loaded: list[Specification], author: User) -> None:
    draft = draft_of(loaded[0], author=author)
    with pytest.raises(SelfApproval, match="let another person approve it"):
        approve_specification(specification=draft, by=author, effective_from=TODAY)


def test_the_database_refuses_to_change_an_approved_specification(loaded: list[Specification]) -> None:
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Specification.objects.filter(pk=loaded[0].pk).update(content={"format": "altered"})


def test_the_database_refuses_to_take_an_approval_back(loaded: list[Specification]) -> None:
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Specification.objects.filter(pk=loaded[0].pk).update(approved_at=None, approved_by=None)


def test_the_database_refuses_to_delete_an_approved_specification(loaded: list[Specification]) -> None:
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        loaded[0].delete()


def test_a_draft_may_change_and_go(loaded: list[Specification], author: User) -> None:
    draft = draft_of(loaded[0], author=author)
    Specification.objects.filter(pk=draft.pk).update(effective_from=TODAY)
    draft.delete()
    assert Specification.objects.count() == 6


def test_an_approval_without_a_name_is_refused(loaded: list[Specification], author: User) -> None:
    draft = draft_of(loaded[0], author=author)
    with pytest.raises(DatabaseError), transaction.atomic():
        Specification.objects.filter(pk=draft.pk).update(approved_at=timezone.now())


def draft_of(row: Specification, *, author: User) -> Specification:
    return Specification.objects.create(
        formulation=row.formulation, version=2, content=row.content, sha256=row.sha256, author=author
    )
