"""Where a version stands on a day, and which one is used."""

from datetime import date, timedelta

import pytest

from formulations.actions import (
    ApprovalRefused,
    NoReason,
    SelfApproval,
    SubmissionRefused,
    WrongState,
    approve_specification,
    discard_draft,
    save_draft,
    send_back,
    start_draft,
    start_formulation,
    submit,
    withdraw,
)
from formulations.life_cycle import ENDS, PASSAGES, State, starts_of
from formulations.models import Excipient, Formulation, Specification
from formulations.queries import approved_specification
from formulations.queries.versions import current_version, state_on
from pharmacy.ledger.models import Event
from pharmacy.staff.models import User
from tests.formulations.conftest import TODAY
from tests.formulations.written import approved, complete, drafted, reworded, submitted

pytestmark = pytest.mark.django_db
CAPSULE = "naltrexone-capsule"
TOMORROW, NEXT_MONTH = TODAY + timedelta(days=1), date(2026, 12, 22)


def used_on(day):
    return approved_specification(CAPSULE, on=day)[0].version


def codes(caught):
    return [one.code for one in caught.value.objections]


def last_event():
    return Event.objects.order_by("sequence").last()


def test_the_table_leads_from_every_state_but_the_ends():
    assert {passage.start for passage in PASSAGES} == set(State) - set(ENDS)
    assert {passage.end for passage in PASSAGES} == set(State)
    assert starts_of("withdraw") == (State.APPROVED, State.SUPERSEDED)


def test_a_submission_is_signed_and_noted(loaded, author):
    row = submitted(by=author)
    assert (row.submitted_by, row.approved_at) == (author, None)
    assert (last_event().verb, last_event().actor) == ("specification.submitted", "author")
    assert row.sha256 in last_event().facts


def test_a_submission_is_not_saved_discarded_or_submitted_again(loaded, author):
    row = submitted(by=author)
    for act in (
        lambda: save_draft(specification=row, content=reworded("Third."), revision=1, by=author),
        lambda: discard_draft(specification=row, by=author),
        lambda: submit(specification=row, by=author),
        lambda: withdraw(specification=row, by=author, reason="No."),
    ):
        with pytest.raises(WrongState, match="version 2 is submitted: it is not possible to"):
            act()


def test_a_submission_sent_back_is_a_draft_again_with_the_reason(loaded, author, approver):
    row = send_back(specification=submitted(by=author), by=approver, reason=" The limit lacks its source. ")
    assert (state_on(row), row.returned_by, row.returned_reason) == (
        State.DRAFT,
        approver,
        "The limit lacks its source.",
    )
    assert last_event().verb == "specification.returned"
    save_draft(specification=row, content=reworded("Mended."), revision=1, by=author)


def test_sending_back_needs_a_reason(loaded, author, approver):
    with pytest.raises(NoReason, match="Give the reason for sending it back"):
        send_back(specification=submitted(by=author), by=approver, reason="  ")


def test_who_sent_a_submission_back_may_approve_it_later(loaded, author, approver):
    row = send_back(specification=submitted(by=author), by=approver, reason="Say why.")
    row = submit(specification=row, by=author)
    assert approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY).approved_at


def test_an_approval_signs_the_hash_and_its_day(loaded, author, approver):
    row = approved(by=author, approver=approver)
    assert (row.approved_by, row.effective_from, state_on(row, on=TODAY)) == (approver, TODAY, State.APPROVED)
    assert last_event().verb == "specification.approved"
    assert f'"sha256":"{row.sha256}"' in last_event().facts
    assert '"effective_from":"2026-11-22"' in last_event().facts


def test_a_draft_is_not_approved_before_it_was_submitted(loaded, author, approver):
    with pytest.raises(WrongState, match="is draft: it is not possible to approve it"):
        approve_specification(specification=drafted(by=author), by=approver, effective_from=TODAY, today=TODAY)


def test_nobody_approves_what_they_submitted(loaded, author, approver):
    row = submit(specification=drafted(by=author), by=approver)
    with pytest.raises(SelfApproval, match="let another person approve it"):
        approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY)


def test_nobody_approves_what_they_saved(loaded, author, approver):
    draft = drafted(by=author)
    save_draft(specification=draft, content=reworded("Ann's words."), revision=1, by=approver)
    save_draft(specification=draft, content=reworded("Fay's words."), revision=2, by=author)
    row = submit(specification=draft, by=author)
    with pytest.raises(SelfApproval, match="Ann Approver wrote in"):
        approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY)


def test_nothing_is_approved_for_a_day_that_is_over(loaded, author, approver):
    row = submitted(by=author)
    with pytest.raises(ApprovalRefused, match="21 November 2026 is past; nothing is approved") as caught:
        approve_specification(specification=row, by=approver, effective_from=date(2026, 11, 21), today=TODAY)
    assert codes(caught) == ["effective-in-the-past"]


def test_a_version_that_would_never_be_used_is_not_approved(loaded, author, approver):
    second, third = submitted(by=author), submitted(by=author, text="Third.")
    approve_specification(specification=third, by=approver, effective_from=TOMORROW, today=TODAY)
    with pytest.raises(ApprovalRefused, match="Version 3 is in effect from 23 November 2026, so version 2 would"):
        approve_specification(specification=second, by=approver, effective_from=TOMORROW, today=TODAY)
    assert approve_specification(specification=second, by=approver, effective_from=TODAY, today=TODAY).approved_at
    assert [used_on(TODAY), used_on(TOMORROW)] == [2, 3]


def test_an_approval_of_another_content_than_the_one_read_is_refused(loaded, author, approver):
    row = submitted(by=author)
    seen = row.sha256
    row = send_back(specification=row, by=approver, reason="Say why.")
    row = save_draft(specification=row, content=reworded("Slipped in."), revision=1, by=author)
    row = submit(specification=row, by=author)
    with pytest.raises(ApprovalRefused, match="is not what you read any more") as caught:
        approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY, seen=seen)
    assert codes(caught) == ["changed-since-read"]


def test_an_approval_asks_again_what_speaks_against_it(loaded, author, approver):
    row = submitted(by=author)
    rule = {
        "excipient": "gelatine-shell", "functions": ["shell"], "effect": "forbid", "scope": "drug",
        "finding_code": "forbidden-excipient", "reason": "It dissolves late.", "grade": "study",
        "sources": ["house-rule: it dissolves late"],
    }  # fmt: skip
    cream = complete("naltrexone-cream", restrictions=[rule])
    other = start_draft(formulation=Formulation.objects.get(code="naltrexone-cream"), by=author, content=cream)
    other = submit(specification=other, by=author)
    approve_specification(specification=other, by=approver, effective_from=TODAY, today=TODAY)
    with pytest.raises(ApprovalRefused, match="It dissolves late") as caught:
        approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY)
    assert set(codes(caught)) == {"restricted-component"}


def test_an_approval_brings_the_catalogue_in_line(loaded, author, approver):
    content = reworded("Another.")
    content["formulation"]["name"] = "Naltrexone capsules, new name"
    lactose = next(one for one in content["excipients"] if one["code"] == "lactose")
    lactose |= {"synonyms": ["milk sugar"], "cas": "64044-51-5"}
    formulation = Formulation.objects.get(code=CAPSULE)
    row = submit(specification=start_draft(formulation=formulation, by=author, content=content), by=author)
    assert Formulation.objects.get(code=CAPSULE).name == "Naltrexone hydrochloride capsules"
    approve_specification(specification=row, by=approver, effective_from=TODAY, today=TODAY)
    assert Formulation.objects.get(code=CAPSULE).name == "Naltrexone capsules, new name"
    found = Excipient.objects.get(code="lactose")
    assert (found.synonyms, found.cas, "lactose" in found.contains) == (["milk sugar"], "64044-51-5", True)


def test_a_discarded_draft_has_ended(loaded, author):
    row = discard_draft(specification=drafted(by=author), by=author)
    assert state_on(row) is State.DISCARDED
    for act in (
        lambda: save_draft(specification=row, content=reworded("Third."), revision=1, by=author),
        lambda: submit(specification=row, by=author),
    ):
        with pytest.raises(WrongState, match="is discarded"):
            act()
    assert Specification.objects.get(pk=row.pk).content == row.content


def test_a_withdrawal_needs_a_reason_and_happens_once(loaded, author):
    with pytest.raises(NoReason, match="Give the reason for withdrawing it"):
        withdraw(specification=loaded[0], by=author, reason="\n")
    withdraw(specification=loaded[0], by=author, reason="Wrong filler.", today=TODAY)
    assert last_event().verb == "specification.withdrawn"
    with pytest.raises(WrongState, match="is withdrawn"):
        withdraw(specification=loaded[0], by=author, reason="Again.")


def test_the_version_in_use_is_none_where_nothing_was_approved(author):
    row = start_formulation(content=complete(), by=author)
    assert current_version(row.formulation, on=TODAY) is None


def test_an_incomplete_draft_is_not_submitted_and_hears_everything_at_once(loaded, author):
    draft = drafted(by=author)
    content = {key: value for key, value in complete().items() if key not in ("method", "hazard", "appearance")}
    save_draft(specification=draft, content=content, revision=1, by=author)
    with pytest.raises(SubmissionRefused) as caught:
        submit(specification=draft, by=author)
    assert codes(caught) == ["missing-method", "missing-appearance", "missing-hazard"]


def test_a_person_without_a_name_still_signs(loaded, author):
    nameless = User.objects.create_user("nameless", role="formulary-admin")
    assert submitted(by=nameless).submitted_by == nameless
