"""The pharmacy: for whom, by whom, when. Also the Django project."""

from pharmacy.celery import app as celery_app

__all__ = ["celery_app"]
