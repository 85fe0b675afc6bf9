"""What the worker does for the staff room at night."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="staff.forget_ended_sessions", ignore_result=True)  # type: ignore[untyped-decorator]
def forget_ended_sessions() -> None:
    """Remove the sessions that have ended from the database."""
    call_command("clearsessions")
