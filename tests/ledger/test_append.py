"""Writing into the ledger."""

import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from pharmacy.ledger.actions import BadEvent, NoTransaction, append_event
from pharmacy.ledger.chain import START
from pharmacy.ledger.models import Event, Head


def note(number: int = 1) -> Event:
    """Write one event."""
    return append_event(actor="anna", verb="batch.checked", subject=f"batch:{number}", facts={"lot": f"L-{number}"})


@pytest.mark.django_db
def test_each_event_follows_from_the_one_before() -> None:
    first, second = note(1), note(2)
    assert (first.sequence, first.previous_sha256) == (1, START)
    assert (second.sequence, second.previous_sha256) == (2, first.sha256)
    assert json.loads(second.facts) == {"lot": "L-2"}
    head = Head.objects.get()
    assert (head.sequence, head.sha256) == (2, second.sha256)


@pytest.mark.django_db(transaction=True)
def test_an_event_is_only_written_together_with_its_act() -> None:
    with pytest.raises(NoTransaction, match=r"transaction\.atomic"):
        note()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_event_and_no_gap() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note(1)
        1 / 0  # noqa: B018
    with transaction.atomic():
        assert note(2).sequence == 1


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["checked", "batch checked", "Batch.checked", "batch.checked.twice", ""])
def test_a_verb_says_what_was_done_to_what(verb: str) -> None:
    with pytest.raises(BadEvent, match=r"thing\.done"):
        append_event(actor="anna", verb=verb, subject="batch:1", facts={})


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["batch", "batch 1", "batch:", "Mrs Smith", "patient:Mrs Smith"])
def test_a_subject_is_a_kind_and_a_number_and_never_a_name(subject: str) -> None:
    with pytest.raises(BadEvent, match="thing:number"):
        append_event(actor="anna", verb="batch.checked", subject=subject, facts={})


REFUSED = [
    "UPDATE ledger_event SET actor = 'ben'",
    "UPDATE ledger_event SET facts = '{}' WHERE sequence = 1",
    "DELETE FROM ledger_event",
    "DELETE FROM ledger_event WHERE sequence = 2",
    "DELETE FROM ledger_head",
    "UPDATE ledger_head SET sequence = 1",
    "UPDATE ledger_head SET sequence = 3",
    "UPDATE ledger_head SET sequence = sequence + 1, sha256 = 'x'",
]
REFUSED_BY_SQLITE = [
    "REPLACE INTO ledger_event SELECT id, sequence, at, 'ben', verb, subject, facts, previous_sha256, sha256"
    " FROM ledger_event WHERE sequence = 1",
    "REPLACE INTO ledger_head (id, sequence, sha256) VALUES (1, 0, 'x')",
]
REFUSED_BY_POSTGRESQL = ["TRUNCATE ledger_event", "TRUNCATE ledger_head"]


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_remove_events() -> None:
    note(1), note(2)
    before = list(Event.objects.values_list())
    own = REFUSED_BY_SQLITE if connection.vendor == "sqlite" else REFUSED_BY_POSTGRESQL
    for statement in REFUSED + own:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)
    assert list(Event.objects.values_list()) == before


@pytest.mark.django_db
def test_the_model_cannot_change_or_remove_an_event_either() -> None:
    event = note(1)
    event.actor = "ben"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()


@pytest.mark.django_db(transaction=True)
def test_the_locks_can_be_taken_off_and_put_on_again_by_migration() -> None:
    with transaction.atomic():
        note(1)
    call_command("migrate", "ledger", "0001_first_rows", verbosity=0)
    assert Event.objects.update(actor="ben") == 1
    call_command("migrate", "ledger", verbosity=0)
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.update(actor="anna")
