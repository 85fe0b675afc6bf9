"""What the worker does with begun prescriptions at night."""

from celery import shared_task

from pharmacy.prescriptions.drafts import discard_old_drafts, oldest_kept


@shared_task(name="prescriptions.discard_old_drafts", ignore_result=True)  # type: ignore[untyped-decorator]
def discard_what_was_left() -> None:
    """Throw away the drafts in which nobody typed for a long time."""
    discard_old_drafts(before=oldest_kept())
