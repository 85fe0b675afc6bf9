"""What the worker does with the ledger at night."""

import logging

from celery import shared_task

from pharmacy.ledger.verification import verify_ledger

log = logging.getLogger(__name__)
TIME_LIMIT_SECONDS = 3600


@shared_task(name="ledger.verify", ignore_result=True, time_limit=TIME_LIMIT_SECONDS)  # type: ignore[untyped-decorator]
def verify() -> None:
    """Read the whole ledger again and log the first fault.

    An event written during the reading looks like a fault at its end; only one that a second reading finds too counts.
    """
    found = verify_ledger()
    if found.fault and verify_ledger().fault == found.fault:
        log.critical("THE LEDGER IS DAMAGED after event %s. Run manage.py verify_ledger.", found.count)
    else:
        log.info("the ledger is intact: %s events", found.count)
