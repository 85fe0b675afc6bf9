"""The report on a FHIR file as plain text and as JSON. Neither names a patient or a prescriber."""

from collections import Counter
from collections.abc import Iterator

from pharmacy.exchange.fhir.report.values import Line, OrderFound, Outcome, PersonFound, Report
from pharmacy.exchange.report_shown import left_out, step_in_words
from pharmacy.prescriptions.entry import KnownEntry


def report_in_words(report: Report) -> str:
    """Return the report as lines of text: each patient with the orders, then what a person has to look at."""
    return "\n".join(_lines(report))


def report_as_document(report: Report) -> dict[str, object]:
    """Return the report as plain JSON values: every resource with its line."""
    return {
        "kind": report.kind,
        "remarks": list(report.remarks),
        "cleaned": [{"path": one.path, "characters": list(one.characters)} for one in report.cleaned],
        "counts": {outcome.value: len(report.with_outcome(outcome)) for outcome in Outcome},
        "people": [_person(one) for one in report.people],
        "resources": [_resource(line) for line in report.lines],
    }


def _lines(report: Report) -> Iterator[str]:
    counts = ", ".join(f"{len(report.with_outcome(outcome))} {outcome.value}" for outcome in Outcome)
    yield f"{report.kind}: {len(report.lines)} resources: {counts}"
    yield from (f"Note: {remark}" for remark in report.remarks)
    yield from (f"Not understood: {one}; look at the original" for one in report.cleaned)
    for number, person in enumerate(report.people, start=1):
        yield from _person_in_words(person, number=number)
    for line in report.with_outcome(Outcome.NOT_READ):
        yield f"Could not be read: {' '.join(part for part in (line.kind, line.name) if part)}: {line.because}"
    for line in report.with_outcome(Outcome.UNDERSTOOD):
        yield from (f"To look at: {line.path} ({line.role}): {remark}" for remark in line.remarks)
    for group in left_out(report):
        names = f" ({'; '.join(group.names)})" if group.names else ""
        yield f"Not used: {group.count} {group.kind}, because {group.because}{names}"
    unread = Counter(path for line in report.lines for path in line.unread)
    yield from (f"Not read: {path} ({count})" for path, count in sorted(unread.items()))


def _person_in_words(person: PersonFound, *, number: int) -> Iterator[str]:
    why = f": {person.because}" if person.because else ""
    yield f"Patient {number} ({person.path}){why}"
    for order in person.orders:
        made = " ".join(part for part in (order.formulation, str(order.strength or "")) if part)
        doses = "; ".join(map(step_in_words, order.steps)) or "to be read by a person"
        yield f"  order {order.path}: {order.name} [{made or 'product to be chosen'}]: {doses}"
    counts = Counter(fact.kind for fact in person.known)
    yield from (f"  {kind}: {count}" for kind, count in counts.items())


def _person(person: PersonFound) -> dict[str, object]:
    return {
        "path": person.path,
        "may_be_entered": person.may_be_entered,
        "because": person.because,
        "orders": [_order(one) for one in person.orders],
        "known": [_known(one) for one in person.known],
    }


def _order(order: OrderFound) -> dict[str, object]:
    return {
        "path": order.path,
        "name": order.name,
        "formulation": order.formulation,
        "strength": str(order.strength or ""),
        "choices": dict(order.choices),
        "doses": [step_in_words(step) for step in order.steps],
        "directions": list(order.directions),
        "notes": list(order.notes),
        "days": order.days or 0,
        "repeats_allowed": order.repeats_allowed,
        "remarks": list(order.remarks),
    }


def _known(fact: KnownEntry) -> dict[str, object]:
    ended = fact.ended_on.isoformat() if fact.ended_on else ""
    return {"kind": fact.kind, "text": fact.text, "system": fact.system, "code": fact.code, "ended_on": ended}


def _resource(line: Line) -> dict[str, object]:
    return {
        "path": line.path,
        "kind": line.kind,
        "outcome": line.outcome.value,
        "role": line.role,
        "name": line.name,
        "because": line.because,
        "remarks": list(line.remarks),
        "unread": list(line.unread),
    }
