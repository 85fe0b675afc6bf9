"""The worker's task. It takes no arguments: what is due stands in the rows."""

from celery import shared_task
from celery.signals import worker_process_init

from pharmacy.documents import actions
from pharmacy.documents.rendering import open_workshop

TIME_LIMIT_SECONDS = 120


@shared_task(name="documents.drain", ignore_result=True, time_limit=TIME_LIMIT_SECONDS)  # type: ignore[untyped-decorator]
def drain() -> None:
    """Make the papers that are due."""
    actions.drain()


@worker_process_init.connect  # type: ignore[untyped-decorator]
def be_ready(**_: object) -> None:
    """Start the typesetting process with the worker: somebody stands at the counter when the first paper comes."""
    open_workshop()
