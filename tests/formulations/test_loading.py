"""Loading the shipped formulary, and what the database refuses afterwards."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from formulations.actions import (
    SelfApproval,
    approve_specification,
    discard_draft,
    load_formulary,
    save_draft,
)
from formulations.actions.release import shipped
from formulations.models import Excipient, Formulation, Specification, Substance
from formulations.reference.formulary import sha256_of
from pharmacy.staff.models import User
from tests.formulations.conftest import NALTREXONE, TODAY

SHIPPED = {one.code for one in shipped() if one.is_specification}
KEPT_AS_DRAFTS = {one.code for one in shipped() if one.objections}
MADE = {one.code for one in shipped() if one.is_specification and one.active in NALTREXONE}
pytestmark = pytest.mark.django_db


def load(*, author: User, approver: User, today: date = TODAY) -> list[Specification]:
    """Load what ships of naltrexone."""
    return load_formulary(author=author, approver=approver, today=today, actives=NALTREXONE)


def test_six_formulations_of_naltrexone_are_loaded_as_approved_version_1(
    loaded: list[Specification], approver: User
) -> None:
    assert {row.formulation.code for row in loaded} == MADE
    assert len(MADE) == 6
    assert {(row.version, row.approved_by, row.effective_from) for row in loaded} == {(1, approver, TODAY)}


def test_the_whole_release_is_approved_but_for_what_could_not_be_confirmed(author: User, approver: User) -> None:
    whole = load_formulary(author=author, approver=approver, today=TODAY)
    assert {row.formulation.code for row in whole} == SHIPPED - KEPT_AS_DRAFTS
    drafts = Specification.objects.filter(approved_at__isnull=True)
    assert {row.formulation.code for row in drafts} == KEPT_AS_DRAFTS
    assert all("Not approved with it: " in row.change_note for row in drafts)


def test_patch_and_tablet_are_loaded_with_a_reason_and_without_a_specification(loaded: list[Specification]) -> None:
    without = Formulation.objects.exclude(unavailable_reason="")
    assert {row.code for row in without} >= {"naltrexone-transdermal-patch", "naltrexone-tablet"}
    assert not Specification.objects.filter(formulation__in=without).exists()


def test_substance_and_excipients_become_rows(loaded: list[Specification]) -> None:
    assert Substance.objects.get(code="naltrexone-hydrochloride").unii == "Z6375YW9SF"
    assert "lactose" in Excipient.objects.get(code="lactose").contains


def test_loading_again_changes_nothing(loaded: list[Specification], author: User, approver: User) -> None:
    again = load(author=author, approver=approver, today=date(2027, 1, 1))
    assert {row.pk for row in again} == {row.pk for row in loaded}
    assert Specification.objects.count() == len(MADE)
    assert {row.effective_from for row in again} == {TODAY}


def earlier_release(*, author: User, approver: User) -> Formulation:
    """An installation that an earlier release filled, with capsules in another wording."""
    substance = Substance.objects.create(code="naltrexone-hydrochloride", name="naltrexone hydrochloride")
    capsule = Formulation.objects.create(code="naltrexone-capsule", name="Capsules", substance=substance)
    earlier = {"format": "as an earlier release shipped it"}
    Specification.objects.create(
        formulation=capsule, version=1, content=earlier, sha256=sha256_of(earlier), author=author,
        approved_by=approver, approved_at=timezone.now(), effective_from=TODAY,
    )  # fmt: skip
    return capsule


def test_new_shipped_content_becomes_a_draft_that_a_person_must_approve(author: User, approver: User) -> None:
    capsule = earlier_release(author=author, approver=approver)
    assert [row.version for row in load(author=author, approver=approver)] == [1]
    draft = capsule.specifications.get(version=2)
    assert (draft.approved_at, draft.submitted_at, draft.origin, draft.author) == (None, None, "release", author)
    assert draft.based_on == capsule.specifications.get(version=1)


def test_a_release_approves_nothing_where_something_was_approved_before(author: User, approver: User) -> None:
    earlier_release(author=author, approver=approver)
    load(author=author, approver=approver)
    assert Specification.objects.filter(origin="release", approved_at__isnull=False).count() == 0
    assert {row.formulation.code for row in Specification.objects.filter(origin="release")} == MADE
    capsule = Specification.objects.get(formulation__code="naltrexone-capsule", approved_at__isnull=True)
    assert capsule.version == 2


@pytest.mark.parametrize("what_became_of_it", ["it waits", "it was edited", "it was discarded"])
def test_what_a_release_brings_is_drafted_once_only(author: User, approver: User, what_became_of_it: str) -> None:
    capsule = earlier_release(author=author, approver=approver)
    load(author=author, approver=approver)
    draft = capsule.specifications.get(version=2)
    if what_became_of_it == "it was edited":
        save_draft(specification=draft, content={"format": "edited"}, revision=1, by=author)
    if what_became_of_it == "it was discarded":
        discard_draft(specification=draft, by=author)
    load(author=author, approver=approver)
    assert capsule.specifications.count() == 2


def test_nobody_approves_what_they_wrote(author: User) -> None:
    with pytest.raises(SelfApproval, match="Fay Author cannot be both author and approver"):
        load(author=author, approver=author)
    assert not Formulation.objects.exists()


def test_a_draft_is_not_approved_by_its_author(loaded: list[Specification], author: User, approver: User) -> None:
    draft = draft_of(loaded[0], author=author)
    Specification.objects.filter(pk=draft.pk).update(submitted_at=timezone.now(), submitted_by=approver)
    with pytest.raises(SelfApproval, match="let another person approve it"):
        approve_specification(specification=draft, by=author, effective_from=TODAY, today=TODAY)


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
    assert Specification.objects.count() == len(MADE)


def test_an_approval_without_a_name_is_refused(loaded: list[Specification], author: User) -> None:
    draft = draft_of(loaded[0], author=author)
    with pytest.raises(DatabaseError), transaction.atomic():
        Specification.objects.filter(pk=draft.pk).update(approved_at=timezone.now())


def draft_of(row: Specification, *, author: User) -> Specification:
    return Specification.objects.create(
        formulation=row.formulation, version=2, content=row.content, sha256=row.sha256, author=author
    )
