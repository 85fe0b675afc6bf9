"""All that is wrong with one document: what cannot be read, what does not add up, and what may not be said."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from formulations.reference.characters import hidden_in
from formulations.reference.faults import Fault, Place
from formulations.reference.formulary.claims import claims_in
from formulations.reference.formulary.parsing import read_specification
from formulations.reference.formulary.unavailable import read_unavailable
from formulations.reference.formulary.units_that_fit import wrong_units
from formulations.science.component_check import check_components
from formulations.science.specification import Specification

Document = Mapping[str, Any]
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,49}", re.ASCII)
LONGEST_NAME = 200
ADDED = ("formulation", "active", "further_actives", "preparation", "strengths", "components", "excipients")
ONCE = ("excipients", "source_materials", "further_actives", "devices", "studies", "house_limits", "quality_checks",
        "other_packs", "label_warnings", "protocols")  # fmt: skip


def faults_in(document: Document) -> tuple[Fault, ...]:
    """Return everything that is wrong with a document; none when it may be taken in.

    document: one formulation in the exchange format, or one that nobody may make and that says why.
    Source: the exchange format secundum-formulary/1, docs/formulary-file.md.
    """
    return tuple(dict.fromkeys([*faults_of_content(document), *_said(document), *_hidden(document, where=())]))


def faults_of_content(document: Document) -> tuple[Fault, ...]:
    """Return what cannot be read in a document, or does not add up, fit or stand once; not what its words say.

    Source: as `faults_in`.
    """
    unread, specification = _read(document)
    wrong = (
        [fault for fault in wrong_units(specification) if not _rests_on(unread, fault=fault)] if specification else []
    )
    can_be_added = not {fault.where[:1] for fault in unread} & {(), *((key,) for key in ADDED)}
    sums = _adding_up(document) if can_be_added else ()
    return tuple(dict.fromkeys([*unread, *wrong, *sums, *_twice(document), *_named(document)]))


def is_unavailable(document: Document) -> bool:
    """Return whether a document states a formulation that nobody may make, and why. Source: the document."""
    head = document.get("formulation")
    return isinstance(head, Mapping) and bool(head.get("unavailable_reason"))


def _read(document: Document) -> tuple[tuple[Fault, ...], Specification | None]:
    if is_unavailable(document):
        return read_unavailable(document), None
    specification, faults = read_specification(document)
    return faults, specification


def _named(document: Document) -> Iterable[Fault]:
    """Find codes and names that the catalogue cannot hold."""
    excipients = document.get("excipients", [])
    rows: list[tuple[Place, object]] = [((key,), document.get(key)) for key in ("formulation", "active")]
    rows += [
        (("excipients", place), row) for place, row in enumerate(excipients if isinstance(excipients, list) else [])
    ]
    for where, row in rows:
        code, name = (row.get(key) if isinstance(row, Mapping) else None for key in ("code", "name"))
        if isinstance(code, str) and code and not CODE.fullmatch(code):
            yield Fault(0, (*where, "code"), "must be 1 to 50 lower-case letters, digits and hyphens", code[:60])
        if isinstance(name, str) and len(name) > LONGEST_NAME:
            yield Fault(0, (*where, "name"), f"must have at most {LONGEST_NAME} characters", name[:60])


def _rests_on(unread: tuple[Fault, ...], *, fault: Fault) -> bool:
    """Whether a fault may rest on something that could not be read: on itself, what is around it or held against it."""
    places = {one.where for one in unread}
    around = {fault.where[:length] for length in range(len(fault.where) + 1)}
    against = {place for place in places if place[:1] == ("strengths",) or place == ("preparation", "dose_unit")}
    held_against = fault.where[0] in {"container", "other_packs", "dose_limits", "protocols"}
    return bool(places & around) or (held_against and bool(against))


def _adding_up(document: Document) -> Iterable[Fault]:
    for remark in check_components(document) if document.get("components") else ():
        if remark.wrong:
            row: Place = () if remark.row is None else (remark.row,)
            yield Fault(0, ("components", *row), remark.text)


def _twice(document: Document) -> Iterable[Fault]:
    for key in ONCE:
        seen: set[str] = set()
        rows = document.get(key)
        for place, row in enumerate(rows if isinstance(rows, list) else []):
            code = row.get("code") if isinstance(row, Mapping) else None
            if isinstance(code, str) and code in seen:
                yield Fault(0, (key, place, "code"), "is listed twice; give each its own code", code)
            seen.add(str(code))


def _said(document: Document) -> Iterable[Fault]:
    """Find claims in all that a patient reads."""
    active = document.get("active")
    own = active.get("never_say") if isinstance(active, Mapping) else None
    never_say = [term for term in own if isinstance(term, str)] if isinstance(own, list) else []
    for where, text in _patient_texts(document):
        for claim in claims_in(text, never_say=never_say):
            yield Fault(0, where, f"{claim}; no paper for a patient may say it", text[:60])


def _patient_texts(document: Document) -> Iterable[tuple[Place, str]]:
    return ((where, text) for where, text in _texts(document, where=()) if _is_for_patients(where))


def _is_for_patients(where: Place) -> bool:
    sentence = where[0] in {"label_warnings", "leaflet"} and where[-1] == "text"
    return sentence or where[-1] == "patient_name"


def _hidden(value: object, *, where: Place) -> Iterable[Fault]:
    for place, text in _texts(value, where=where):
        for found in hidden_in(text):
            yield Fault(0, place, f"holds {found}", text[:60])


def _texts(value: object, *, where: Place) -> Iterable[tuple[Place, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, where=(*where, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, where=(*where, place))
