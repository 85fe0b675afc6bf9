"""Questions about batches."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pharmacy.compounding.models import Batch
from pharmacy.compounding.worksheet import Worksheet, make_worksheet
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.planning import plan_for
from pharmacy.prescriptions.queries import open_findings


@dataclass(frozen=True)
class LimitLine:
    """One limit of a use-by date as a why-card shows it. mark: the class of its line; it says whether it ruled."""

    code: str
    date: date
    days: int | None
    why: str
    source: str
    mark: str


@dataclass(frozen=True)
class LaterContainer:
    """One container of a supply that is not made yet."""

    number: int
    of: int
    amount: str
    make_on: date


@dataclass(frozen=True)
class BatchPage:
    """A batch as its pages show it: dates are dates again, and limits know whether they ruled."""

    batch: Batch
    strength: str
    worksheet: dict[str, object]
    limits: tuple[LimitLine, ...]
    later: tuple[LaterContainer, ...]


def all_batches() -> QuerySet[Batch]:
    """Return every batch, newest first, with what a list of them shows."""
    related = ("prescription__patient", "specification__formulation", "made_by", "checked_by")
    return Batch.objects.select_related(*related).order_by("-made_at", "-pk")


def batch_page(lot: str) -> BatchPage:
    """Return one batch for its page. Raises Batch.DoesNotExist for a lot that no batch has."""
    return as_page(all_batches().get(lot=lot))


def as_page(batch: Batch) -> BatchPage:
    """Return a batch in the form that its pages show."""
    use_by, containers = batch.plan["use_by"], batch.plan["supply"]["containers"]
    limits = [*use_by["limits"], *use_by.get("replaced", ())]
    return BatchPage(
        batch=batch,
        strength=batch.plan["strength"],
        worksheet=batch.worksheet,
        limits=tuple(_limit(limit, ruled_by=use_by["ruled_by"]) for limit in limits),
        later=tuple(_later(one) for one in containers if not one["is_made_now"]),
    )


def panel(prescription: Prescription) -> dict[str, object]:
    """Return what the prescription page shows of the bench.

    Keys: page (a BatchPage, once made), draft (the Worksheet of today's plan, before), waiting_for (why not yet).
    """
    batch = all_batches().filter(prescription=prescription).first()
    if batch is not None:
        return {"page": as_page(batch), "draft": None, "waiting_for": ""}
    waiting_for = _waiting_for(prescription)
    return {"page": None, "draft": None if waiting_for else draft(prescription), "waiting_for": waiting_for}


def draft(prescription: Prescription) -> Worksheet | None:
    """Return the worksheet that a batch made today would have, or None when its doses cannot be measured."""
    plan = plan_for(prescription)
    return make_worksheet(plan) if plan.supply else None


def waiting_for_check() -> QuerySet[Batch]:
    """Return the batches that a second person has not checked yet, oldest first."""
    ended = (Stage.REFUSED, Stage.SUPPLIED)
    waiting = all_batches().filter(checked_at__isnull=True).exclude(prescription__stage__in=ended)
    return waiting.order_by("made_at", "pk")


def _waiting_for(prescription: Prescription) -> str:
    if prescription.stage == Stage.REFUSED:
        return "This prescription was refused; nothing is made for it."
    if prescription.stage == Stage.ENTERED:
        return "The screening comes first."
    count = open_findings(prescription).count()
    if count:
        return f"A pharmacist has to settle {count} {'finding' if count == 1 else 'findings'} first."
    return ""


def _limit(limit: dict[str, object], *, ruled_by: str) -> LimitLine:
    mark = "is-ruling" if limit["code"] == ruled_by else "" if limit["applies"] else "is-set-aside"
    day = date.fromisoformat(str(limit["date"]))
    return LimitLine(str(limit["code"]), day, limit["days"], str(limit["why"]), str(limit["source"]), mark)  # type: ignore[arg-type]


def _later(container: dict[str, object]) -> LaterContainer:
    make_on = date.fromisoformat(str(container["make_on"]))
    return LaterContainer(container["number"], container["of"], str(container["amount"]), make_on)  # type: ignore[arg-type]
