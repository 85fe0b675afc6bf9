"""What a draft would mean for the pharmacy, and what was made under a version."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from formulations.models import Formulation, Specification
from formulations.reference import papers
from formulations.reference.formulary import BadSpecification, specification_from
from formulations.science.beyond_use import is_expired
from pharmacy.compounding.models import Batch
from pharmacy.consequences.replanning import Consequence, consequence
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.waiting import UNFINISHED
from pharmacy.staff import clock
from pharmacy.staff.queries import the_pharmacy

A_PAGE = 25
MOST_LISTED = 100


@dataclass(frozen=True)
class Alike:
    """Prescriptions for which the same would differ. one: what differs, of the first of them."""

    one: Consequence
    prescriptions: tuple[Prescription, ...]


@dataclass(frozen=True)
class DraftConsequences:
    """What a draft would mean. fault: why the draft cannot be read yet; then nothing else is known.

    page: the page of open prescriptions that was looked at. differing: those that would read differently, put together
    where the same differs. count: how many those are. same: those that would not.
    """

    fault: str
    page: Page[Prescription]
    differing: tuple[Alike, ...]
    count: int
    same: tuple[Consequence, ...]
    untouched: tuple[Batch, ...]
    more_untouched: bool


def draft_consequences(draft: Specification, *, number: str, in_full: bool) -> DraftConsequences:
    """Return what a draft would mean for a page of open prescriptions of its formulation. Nothing is written.

    number: the page wanted. in_full: with the words of findings, which may name what a patient takes.
    Source: house rule (what a change does is looked at before it is approved).
    """
    page = Paginator(open_prescriptions(draft.formulation), A_PAGE).get_page(number)
    fault = fault_in(draft)
    spoken = papers.language(the_pharmacy().language)
    looked_at = () if fault else page.object_list
    found = [consequence(one, draft=draft, language=spoken, in_full=in_full) for one in looked_at]
    untouched = supplied_in_date(draft.formulation)
    return DraftConsequences(
        fault,
        page,
        differing=put_together([one for one in found if one.differs]),
        count=sum(one.differs for one in found),
        same=tuple(one for one in found if not one.differs),
        untouched=tuple(untouched[:MOST_LISTED]),
        more_untouched=len(untouched) > MOST_LISTED,
    )


def put_together(found: list[Consequence]) -> tuple[Alike, ...]:
    """Return the consequences with the prescriptions of equal ones together, in the order of the first of each."""
    heaps: dict[tuple[object, ...], list[Consequence]] = {}
    for one in found:
        heaps.setdefault((one.differences, one.refused, one.stuck), []).append(one)
    return tuple(Alike(heap[0], tuple(one.prescription for one in heap)) for heap in heaps.values())


def fault_in(draft: Specification) -> str:
    """Return why a version cannot be read, in words; empty when it can."""
    try:
        specification_from(draft.content, version=draft.version, sha256=draft.sha256)
    except BadSpecification as bad:
        return str(bad)
    return ""


def open_prescriptions(formulation: Formulation) -> QuerySet[Prescription]:
    """Return the prescriptions of a formulation that are neither supplied nor refused, the oldest first."""
    rows = Prescription.objects.filter(specification__formulation=formulation, stage__in=UNFINISHED)
    related = rows.select_related("patient", "prescriber", "specification__formulation")
    return related.prefetch_related("steps", "known_facts").order_by("number")


def supplied_in_date(formulation: Formulation) -> list[Batch]:
    """Return batches of a formulation that are handed over and still in date, the newest first.

    One more than is listed at most, to tell whether there are more. One query.
    """
    day = clock.today()
    rows = Batch.objects.filter(specification__formulation=formulation, discarded_at__isnull=True)
    rows = rows.filter(prescription__stage=Stage.SUPPLIED, use_by__gte=day - timedelta(days=1))
    rows = rows.select_related("prescription", "specification").defer("plan", "worksheet", "specification__content")
    found = rows.order_by("-made_at", "-pk")[: MOST_LISTED + 1]
    return [batch for batch in found if not is_expired(batch.use_by, today=day)]
