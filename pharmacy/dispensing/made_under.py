"""What was made under one version of a specification and is still in date, for whoever withdraws that version."""

from dataclasses import dataclass
from datetime import date, timedelta

from formulations.models import Specification
from formulations.science.beyond_use import is_expired
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.models import Supply
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.staff import clock

_LARGE = ("plan", "worksheet", "specification__content")  # read for nothing that a list shows
_SHOWN = ("prescription__patient", "specification__formulation", "supply__handed_over_by", "recall")


@dataclass(frozen=True)
class MadeUnder:
    """One batch in date. supply: None before its release. where: "in the pharmacy", "released" or "handed over"."""

    batch: Batch
    supply: Supply | None
    where: str
    is_recalled: bool


def supplies_in_date_under(specification: Specification, *, today: date | None = None) -> list[MadeUnder]:
    """Return every supply made under this version that is still in date, and every batch that is not supplied yet.

    Those handed over come first, then the newest. today: the pharmacy's day when left out; the use-by day itself is in
    date. Discarded batches, and batches of a refused prescription, are left out: nothing of them goes out. One query.
    """
    day = today or clock.today()
    rows = Batch.objects.filter(specification=specification, discarded_at__isnull=True)
    rows = rows.exclude(prescription__stage=Stage.REFUSED).filter(use_by__gte=day - timedelta(days=1))
    rows = rows.select_related(*_SHOWN).defer(*_LARGE).order_by("-made_at", "-pk")
    found = [_made_under(batch) for batch in rows if not is_expired(batch.use_by, today=day)]
    return sorted(found, key=lambda one: one.where != "handed over")


def prescriptions_waiting_under(specification: Specification) -> list[Prescription]:
    """Return the prescriptions entered under this version that nothing was made for yet, oldest first. One query."""
    waiting = Prescription.objects.filter(specification=specification, stage__in=(Stage.ENTERED, Stage.SCREENED))
    return list(waiting.select_related("patient", "specification__formulation").order_by("number"))


def _made_under(batch: Batch) -> MadeUnder:
    supply = getattr(batch, "supply", None)
    return MadeUnder(batch, supply, _where(supply), is_recalled=getattr(batch, "recall", None) is not None)


def _where(supply: Supply | None) -> str:
    if supply is None:
        return "in the pharmacy"
    return "released" if supply.handed_over_at is None else "handed over"
