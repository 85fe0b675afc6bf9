"""Any FHIR file becomes a report: every resource in it is understood, not used for a stated reason, or not readable."""

from collections.abc import Iterable

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.ordered import FindSpecification
from pharmacy.exchange.fhir.readable import Readable
from pharmacy.exchange.fhir.report.naming import name_of
from pharmacy.exchange.fhir.report.opening import open_file
from pharmacy.exchange.fhir.report.sorting import Sorted, sort_resource
from pharmacy.exchange.fhir.report.subjects import NOT_IN_THE_FILE
from pharmacy.exchange.fhir.report.values import Line, Outcome, PersonFound, Report
from pharmacy.exchange.fhir.report.watching import unread, was_read

_NAMED_BY_AN_ORDER = {
    "Medication": ("the medicine that a request or a statement names", "nothing that is used names it"),
    "Practitioner": ("prescriber", "no order that is used names this person"),
    "PractitionerRole": ("prescriber", "no order that is used names this person"),
}


def read_report(content: Readable, *, find_specification: FindSpecification) -> Report:
    """Return what a parsed file holds. Nothing in it is dropped: every entry has its line.

    content: what `parse_readable` gives. find_specification: gives the approved specification of a code, or
    raises BadBundle. Raises BadBundle for what is no FHIR resource at all.
    Source: FHIR R4 (4.0.1); docs/fhir.md says what is used.
    """
    opened = open_file(content.value)
    bundle = opened.bundle
    found = [
        sort_resource(bundle, one.resource, kind=one.kind, find_specification=find_specification)
        for one in bundle.entries
    ]
    lines = [_line(bundle, one) for one in found]
    in_order = _in_file_order((*lines, *opened.set_aside))
    return Report(opened.kind, in_order, _people(found), opened.remarks, content.cleaned)


def _line(bundle: Bundle, one: Sorted) -> Line:
    """After everything was read, so that what was read of each resource is known."""
    resource, outcome, role, because = one.resource, one.outcome, one.role, one.because
    if outcome is None:
        outcome, role, because = _as_named(one)
    is_used = outcome is Outcome.UNDERSTOOD
    left = unread(resource.value, path=one.kind) if is_used else ()
    name = name_of(bundle, resource, kind=one.kind)
    return Line(resource.path, one.kind, outcome, role, name, because, one.remarks, left)


def _as_named(one: Sorted) -> tuple[Outcome, str, str]:
    """Outcome, role and reason of somebody or something that counts only where an order names it."""
    role, why_not = _NAMED_BY_AN_ORDER[one.kind]
    is_named = was_read(one.resource.value)
    return (Outcome.UNDERSTOOD, role, "") if is_named else (Outcome.NOT_USED, "", why_not)


def _in_file_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: _place(line.path)))


def _place(path: str) -> int:
    number = path.removeprefix("Bundle.entry[").partition("]")[0]
    return int(number) if number.isdigit() else 0


def _people(found: list[Sorted]) -> tuple[PersonFound, ...]:
    """Patients in the order of the file, then those whom it only names; each with what is about them."""
    records = {one.resource.path: one for one in found if one.kind == "Patient"}
    named = [one.subject for one in found if one.subject and one.subject not in records]
    return tuple(_person(key, record=records.get(key), found=found) for key in dict.fromkeys((*records, *named)))


def _person(key: str, *, record: Sorted | None, found: list[Sorted]) -> PersonFound:
    about = [one for one in found if one.subject == key]
    return PersonFound(
        path=key,
        patient=record.patient if record else None,
        may_be_entered=record is None or record.patient is not None,
        because=record.because if record else NOT_IN_THE_FILE,
        orders=tuple(one.order for one in about if one.order),
        known=tuple(dict.fromkeys(fact for one in about for fact in one.known)),
    )
