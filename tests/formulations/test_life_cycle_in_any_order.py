"""Whatever people try with a specification, in whatever order and on whatever day."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from formulations.actions import (
    FormularyConflict,
    approve_specification,
    discard_draft,
    save_draft,
    send_back,
    start_draft,
    submit,
    withdraw,
)
from formulations.life_cycle import PASSAGES, State, current, ruling, state_of
from formulations.models import Formulation
from formulations.queries.drafts import writers_of
from formulations.queries.versions import current_on, ruling_on
from formulations.reference.formulary import sha256_of
from pharmacy.ledger.models import Event
from pharmacy.staff.models import User
from tests.databases import examples
from tests.formulations.conftest import TODAY
from tests.formulations.written import reworded

CODE = "naltrexone-cream"
TEXTS = ("One.", "Two.", "Three.")
DAYS = [TODAY + timedelta(days=number) for number in range(-1, 9)]
GO_ON = {State.DRAFT: "submit", State.SUBMITTED: "approve"}  # what most often comes next
ACTS = ("start", "save", "save stale", "send back", "discard", "withdraw", *["go on"] * 8)


def stories():
    """Up to 14 acts: what is tried, by whom, with which version, wording and day."""
    act = st.tuples(
        st.sampled_from(ACTS),
        st.integers(0, 2),
        st.sampled_from((0, 0, 0, 0, 1, 2)),
        st.sampled_from(TEXTS),
        st.sampled_from((0, 0, 1, 5, -1)),
    )
    return st.lists(act, min_size=4, max_size=14)


def version(formulation, number):
    rows = list(formulation.specifications.order_by("-version"))
    return rows[number % len(rows)]


def attempt(formulation, *, act, by, number, text, day, today):
    """Try one act; it is done, or refused."""
    row = version(formulation, number)
    act = GO_ON.get(state_of(row), "start") if act == "go on" else act
    content = reworded(text, CODE)
    {
        "start": lambda: start_draft(formulation=formulation, by=by, content=content),
        "save": lambda: save_draft(specification=row, content=content, revision=row.revision, by=by),
        "save stale": lambda: save_draft(specification=row, content=content, revision=max(1, row.revision - 1), by=by),
        "submit": lambda: submit(specification=row, by=by),
        "send back": lambda: send_back(specification=row, by=by, reason="Say why."),
        "approve": lambda: approve_specification(
            specification=row, by=by, effective_from=today + timedelta(days=day), today=today
        ),
        "discard": lambda: discard_draft(specification=row, by=by),
        "withdraw": lambda: withdraw(specification=row, by=by, reason="Impure.", today=today),
    }[act]()


def states(formulation, *, today):
    rows = list(formulation.specifications.defer("content"))
    rules = ruling(rows, today=today)
    return {row.pk: state_of(row, current=rules) for row in rows}


def submitted_hashes(row):
    """The hashes that the ledger says were submitted of a version."""
    events = Event.objects.filter(subject=f"specification:{row.pk}", verb="specification.submitted")
    return [json.loads(event.facts)["sha256"] for event in events.order_by("sequence")]


def nothing_unsafe_is_approved(formulation, signed):
    """Approved content is what was submitted last and never changes; its approver never wrote in it."""
    for row in formulation.specifications.filter(approved_at__isnull=False):
        assert sha256_of(row.content) == row.sha256 == signed.setdefault(row.pk, row.sha256)
        if row.origin != "release":
            assert submitted_hashes(row)[-1] == row.sha256
        assert row.approved_by_id not in writers_of(row)


def one_version_is_used_a_day(formulation, asked):
    """On no day are two versions used, later days never go back to an older one, and the query is the rule.

    asked: the approvals and withdrawals for which every day was looked at; the days of the same ones are the same.
    """
    rows = list(formulation.specifications.defer("content").order_by("pk"))
    signed = [(row.pk, row.approved_at, row.effective_from, row.withdrawn_at, row.withdrawn_on) for row in rows]
    if signed in asked:
        return
    asked.append(signed)
    ruled = []
    for day in DAYS:
        used = list(current_on(day).filter(formulation=formulation).defer("content"))
        assert used == [row for row in [current(rows, today=day)] if row is not None]
        assert len(used) <= 1
        assert all(row.withdrawn_at is None and row.effective_from <= day for row in used)
        ruled += ruling_on(day).filter(formulation=formulation).values_list("version", flat=True)
    assert ruled == sorted(ruled)


def only_what_the_table_has_happened(before, after):
    possible = {(passage.start, passage.end) for passage in PASSAGES}
    for key, state in before.items():
        assert state == after[key] or (state, after[key]) in possible


@pytest.mark.django_db
@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories())
def test_no_order_of_acts_by_anybody_approves_what_was_not_submitted_or_by_who_wrote_it(loaded, story):
    with transaction.atomic():
        people = [User.objects.create_user(name, role="formulary-admin") for name in ("fay", "gus", "ida")]
        formulation, signed, asked, today = Formulation.objects.get(code=CODE), {}, [], TODAY
        for act, who, number, text, day in story:
            before = states(formulation, today=today)
            try:
                with transaction.atomic():
                    attempt(formulation, act=act, by=people[who], number=number, text=text, day=day, today=today)
            except FormularyConflict:
                assert states(formulation, today=today) == before
            only_what_the_table_has_happened(before, states(formulation, today=today))
            nothing_unsafe_is_approved(formulation, signed)
            one_version_is_used_a_day(formulation, asked)
        event(f"approved: {len(signed) - 1}")
        transaction.set_rollback(True)
