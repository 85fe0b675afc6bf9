"""Papers that were refused before reports had codes keep what was said of them."""

from importlib import import_module

import pytest
from django.apps import apps

from pharmacy.documents.actions import request_documents
from pharmacy.documents.models import Document
from tests.world import World, checked

STEP = import_module("pharmacy.documents.migrations.0002_reports_with_codes")

pytestmark = pytest.mark.django_db


def test_the_text_of_an_old_report_is_kept_and_can_be_taken_back(world: World) -> None:
    label, leaflet = request_documents(batch=checked(world), by=world.tom)
    Document.objects.filter(pk=label.pk).update(lint=["'4.0 mg' has a zero at its end."])
    STEP.give_reports_a_code(apps, None)
    label.refresh_from_db()
    leaflet.refresh_from_db()
    kept = {"code": "found-by-lint", "severity": "stop", "text": "'4.0 mg' has a zero at its end.", "source": ""}
    assert (label.lint, label.read_back, leaflet.lint) == ([kept], [], [])
    STEP.leave_the_text(apps, None)
    label.refresh_from_db()
    assert label.lint == ["'4.0 mg' has a zero at its end."]
