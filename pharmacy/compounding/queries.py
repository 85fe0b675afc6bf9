"""Questions about batches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from formulations.queries.laws import law_on_record
from formulations.science.beyond_use import is_expired
from formulations.science.plan import Plan
from pharmacy.compounding import gathering
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import objections_to_discarding
from pharmacy.compounding.worksheet import Worksheet, containers_now, make_worksheet
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.no_plan import REFUSALS
from pharmacy.prescriptions.planning import plan_for
from pharmacy.prescriptions.queries import open_findings
from pharmacy.prescriptions.sharing import ShownProposal, ways_of_filling
from pharmacy.prescriptions.use_by_shown import ShownUseBy, show_use_by
from pharmacy.staff import clock
from pharmacy.staff.models import User

A_PAGE = 30
_LARGE = ("plan", "worksheet", "specification__content")  # read for nothing that a list shows


@dataclass(frozen=True)
class LaterContainer:
    """One container of a supply that is not made yet."""

    number: int
    of: int
    amount: str
    make_on: date


@dataclass(frozen=True)
class BatchPage:
    """A batch as its pages show it: dates are dates again. law, edition: their names. why: its limits."""

    batch: Batch
    strength: str
    worksheet: dict[str, Any]
    made_on: date
    law: str
    edition: str
    pack: str
    why: ShownUseBy
    later: tuple[LaterContainer, ...]


def all_batches() -> QuerySet[Batch]:
    """Return every batch, newest first, with what a list of them shows."""
    related = ("prescription__patient", "specification__formulation", "made_by", "checked_by", "discarded_by")
    return Batch.objects.select_related(*related).order_by("-made_at", "-pk")


@dataclass(frozen=True)
class BatchesShown:
    """One page of the list of batches, newest first. before: where the next page begins, or None."""

    batches: tuple[Batch, ...]
    before: int | None


def batches_shown(*, before: int | None = None) -> BatchesShown:
    """Return a page of all batches, newest first. before: the key of the batch that the page before ended with."""
    rows = all_batches().defer(*_LARGE).order_by("-pk")
    some = list((rows.filter(pk__lt=before) if before else rows)[: A_PAGE + 1])
    shown = some[:A_PAGE]
    return BatchesShown(tuple(shown), before=shown[-1].pk if len(some) > A_PAGE else None)


def past_lots(batches: Iterable[Batch]) -> set[str]:
    """Return the lots among these batches whose use-by date has passed today."""
    today = clock.today()
    return {batch.lot for batch in batches if is_expired(batch.use_by, today=today)}


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
    containers = batch.plan["supply"]["containers"]
    law = law_on_record(batch.law, valid_from=batch.law_edition)
    return BatchPage(
        batch=batch,
        strength=batch.plan["strength"],
        worksheet=batch.worksheet,
        made_on=batch.made_on,
        law=law.name,
        edition=law.edition,
        pack=batch.plan.get("pack", batch.worksheet["container"]),
        why=show_use_by(batch.plan["use_by"]),
        later=tuple(_later(one) for one in containers if not one["is_made_now"]),
    )


def panel(prescription: Prescription, *, reader: User | None = None) -> dict[str, object]:
    """Return what the prescription page shows of the bench.

    Keys: page (a BatchPage, once made), draft (the Worksheet of today's plan, before), ways (of filling it), sooner
    (what making it before its first day costs), waiting_for (why there is no draft yet), may_discard (whether the
    reader may discard the batch), discarded (the batches that were).
    """
    gone = list(discarded(prescription))
    batch = in_force(prescription).first()
    if batch is not None:
        may = reader is not None and may_discard(batch, by=reader)
        return {"page": as_page(batch), "draft": None, "waiting_for": "", "may_discard": may, "discarded": gone}
    waiting_for = _waiting_for(prescription)
    drawn, ways, waiting_for = (None, (), waiting_for) if waiting_for else draft(prescription)
    return {
        "page": None,
        "draft": drawn,
        "ways": ways,
        "sooner": what_sooner_costs(prescription) if drawn else "",
        "waiting_for": waiting_for,
        "may_discard": False,
        "discarded": gone,
    }


def draft(prescription: Prescription) -> tuple[Worksheet | None, tuple[ShownProposal, ...], str]:
    """Return the worksheet that a batch made today would have, and the other ways to fill it; or why there is none."""
    try:
        plan = plan_for(prescription, made_on=clock.today())
    except REFUSALS:
        return None, (), "There is no plan, so there is nothing to make. Why stands beside it."
    if plan.supply is None:
        return None, (), "No device measures these doses, so there is nothing to make."
    if not containers_now(plan.supply):
        use_by, first = (date_format(day, "j F Y") for day in (plan.use_by.date, plan.order.first_day))
        message = f"Made today it could be used until {use_by}, and the first dose is on {first}."
        return None, (), f"{message} Make it nearer to that day."
    return make_worksheet(plan), ways_of_filling(plan), ""


def what_sooner_costs(prescription: Prescription) -> str:
    """Return what a batch made today loses of its life against one made on its first day; empty where it loses nothing.

    The life of a container runs from its making, and not from the day of its first dose.
    """
    first_day = prescription.starts_on
    if first_day is None or first_day <= clock.today():
        return ""
    now, then = (_lasts_until(plan_for(prescription, made_on=day)) for day in (clock.today(), first_day))
    if now is None or now == then:
        return ""
    lasts = f"until {date_format(then, 'j F Y')}" if then else "to its last day"
    first, until = date_format(first_day, "j F Y"), date_format(now, "j F Y")
    return f"Made today it lasts until {until}; made on {first}, when it is first taken, it lasts {lasts}."


def _lasts_until(plan: Plan) -> date | None:
    """The last day before a later batch has to follow; None where none has to."""
    later = [box.open_on for box in plan.supply.containers if not box.is_made_now] if plan.supply else []
    return later[0] - timedelta(days=1) if later else None


def waiting_for_check() -> QuerySet[Batch]:
    """Return the first page of the batches that a second person has not checked yet, oldest first."""
    ended = (Stage.REFUSED, Stage.SUPPLIED)
    unchecked = all_batches().filter(checked_at__isnull=True, discarded_at__isnull=True)
    return unchecked.exclude(prescription__stage__in=ended).defer(*_LARGE).order_by("made_at", "pk")[:A_PAGE]


def _waiting_for(prescription: Prescription) -> str:
    if prescription.stage == Stage.REFUSED:
        return "This prescription was refused; nothing is made for it."
    if prescription.stage == Stage.ENTERED:
        return "The screening comes first."
    count = open_findings(prescription).count()
    if count:
        return f"A pharmacist has to settle {count} {'finding' if count == 1 else 'findings'} first."
    return ""


def _later(container: dict[str, Any]) -> LaterContainer:
    make_on = date.fromisoformat(container["make_on"])
    return LaterContainer(container["number"], container["of"], container["amount"], make_on)
