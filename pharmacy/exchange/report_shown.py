"""What the page of a FHIR report shows, in the order in which a person looks at it."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from django.http import QueryDict

from formulations.reference.papers import languages
from formulations.science.regimen import DoseStep, hours_in_words, spacing_in_words
from formulations.science.specification import Specification
from pharmacy.exchange.entry_fields import entry_fields
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.readable import Cleaned
from pharmacy.exchange.fhir.report.values import Line, OrderFound, Outcome, PersonFound, Report
from pharmacy.prescriptions.entry import KnownEntry

MOST_SHOWN = 100  # more lines of one kind nobody reads on a page; the command prints them all


@dataclass(frozen=True)
class ShownOrder:
    """One order, its doses in words, and the fields that go on with it. product: what is to be made, if it says so."""

    order: OrderFound
    product: str
    steps: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownPerson:
    """One patient with their orders. known: what would be filled in beside the first order. more: orders not shown.

    language: the name of the one preferred, its code where no paper is made in it, empty where none is said.
    """

    found: PersonFound
    orders: tuple[ShownOrder, ...]
    known: tuple[KnownEntry, ...]
    more: int
    language: str


@dataclass(frozen=True)
class LeftOut:
    """Resources of one kind that are not used for one reason. names: what they are called, each once."""

    kind: str
    because: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class ShownReport:
    """The page. understood: how many resources as what. unread: elements that nobody read, with how often."""

    report: Report
    people: tuple[ShownPerson, ...]
    understood: tuple[tuple[str, int], ...]
    cleaned: tuple[Cleaned, ...]
    not_read: tuple[Line, ...]
    how_many_not_read: int
    doubts: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    unread: tuple[tuple[str, int], ...]


def show_report(
    report: Report, *, find_specification: Callable[[str], Specification], spoken: Collection[str]
) -> ShownReport:
    """Return the report as the page shows it. find_specification: as for the reader. spoken: languages offered."""
    show = partial(_person, find_specification=find_specification, spoken=spoken)
    used, not_read = report.with_outcome(Outcome.UNDERSTOOD), report.with_outcome(Outcome.NOT_READ)
    return ShownReport(
        report=report,
        people=tuple(map(show, report.people)),
        understood=tuple(Counter(line.role for line in used).items()),
        cleaned=report.cleaned[:MOST_SHOWN],
        not_read=not_read[:MOST_SHOWN],
        how_many_not_read=len(not_read),
        doubts=tuple(line for line in used if line.remarks and "order" not in line.role),
        left_out=left_out(report),
        unread=tuple(sorted(Counter(path for line in used for path in line.unread).items())),
    )


def left_out(report: Report) -> tuple[LeftOut, ...]:
    """Return what is not used, by kind and reason: medicines, allergies and conditions that have names first."""
    groups: dict[tuple[str, str], list[str]] = {}
    for line in report.with_outcome(Outcome.NOT_USED):
        groups.setdefault((line.kind, line.because), []).append(line.name)
    found = [
        LeftOut(kind, because, len(names), tuple(dict.fromkeys(name for name in names if name)))
        for (kind, because), names in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: not one.names))


def step_in_words(step: DoseStep) -> str:
    """Return a dose step as the report says it: "1.5 mg, once every other day, bedtime, for 14 days"."""
    times = "once" if step.times_a_day == 1 else f"{step.times_a_day} times"
    often = f"{times} a day" if step.every == 1 else f"{times} {spacing_in_words(step.every)}"
    often = hours_in_words(step.hours_apart) if step.hours_apart else often
    length = f"for {step.days} days" if step.days else ""
    return ", ".join(part for part in (str(step.dose), often, " and ".join(step.when), length) if part)


def _person(
    found: PersonFound, *, find_specification: Callable[[str], Specification], spoken: Collection[str]
) -> ShownPerson:
    show = partial(_order, person=found, find_specification=find_specification, spoken=spoken)
    orders = tuple(map(show, found.orders[:MOST_SHOWN]))
    known = found.known_beside(found.orders[0]) if found.orders else found.known
    more = len(found.orders) - len(orders)
    return ShownPerson(found, orders, known=known, more=more, language=_language(found))


def _language(found: PersonFound) -> str:
    code = found.patient.language if found.patient else ""
    return next((one.name for one in languages() if one.code == code), code)


def _order(
    order: OrderFound,
    *,
    person: PersonFound,
    find_specification: Callable[[str], Specification],
    spoken: Collection[str],
) -> ShownOrder:
    specification = _specification(order, find_specification=find_specification)
    known = person.known_beside(order)
    data = entry_fields(order, patient=person.patient, known=known, specification=specification, spoken=spoken)
    product = f"{specification.name}, {order.strength or ''}".rstrip(", ") if specification else ""
    return ShownOrder(order, product, steps=tuple(map(step_in_words, order.steps)), fields=tuple(_pairs(data)))


def _specification(order: OrderFound, *, find_specification: Callable[[str], Specification]) -> Specification | None:
    try:
        return find_specification(order.formulation) if order.formulation else None
    except BadBundle:  # the order says so among its remarks
        return None


def _pairs(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, text) for name in data for text in data.getlist(name)]
