"""The bell: tells a worker that papers are due. It carries nothing, and losing it loses nothing."""

import logging

from kombu.exceptions import OperationalError

from pharmacy.celery import app

log = logging.getLogger(__name__)
EXPIRES_SECONDS = 10
DRAIN = "documents.drain"  # by name: the task above calls the actions that ring


def ring() -> None:
    """Ask a worker to drain the queue. A broker that cannot be reached is logged, and the relay rings again."""
    try:
        app.send_task(DRAIN, expires=EXPIRES_SECONDS, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("no worker could be told of papers that are due: %s", type(error).__name__)
