"""The relay: once a second it looks for papers that are due and rings; every five seconds it sweeps."""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.utils import timezone

from pharmacy.documents import actions, bell, claims
from pharmacy.documents.models import Document

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 1.0
SWEEP_EVERY_LOOKS = 5


def run(*, looks: int | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
    """Look, ring and sweep until the process is stopped. looks: for so many times only."""
    done = 0
    while looks is None or done < looks:
        look(sweep=done % SWEEP_EVERY_LOOKS == 0)
        done += 1
        sleep(LOOK_EVERY_SECONDS)


def look(*, sweep: bool) -> None:
    """Ring when papers are due. After an error of the database the connection is dropped: a dead one never heals."""
    try:
        if sweep:
            actions.sweep()
        if Document.objects.filter(claims.due(timezone.now())).exists():
            bell.ring()
    except DatabaseError as error:
        log.warning("the relay could not read the queue: %s", type(error).__name__)
        connection.close()
