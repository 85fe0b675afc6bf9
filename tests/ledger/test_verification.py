"""A ledger that somebody with all rights tampered with is found out. The triggers are dropped first, as they could."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pharmacy.ledger import append_only
from pharmacy.ledger.actions import append_event
from pharmacy.ledger.models import Event, Head
from pharmacy.ledger.tasks import verify
from pharmacy.ledger.verification import verify_ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_events() -> Iterator[None]:
    """Five events, and a ledger that is no longer protected."""
    for number in range(1, 6):
        append_event(actor="anna", verb="batch.checked", subject=f"batch:{number}", facts={"lot": f"L-{number}"})
    for name in _triggers():
        connection.cursor().execute(name)
    yield


def _triggers() -> list[str]:
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER {name}" for name in append_only.SQLITE_LOCKS]
    return [line for line in append_only.POSTGRESQL_UNLOCKS if "TRIGGER" in line]


def found() -> str:
    """What the command says."""
    with pytest.raises(CommandError) as refusal:
        call_command("verify_ledger")
    assert refusal.value.returncode == 1
    return str(refusal.value)


@pytest.mark.usefixtures("five_events")
def test_an_untouched_ledger_is_intact() -> None:
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue() == "The ledger is intact: 5 events.\n"


def test_an_empty_ledger_is_intact() -> None:
    assert verify_ledger().fault is None


@pytest.mark.usefixtures("five_events")
@pytest.mark.parametrize(
    "change",
    [
        {"actor": "ben"},
        {"verb": "batch.recalled"},
        {"subject": "batch:9"},
        {"facts": '{"lot":"L-9"}'},
        {"at": "2020-01-01T00:00:00Z"},
        {"sha256": "f" * 64},
    ],
)
def test_a_changed_event_is_named(change: dict[str, str]) -> None:
    Event.objects.filter(sequence=3).update(**change)
    message = found()
    assert "First fault: event 3: was changed after it was written. 2 events before it are intact." in message


@pytest.mark.usefixtures("five_events")
def test_a_removed_event_is_named() -> None:
    Event.objects.filter(sequence=3).delete()
    assert "First fault: event 3: missing; the next one on record is 4." in found()


@pytest.mark.usefixtures("five_events")
def test_a_removed_event_is_named_even_when_the_rest_moved_up() -> None:
    Event.objects.filter(sequence=3).delete()
    for sequence in (4, 5):
        Event.objects.filter(sequence=sequence).update(sequence=sequence - 1)
    assert "First fault: event 3: does not follow from the event before it." in found()


@pytest.mark.usefixtures("five_events")
def test_two_swapped_events_are_named() -> None:
    Event.objects.filter(sequence=2).update(sequence=99)
    Event.objects.filter(sequence=3).update(sequence=2)
    Event.objects.filter(sequence=99).update(sequence=3)
    assert "First fault: event 2: does not follow" in found()


@pytest.mark.usefixtures("five_events")
def test_a_cut_tail_is_named() -> None:
    Event.objects.filter(sequence__gte=4).delete()
    assert "First fault: event 4: missing; the last event was 5." in found()


@pytest.mark.usefixtures("five_events")
def test_a_ledger_without_its_head_is_damaged() -> None:
    Head.objects.all().delete()
    assert "the row that names the last event is missing" in found()


@pytest.mark.usefixtures("five_events")
def test_an_event_slipped_in_after_the_head_is_named() -> None:
    Head.objects.update(sequence=4, sha256=Event.objects.get(sequence=4).sha256)
    assert "First fault: event 6: the head stands at event 4" in found()


@pytest.mark.usefixtures("five_events")
def test_the_reading_of_every_night_says_in_the_log_that_it_is_damaged(caplog: pytest.LogCaptureFixture) -> None:
    Event.objects.filter(sequence=3).update(actor="ben")
    verify()
    assert "THE LEDGER IS DAMAGED after event 2." in caplog.text


@pytest.mark.usefixtures("five_events")
def test_a_changed_event_with_a_new_digest_of_its_own_breaks_the_chain_after_it() -> None:
    from pharmacy.ledger.verification import digest_of

    event = Event.objects.get(sequence=3)
    event.actor = "ben"
    event.sha256 = digest_of(event)
    event.save()
    assert "First fault: event 4: does not follow from the event before it." in found()
