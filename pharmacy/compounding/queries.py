"""Questions about batches."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from formulations.reference import loader
from pharmacy.compounding import gathering
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import objections_to_discarding
from pharmacy.compounding.worksheet import Worksheet, make_worksheet
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.planning import plan_for
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff.models import User


@dataclass(frozen=True)
class ShownLimit:
    """One limit of a use-by date as a why-card shows it. applies: False for one that was set aside."""

    code: str
    date: date
    days: int | None
    why: str
    source: str
    applies: bool


@dataclass(frozen=True)
class LaterContainer:
    """One container of a supply that is not made yet."""

    number: int
    of: int
    amount: str
    make_on: date


@dataclass(frozen=True)
class BatchPage:
    """A batch as its pages show it: dates are dates again. law: its name. ruling: the limit that ruled."""

    batch: Batch
    strength: str
    worksheet: dict[str, Any]
    made_on: date
    law: str
    ruling: ShownLimit | None
    other_limits: tuple[ShownLimit, ...]
    later: tuple[LaterContainer, ...]


def all_batches() -> QuerySet[Batch]:
    """Return every batch, newest first, with what a list of them shows."""
    related = ("prescription__patient", "specification__formulation", "made_by", "checked_by", "discarded_by")
    return Batch.objects.select_related(*related).order_by("-made_at", "-pk")


def in_force(prescription: Prescription) -> QuerySet[Batch]:
    """Return the batch of a prescription that was not discarded: one row, or none before it is made."""
    return all_batches().filter(prescription=prescription, discarded_at__isnull=True)


def discarded(prescription: Prescription) -> QuerySet[Batch]:
    """Return the batches of a prescription that were discarded, newest first."""
    return all_batches().filter(prescription=prescription, discarded_at__isnull=False)


def may_discard(batch: Batch, *, by: User) -> bool:
    """Return whether this person may discard the batch as it stands."""
    return not objections_to_discarding(gathering.discard_facts(batch, by=by))


def batch_page(lot: str) -> BatchPage:
    """Return one batch for its page. Raises Batch.DoesNotExist for a lot that no batch has."""
    return as_page(all_batches().get(lot=lot))


def as_page(batch: Batch) -> BatchPage:
    """Return a batch in the form that its pages show."""
    use_by, containers = batch.plan["use_by"], batch.plan["supply"]["containers"]
    limits = [_limit(limit) for limit in (*use_by["limits"], *use_by["replaced"])]
    return BatchPage(
        batch=batch,
        strength=batch.plan["strength"],
        worksheet=batch.worksheet,
        made_on=batch.made_on,
        law=loader.law(batch.law).name,
        ruling=next((limit for limit in limits if limit.code == batch.ruled_by), None),
        other_limits=tuple(limit for limit in limits if limit.code != batch.ruled_by),
        later=tuple(_later(one) for one in containers if not one["is_made_now"]),
    )


def panel(prescription: Prescription, *, reader: User | None = None) -> dict[str, object]:
    """Return what the prescription page shows of the bench.

    Keys: page (a BatchPage, once made), draft (the Worksheet of today's plan, before), waiting_for (why not yet),
    may_discard (whether the reader may discard the batch), discarded (the batches that were).
    """
    gone = list(discarded(prescription))
    batch = in_force(prescription).first()
    if batch is not None:
        may = reader is not None and may_discard(batch, by=reader)
        return {"page": as_page(batch), "draft": None, "waiting_for": "", "may_discard": may, "discarded": gone}
    waiting_for = _waiting_for(prescription)
    drawn = None if waiting_for else draft(prescription)
    return {"page": None, "draft": drawn, "waiting_for": waiting_for, "may_discard": False, "discarded": gone}


def draft(prescription: Prescription) -> Worksheet | None:
    """Return the worksheet that a batch made today would have, or None when its doses cannot be measured."""
    plan = plan_for(prescription)
    return make_worksheet(plan) if plan.supply else None


def waiting_for_check() -> QuerySet[Batch]:
    """Return the batches that a second person has not checked yet, oldest first."""
    ended = (Stage.REFUSED, Stage.SUPPLIED)
    unchecked = all_batches().filter(checked_at__isnull=True, discarded_at__isnull=True)
    return unchecked.exclude(prescription__stage__in=ended).order_by("made_at", "pk")


def _waiting_for(prescription: Prescription) -> str:
    if prescription.stage == Stage.REFUSED:
        return "This prescription was refused; nothing is made for it."
    if prescription.stage == Stage.ENTERED:
        return "The screening comes first."
    count = open_findings(prescription).count()
    if count:
        return f"A pharmacist has to settle {count} {'finding' if count == 1 else 'findings'} first."
    return ""


def _limit(limit: dict[str, Any]) -> ShownLimit:
    return ShownLimit(**(limit | {"date": date.fromisoformat(limit["date"])}))


def _later(container: dict[str, Any]) -> LaterContainer:
    make_on = date.fromisoformat(container["make_on"])
    return LaterContainer(container["number"], container["of"], container["amount"], make_on)
