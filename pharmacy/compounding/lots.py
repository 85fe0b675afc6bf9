"""Lot numbers: the day of making and a count, digits alone, so that nothing can be misread."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from pharmacy.compounding.models import Batch, LotCounter
from pharmacy.staff import clock


def next_lot(*, made_on: date | None = None) -> str:
    """Return a lot number that no batch has or will get again, such as "261122-003".

    made_on: the day of making; today when left out. Inside one transaction with the batch that takes the number, the
    counter's row stays locked, so two people never get the same one. Source: house rule.
    """
    day = made_on or clock.today()
    while True:
        lot = f"{day:%y%m%d}-{_next_count(day):03d}"
        if not is_taken(lot):
            return lot


def is_taken(lot: str) -> bool:
    """Return whether a batch has this lot, in capitals or not."""
    return Batch.objects.filter(Exact(Lower("lot"), lot.lower())).exists()


@transaction.atomic
def _next_count(day: date) -> int:
    LotCounter.objects.get_or_create(day=day)
    LotCounter.objects.filter(day=day).update(last=F("last") + 1)
    return LotCounter.objects.get(day=day).last
