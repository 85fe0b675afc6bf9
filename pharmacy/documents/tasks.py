"""The worker's task. It takes no arguments: what is due stands in the rows."""

from celery import shared_task

from pharmacy.documents import actions

TIME_LIMIT_SECONDS = 120


@shared_task(name="documents.drain", ignore_result=True, time_limit=TIME_LIMIT_SECONDS)  # type: ignore[untyped-decorator]
def drain() -> None:
    """Make the papers that are due."""
    actions.drain()
