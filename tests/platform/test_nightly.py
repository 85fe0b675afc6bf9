"""What is done every night without anybody asking."""

import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from pharmacy.celery import app
from pharmacy.ledger.actions import append_event
from pharmacy.ledger.tasks import verify
from pharmacy.nightly import DUTIES, NIGHT
from pharmacy.prescriptions.models import EntryDraft
from pharmacy.prescriptions.tasks import discard_what_was_left
from pharmacy.staff.tasks import forget_ended_sessions

pytestmark = pytest.mark.django_db


def test_every_duty_is_a_task_of_the_worker_and_is_rung_for_once_a_night():
    app.loader.import_default_modules()
    assert set(DUTIES) <= set(app.tasks)
    assert set(app.conf.beat_schedule) == set(DUTIES)
    assert (NIGHT.hour, NIGHT.minute) == ({3}, {15})


@pytest.mark.parametrize(("days", "left"), [(13, 1), (15, 0)])
def test_the_night_throws_away_a_draft_that_nobody_typed_in_for_fourteen_days(world, days, left):
    row = EntryDraft.objects.create(data={}, began_at=timezone.now(), saved_at=timezone.now(), saved_by=world.anna)
    EntryDraft.objects.filter(pk=row.pk).update(saved_at=timezone.now() - timedelta(days=days))
    discard_what_was_left()
    assert EntryDraft.objects.count() == left


@pytest.mark.parametrize(("hours", "left"), [(1, 1), (-1, 0)])
def test_the_night_forgets_sessions_that_have_ended(hours, left):
    Session.objects.create(session_key="k" * 32, expire_date=timezone.now() + timedelta(hours=hours))
    forget_ended_sessions()
    assert Session.objects.count() == left


def test_the_night_says_nothing_alarming_of_an_intact_ledger(caplog):
    append_event(actor="anna", verb="batch.checked", subject="batch:1", facts={})
    verify()
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
