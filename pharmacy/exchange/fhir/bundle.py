"""A bundle of resources, and what a reference in it points to."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.problems import bad

BUNDLE_TYPES = ("collection", "document", "message", "transaction")
KINDS_READ = (
    "Patient", "Practitioner", "PractitionerRole", "Medication", "MedicationRequest", "MedicationStatement",
    "AllergyIntolerance", "Condition",
)  # fmt: skip
_TYPE_AND_ID = re.compile(r"([A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?\Z", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One resource of a bundle. names: its fullUrl and its Type/id, whichever there are."""

    resource: Element
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """The resources of a bundle, in their order."""

    entries: tuple[Entry, ...]

    def of(self, *kinds: str) -> tuple[Element, ...]:
        """Return the resources of these kinds, in the order of the bundle."""
        return tuple(entry.resource for entry in self.entries if entry.kind in kinds)

    def resolve(self, reference: Element, *, within: Element) -> Element:
        """Return the one resource that a Reference points to: by #contained, by fullUrl or by Type/id.

        within: the resource that holds the reference. Raises BadBundle when none or several resources have that name.
        Source: FHIR R4, sections 2.3 (references) and Bundle (resolving references in bundles).
        """
        wanted = reference.word("reference")
        if not wanted:
            raise reference.missing("reference", do="refer to a resource of this bundle")
        found = self._found(wanted, within=within)
        if len(found) != 1:
            how_many = "several resources" if found else "no resource"
            raise reference.bad(f"names {how_many} of this bundle; correct the reference or the id", name="reference")
        return found[0]

    def holds(self, reference: Element, *, within: Element) -> bool:
        """Whether a Reference points to a resource of this bundle, or to several. Raises BadBundle."""
        wanted = reference.word("reference")
        return bool(wanted and self._found(wanted, within=within))

    def _found(self, wanted: str, *, within: Element) -> tuple[Element, ...]:
        return _contained(wanted[1:], within) if wanted.startswith("#") else self._named(wanted)

    def _named(self, wanted: str) -> tuple[Element, ...]:
        tail = _TYPE_AND_ID.fullmatch(wanted)
        names = dict.fromkeys((wanted, tail.group(1)) if tail else (wanted,))
        found = {one.path: one for name in names for one in self._by_name.get(name, ())}
        return tuple(found.values())

    @cached_property
    def _by_name(self) -> dict[str, list[Element]]:
        """A bundle of a hospital holds thousands of resources and as many references."""
        found: defaultdict[str, list[Element]] = defaultdict(list)
        for entry in self.entries:
            for name in entry.names:
                found[name].append(entry.resource)
        return found


def _contained(wanted: str, within: Element) -> tuple[Element, ...]:
    return tuple(one for one in within.children("contained") if one.word("id") == wanted)


def read_bundle(content: Any) -> Bundle:
    """Return the resources of a parsed file. content: what strict_json gives.

    Raises BadBundle when it is not a Bundle of a type that can carry a prescription, or is built wrongly.
    Source: FHIR R4, Bundle.
    """
    if not isinstance(content, dict):
        raise bad("FILE", content, do="is not a FHIR resource; send a Bundle")
    root = Element(content, "Bundle")
    if root.value.get("resourceType") != "Bundle":
        raise root.bad("is not Bundle; put the prescription into a Bundle", name="resourceType")
    if root.value.get("type") not in BUNDLE_TYPES:
        raise root.bad(f"is not a bundle type read here; use one of {', '.join(BUNDLE_TYPES)}", name="type")
    entries = tuple(read_entry(one) for one in root.children("entry") if one.has("resource"))
    if not entries:
        raise root.missing("entry", do="add the Patient and the MedicationRequest")
    return Bundle(entries)


def read_entry(entry: Element) -> Entry:
    """Return the resource of one entry with the names it goes by. Raises BadBundle. Source: FHIR R4, Bundle.entry."""
    resource = entry.child("resource", do="add the resource")
    if not resource.has("resourceType"):
        raise resource.missing("resourceType", do="name the kind of resource")
    kind = resource.word("resourceType")
    return Entry(resource, kind, _names(entry, resource, kind=kind) if kind in KINDS_READ else ())


def _names(entry: Element, resource: Element, *, kind: str) -> tuple[str, ...]:
    """fullUrl as it stands and, where it is the address on a server, its Type/id too."""
    full_url, own_id = entry.word("fullUrl"), resource.word("id")
    tail = _TYPE_AND_ID.search(full_url) if full_url.startswith("http") else None
    names = (full_url, f"{kind}/{own_id}" if own_id else "", tail.group(1) if tail else "")
    return tuple(dict.fromkeys(name for name in names if name))
