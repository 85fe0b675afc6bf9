"""The bell: tells a worker that papers are due. It carries nothing, and losing it loses nothing."""

import logging

from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)
EXPIRES_SECONDS = 10


def ring() -> None:
    """Ask a worker to drain the queue. A broker that cannot be reached is logged, and the relay rings again."""
    from pharmacy.documents.tasks import drain

    try:
        drain.apply_async(expires=EXPIRES_SECONDS, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("no worker could be told of papers that are due: %s", type(error).__name__)
