"""What decisions at the bench need to know, read from the rows into plain values."""

from dataclasses import asdict, dataclass
from datetime import date

from formulations.reference import loader
from formulations.science.beyond_use import IngredientExpired, NotShorter
from formulations.science.plan import Plan
from pharmacy.compounding import lots
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import BatchFacts, BatchRefused, DiscardFacts, Objection, ShorteningFacts
from pharmacy.compounding.worksheet import containers_now, make_worksheet
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.planning import plan_for
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff import clock
from pharmacy.staff.models import User


@dataclass(frozen=True)
class Wish:
    """What the maker asks for, with the pharmacy's own values where they left something out. law: its code."""

    made_on: date
    lot: str
    ingredient_expiry: date | None
    law: str
    shortened_to: date | None


def plan_as_wished(prescription: Prescription, *, wish: Wish) -> Plan:
    """Return the plan of a prescription for the days and the law that the maker asks for.

    Raises BatchRefused for an expired ingredient and for a date that does not shorten; UnknownLaw.
    """
    try:
        return plan_for(
            prescription,
            made_on=wish.made_on,
            ingredient_expiry=wish.ingredient_expiry,
            law=loader.law(wish.law),
            shortened_to=wish.shortened_to,
        )
    except IngredientExpired as error:
        raise BatchRefused((Objection("ingredient-expired", f"{error}."),)) from error
    except NotShorter as error:
        raise BatchRefused((Objection("not-shorter", f"{error}."),)) from error


def batch_facts(prescription: Prescription, *, plan: Plan, wish: Wish, by: User) -> BatchFacts:
    """Return what is known before a batch is made."""
    return BatchFacts(
        stage=prescription.stage,
        maker_role=by.role,
        open_findings=tuple(f"{one.code} ({one.about})" for one in open_findings(prescription)),
        unscreened_findings=unscreened_findings(prescription, plan=plan),
        is_measurable=plan.supply is not None,
        containers_now=len(containers_now(plan.supply)) if plan.supply else 0,
        lot=wish.lot,
        lot_is_taken=lots.is_taken(wish.lot),
        made_on=wish.made_on,
        use_by=plan.use_by.date,
        today=clock.today(),
    )


def unscreened_findings(prescription: Prescription, *, plan: Plan) -> tuple[str, ...]:
    """Return findings of today's plan that wait for a person and that the screening did not put on record."""
    on_record = set(prescription.findings.values_list("code", flat=True))
    waiting = (one for one in plan.findings if one.waits_for_a_person)
    return tuple(f"{one.code} ({one.about})" for one in waiting if one.code not in on_record)


def shortening_facts(batch: Batch, *, to: date, reason: str) -> ShorteningFacts:
    """Return what is known before a use-by date is shortened."""
    return ShorteningFacts(
        lot=batch.lot,
        is_released=batch.prescription.stage in (Stage.RELEASED, Stage.SUPPLIED),
        is_discarded=batch.discarded_at is not None,
        use_by=batch.use_by,
        wanted=to,
        made_on=batch.made_on,
        reason=reason,
        today=clock.today(),
    )


def discard_facts(batch: Batch, *, by: User) -> DiscardFacts:
    """Return what is known before this person discards a batch."""
    return DiscardFacts(
        lot=batch.lot,
        stage=batch.prescription.stage,
        role=by.role,
        is_maker=by.pk == batch.made_by_id,
        is_discarded=batch.discarded_at is not None,
    )


def filling(plan: Plan) -> list[dict[str, object]]:
    """Return the containers that a plan fills now, as a batch keeps them; none when it cannot be measured."""
    return [asdict(container) for container in make_worksheet(plan).containers] if plan.supply else []
