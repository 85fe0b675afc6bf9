"""What decisions at the bench need to know, read from the rows into plain values."""

from dataclasses import asdict, dataclass
from datetime import date

from formulations.life_cycle import why_withdrawn
from formulations.queries import laws
from formulations.reference.law_editions import UnknownLaw
from formulations.science.beyond_use import IngredientExpired, NotShorter
from formulations.science.law import Law
from formulations.science.life import NoUseByLimit
from formulations.science.plan import Plan
from pharmacy.compounding import lots
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import BatchFacts, BatchRefused, DiscardFacts, Objection, ShorteningFacts
from pharmacy.compounding.worksheet import containers_now, make_worksheet
from pharmacy.prescriptions.checks.standing import why_no_check_stands
from pharmacy.prescriptions.filled_from import FilledFrom
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.planning import plan_for
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff import clock
from pharmacy.staff.models import User


@dataclass(frozen=True)
class Wish:
    """What the maker asks for, with the pharmacy's own values where they left something out.

    law: its code. law_edition: of a batch on record; the day of making decides where it is None.
    filled: what a batch on record was filled from; what is in stock today where it is None.
    """

    made_on: date
    lot: str
    ingredient_expiry: date | None
    law: str
    shortened_to: date | None
    law_edition: date | None = None
    filled: FilledFrom | None = None

    def read_law(self) -> Law:
        """The edition that the batch is dated by. Raises UnknownLaw."""
        if self.law_edition is not None:
            return laws.law_on_record(self.law, valid_from=self.law_edition)
        return laws.law_in_force(self.law, on=self.made_on)


def plan_as_wished(prescription: Prescription, *, wish: Wish) -> Plan:
    """Return the plan of a prescription for the days and the law that the maker asks for.

    Raises BatchRefused for an expired ingredient, a date that does not shorten, a day before any edition of the law,
    and a preparation that the law gives no date.
    """
    try:
        return plan_for(
            prescription,
            made_on=wish.made_on,
            ingredient_expiry=wish.ingredient_expiry,
            law=wish.read_law(),
            shortened_to=wish.shortened_to,
            filled=wish.filled,
        )
    except IngredientExpired as error:
        raise BatchRefused((Objection("ingredient-expired", f"{error}."),)) from error
    except NotShorter as error:
        raise BatchRefused((Objection("not-shorter", f"{error}."),)) from error
    except UnknownLaw as error:
        raise BatchRefused((Objection("no-law-edition", f"{error}."),)) from error
    except NoUseByLimit as error:
        raise BatchRefused((Objection("no-use-by-date", f"{error}."),)) from error


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
        withdrawn=why_withdrawn(prescription.specification),
        first_day=plan.order.first_day,
        no_check=why_no_check_stands(prescription),
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
    """Return the containers that a plan fills now, as a batch keeps them; none when there is nothing to make."""
    if plan.supply is None or not containers_now(plan.supply):
        return []
    return [asdict(container) for container in make_worksheet(plan).containers]
