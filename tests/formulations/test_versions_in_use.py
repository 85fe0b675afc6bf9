"""Which version of a specification is used on a day: from its day on, until the next, never again once withdrawn."""

from datetime import date, timedelta

import pytest

from formulations.actions import (
    approve_specification,
    start_draft,
    submit,
    withdraw,
)
from formulations.life_cycle import State
from formulations.models import Formulation
from formulations.queries import NoApprovedSpecification, approved_specification, formulary_list, offered
from formulations.queries.versions import state_on, versions_of
from tests.formulations.conftest import TODAY
from tests.formulations.written import approved, complete, drafted

pytestmark = pytest.mark.django_db
CAPSULE = "naltrexone-capsule"
TOMORROW, NEXT_MONTH = TODAY + timedelta(days=1), date(2026, 12, 22)


def used_on(day):
    return approved_specification(CAPSULE, on=day)[0].version


def codes(caught):
    return [one.code for one in caught.value.objections]


def test_a_version_is_used_from_its_day_on_and_not_the_day_before(loaded, author, approver):
    approved(by=author, approver=approver, effective_from=NEXT_MONTH)
    assert [used_on(TODAY), used_on(date(2026, 12, 21)), used_on(NEXT_MONTH)] == [1, 1, 2]


def test_a_version_that_waits_for_its_day_supersedes_nothing_yet(loaded, author, approver):
    second = approved(by=author, approver=approver, effective_from=NEXT_MONTH)
    first = second.formulation.specifications.get(version=1)
    assert [state_on(one, on=TODAY) for one in (first, second)] == [State.APPROVED, State.APPROVED]
    assert [state_on(one, on=NEXT_MONTH) for one in (first, second)] == [State.SUPERSEDED, State.APPROVED]
    shown = [(one.row.version, one.is_current, one.waits) for one in versions_of(second.formulation, on=TODAY)]
    assert shown == [(2, False, True), (1, True, False)]


def test_a_withdrawn_version_does_not_bring_the_older_one_back(loaded, author, approver):
    second = approved(by=author, approver=approver)
    withdraw(specification=second, by=author, reason="The assay fails at 6 months.", today=TODAY)
    with pytest.raises(
        NoApprovedSpecification,
        match=r"Version 2 was withdrawn on 22 November 2026: The assay fails at 6 months\. It is not made until",
    ):
        approved_specification(CAPSULE, on=TODAY)
    assert state_on(second.formulation.specifications.get(version=1), on=TODAY) is State.SUPERSEDED


def test_the_next_version_ends_the_pause_after_a_withdrawal(loaded, author, approver):
    withdraw(specification=loaded[0], by=author, reason="Wrong filler.", today=TODAY)
    code = loaded[0].formulation.code
    approved(by=author, approver=approver, code=code, effective_from=TOMORROW)
    with pytest.raises(NoApprovedSpecification):
        approved_specification(code, on=TODAY)
    assert approved_specification(code, on=TOMORROW)[0].version == 2


def test_a_version_withdrawn_before_its_day_never_replaces_the_one_in_use(loaded, author, approver):
    second = approved(by=author, approver=approver, effective_from=NEXT_MONTH)
    withdraw(specification=second, by=author, reason="Found a slip.", today=TODAY)
    assert [used_on(TODAY), used_on(NEXT_MONTH)] == [1, 1]


def test_a_version_withdrawn_on_its_day_has_come_into_effect(loaded, author, approver):
    second = approved(by=author, approver=approver, effective_from=TOMORROW)
    withdraw(specification=second, by=author, reason="Found a slip.", today=TOMORROW)
    with pytest.raises(NoApprovedSpecification):
        approved_specification(CAPSULE, on=TOMORROW)


def test_a_superseded_version_can_be_withdrawn_and_the_one_in_use_stays(loaded, author, approver):
    second = approved(by=author, approver=approver)
    withdraw(specification=second.formulation.specifications.get(version=1), by=author, reason="Impure.", today=TODAY)
    assert used_on(TODAY) == 2


def test_a_formulation_whose_first_version_waits_says_from_when_it_is_made(loaded, author, approver):
    capsule = Formulation.objects.get(code=CAPSULE)
    other = Formulation.objects.create(code="other", name="Other", substance=capsule.substance)
    content = complete()
    content["formulation"]["code"] = "other"
    draft = submit(specification=start_draft(formulation=other, by=author, content=content), by=author)
    approve_specification(specification=draft, by=approver, effective_from=NEXT_MONTH, today=TODAY)
    with pytest.raises(NoApprovedSpecification, match="approved from 22 December 2026 on, not before"):
        approved_specification("other", on=TODAY)


def test_lists_show_what_is_used_on_the_day_they_are_asked_for(loaded, author, approver):
    approved(by=author, approver=approver, effective_from=NEXT_MONTH)
    versions = {
        day: [row.version for one in formulary_list(on=day) if one.code == CAPSULE for row in one.approved]
        for day in (TODAY, NEXT_MONTH)
    }
    assert versions == {TODAY: [1], NEXT_MONTH: [2]}


def test_lists_cost_two_questions_whatever_was_approved_withdrawn_or_drafted(
    loaded, author, approver, django_assert_num_queries
):
    approved(by=author, approver=approver)
    drafted(by=author)
    withdraw(specification=loaded[0], by=author, reason="Wrong filler.", today=TODAY)
    capsule = Formulation.objects.get(code=CAPSULE)
    with django_assert_num_queries(2):
        offered(on=TODAY)
    with django_assert_num_queries(2):
        formulary_list(on=TODAY)
    with django_assert_num_queries(1):
        assert [one.row.version for one in versions_of(capsule, on=TODAY)] == [3, 2, 1]
