"""Words that a field offers while it is typed: what the draft itself already names."""

from collections.abc import Callable, Iterable
from typing import Any

from formulations.editing.section import Row
from formulations.editing.typed import value_in
from formulations.reference.loader import storage_conditions

GRADES = ("Ph. Eur.", "USP-NF", "BP", "USP", "food grade", "cosmetic grade")
KINDS = ("bulk powder", "licensed tablet", "licensed capsule", "licensed injection", "licensed liquid")
HAZARDS = ("none known", "NIOSH table 1", "NIOSH table 2", "irritant", "sensitiser")


def suggestions(name: str, *, document: Row) -> tuple[str, ...]:
    """Return the words to offer in fields of that name, each once. Raises KeyError for a name that nobody offers."""
    return tuple(dict.fromkeys(str(word) for word in _OFFERED[name](document) if word))


def _vehicles(document: Row) -> Iterable[str]:
    yield document.get("preparation", {}).get("vehicle", "")
    yield from (row.get("vehicle", "") for row in document.get("studies", []))
    fillers = (row for row in document.get("components", []) if row.get("function") in ("filler", "vehicle", "base"))
    yield from (row.get("excipient", "") for row in fillers)


def _containers(document: Row) -> Iterable[str]:
    yield document.get("container", {}).get("code", "")
    yield from (value_in(row, "container.code") or "" for row in document.get("other_packs", []))
    yield from (row.get("container", "") for row in document.get("studies", []))


def _storages(_: Row) -> Iterable[str]:
    conditions: Any = storage_conditions()["conditions"]
    yield from conditions


def _actives(document: Row) -> Iterable[str]:
    yield document.get("active", {}).get("code", "")
    yield from (row.get("code", "") for row in document.get("further_actives", []))


def _properties(document: Row) -> Iterable[str]:
    yield from (word for row in document.get("excipients", []) for word in row.get("contains", []))


def _substances(document: Row) -> Iterable[str]:
    yield from (row.get("code", "") for row in document.get("excipients", []))


_OFFERED: dict[str, Callable[[Row], Iterable[str]]] = {
    "vehicles": _vehicles,
    "containers": _containers,
    "storages": _storages,
    "actives": _actives,
    "properties": _properties,
    "substances": _substances,
    "grades": lambda _: GRADES,
    "kinds": lambda _: KINDS,
    "hazards": lambda _: HAZARDS,
}
