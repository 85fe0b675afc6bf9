"""The bell and the relay: a worker hears of what is stored, and what a broker or a worker loses is rung for again."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from pharmacy.documents import actions, bell, claims, relay
from pharmacy.documents.actions import request_documents
from pharmacy.documents.models import Document
from tests.world import World, checked, entered

State = Document.State
pytestmark = pytest.mark.django_db


def test_the_bell_rings_once_the_request_is_stored_and_not_before(
    world: World, django_capture_on_commit_callbacks: object
) -> None:
    batch = checked(world)
    with patch.object(bell, "ring") as ring:
        with django_capture_on_commit_callbacks(execute=False):
            request_documents(batch=batch, by=world.tom)
        ring.assert_not_called()


def test_a_broker_that_is_away_loses_nothing(world: World, django_capture_on_commit_callbacks: object) -> None:
    with (
        patch.object(bell.app, "send_task", side_effect=OperationalError("away")) as send,
        django_capture_on_commit_callbacks(execute=True),
    ):
        asked = request_documents(batch=checked(world), by=world.tom)
    assert send.call_args.kwargs == {"expires": 10, "retry": False, "ignore_result": True}
    assert {Document.objects.get(pk=row.pk).state for row in asked} == {State.QUEUED}


def test_the_relay_rings_only_when_something_is_due(world: World) -> None:
    entered(world)
    with patch.object(bell, "ring") as ring:
        relay.run(looks=1, sleep=lambda _: None)
        ring.assert_not_called()
        request_documents(batch=checked(world), by=world.tom)
        relay.run(looks=2, sleep=lambda _: None)
        assert ring.call_count == 2


def test_the_relay_takes_back_what_a_killed_worker_left(asked: list[Document]) -> None:
    claims.claim(asked[0].pk)
    Document.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    with patch.object(bell, "ring"):
        relay.run(looks=1, sleep=lambda _: None)
    assert Document.objects.get(pk=asked[0].pk).state == State.RETRY_WAIT


def test_the_relay_drops_a_connection_that_failed(asked: list[Document]) -> None:
    with (
        patch.object(actions, "sweep", side_effect=DatabaseError("gone")),
        patch.object(connection, "close") as close,
    ):
        relay.look(sweep=True)
    close.assert_called_once_with()
