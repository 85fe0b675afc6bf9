"""Two people in the same moment: one act is done, the other is told why not. On both databases."""

import json

import pytest

from formulations.actions import (
    FormularyConflict,
    approve_specification,
    load_formulary,
    save_draft,
    send_back,
    submit,
    withdraw,
)
from formulations.life_cycle import State, state_of
from formulations.models import Specification
from formulations.reference.formulary import sha256_of
from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.dispensing.models import Supply
from pharmacy.ledger.models import Event
from pharmacy.staff import clock
from pharmacy.staff.models import Role, User
from tests.formulations.conftest import NALTREXONE, TODAY
from tests.formulations.written import drafted, reworded, submitted
from tests.journeys.committed import at_once as all_at_once
from tests.journeys.committed import shared_database
from tests.world import build_world, printed

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
REFUSALS = (FormularyConflict, ReleaseRefused)
CODE = "naltrexone-cream"


@pytest.fixture
def people(transactional_db, tmp_path):
    """Three people and the formulary of naltrexone, committed, so that other connections see them."""
    with shared_database(tmp_path):
        three = [User.objects.create_user(name, role=Role.FORMULARY_ADMIN) for name in ("fay", "gus", "ida")]
        load_formulary(author=three[0], approver=three[1], today=TODAY, actives=NALTREXONE)
        yield three


def at_once(*acts):
    """Run the acts in the same moment; return what each gave, or the refusal that it raised."""
    return all_at_once(*acts, refusals=REFUSALS)


def approve(row, by):
    return approve_specification(specification=row, by=by, effective_from=TODAY, today=TODAY)


def count(verb, row):
    return Event.objects.filter(verb=f"specification.{verb}", subject=f"specification:{row.pk}").count()


def test_two_approvals_in_the_same_moment_are_one(people):
    row = submitted(by=people[0], code=CODE)
    results = at_once(lambda: approve(row, people[1]), lambda: approve(row, people[2]))
    assert sorted(type(one).__name__ for one in results) == ["Specification", "WrongState"]
    assert count("approved", row) == 1


def test_what_is_approved_and_sent_back_in_the_same_moment_is_one_of_both(people):
    row = submitted(by=people[0], code=CODE)
    at_once(
        lambda: approve(row, people[1]), lambda: send_back(specification=row, by=people[2], reason="The limit is old.")
    )
    state = state_of(Specification.objects.get(pk=row.pk))
    assert (state, count("approved", row), count("returned", row)) in (
        (State.APPROVED, 1, 0),
        (State.DRAFT, 0, 1),
    )


def test_what_is_saved_and_submitted_in_the_same_moment_is_submitted_as_it_stands(people):
    draft = drafted(by=people[0], code=CODE)
    at_once(
        lambda: save_draft(specification=draft, content=reworded("Late words.", CODE), revision=1, by=people[1]),
        lambda: submit(specification=draft, by=people[0]),
    )
    row = Specification.objects.get(pk=draft.pk)
    event = Event.objects.get(verb="specification.submitted", subject=f"specification:{row.pk}")
    assert json.loads(event.facts)["sha256"] == row.sha256 == sha256_of(row.content)
    assert count("saved", row) == row.revision - 1


def test_two_withdrawals_in_the_same_moment_are_one(people):
    row = Specification.objects.get(formulation__code=CODE)
    results = at_once(
        *(lambda by=by: withdraw(specification=row, by=by, reason="Impure.", today=TODAY) for by in people)
    )
    assert sorted(type(one).__name__ for one in results) == ["Specification", "WrongState", "WrongState"]


def test_a_release_in_the_moment_of_the_withdrawal_comes_before_it_or_not_at_all(transactional_db, tmp_path):
    with shared_database(tmp_path):
        world = build_world()
        batch = printed(world)
        at_once(
            lambda: release(batch=batch, by=world.ben),
            lambda: withdraw(specification=batch.specification, by=world.fay, reason="Impure.", today=clock.today()),
        )
        verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
        assert verbs.count("specification.withdrawn") == 1
        assert Supply.objects.count() == verbs.count("supply.released")
        if "supply.released" in verbs:
            assert verbs.index("supply.released") < verbs.index("specification.withdrawn")
