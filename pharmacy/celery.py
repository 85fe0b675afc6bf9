"""The Celery application. Messages only ring a bell: they carry no data."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharmacy.settings")

app = Celery("pharmacy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect  # type: ignore[untyped-decorator]
def log_as_django_does(**_: object) -> None:
    """Keep Django's logging, which withholds values, instead of Celery's own."""
