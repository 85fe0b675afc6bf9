"""From a drug file to its documents: what a formulation names is set in, and it is known where each part came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formulations.reference.faults import Fault, Place
from formulations.reference.formulary.key_order import RANK
from formulations.reference.formulary.pools import (
    ACTIVES,
    CONDITIONS,
    HEAD,
    KINDS,
    POOLS,
    SENTENCES,
    VARIANT,
    Document,
    Kind,
    excipients_used,
    name_of,
    source_codes,
)

DOCUMENT_FORMAT = "secundum-formulary/1"
IN_USES = ("active", "label_warnings", "leaflet", *(kind.key for kind in KINDS))
IN_OWN = ("sentences", *(kind.key for kind in KINDS))

Shelf = dict[str, list[tuple[Place, Document]]]


@dataclass
class Assembled:
    """One document and where its parts stand in the file. came_from: place in the document -> place in the file."""

    where: Place
    document: Document = field(default_factory=dict)
    came_from: dict[Place, Place] = field(default_factory=dict)

    def in_file(self, place: Place) -> Place:
        """Return where a place of the document stands in the file."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.came_from:
                return (*self.came_from[place[:length]], *place[length:])
        return (*self.where, *place)


class Assembly:
    """Reads the content of one drug file. faults: what names nothing, is named by nobody, or is of the wrong kind."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.faults: list[Fault] = []
        self._used: set[Place] = set()
        self._shelves = {kind: self._shelf(content.get(kind.key, []), kind=kind, at=(kind.key,)) for kind in POOLS}
        rows = self._rows(content.get("formulations", []), at=("formulations",))
        self.assembled = [self._formulation(row, at=at) for at, row in rows]
        if not rows:
            self._fault(("formulations",), "is missing; a file holds at least one formulation")
        self._find_unused(self._shelves.values())

    def _fault(self, where: Place, problem: str, *, value: object = None) -> None:
        shown = None if value is None else str(value)[:60]
        self.faults.append(Fault(0, where, problem, shown))

    def _rows(self, value: object, *, at: Place) -> list[tuple[Place, Document]]:
        if not isinstance(value, list):
            self._fault(at, "must be a list of tables", value=value)
            return []
        rows: list[tuple[Place, Document]] = []
        for place, row in enumerate(value):
            if isinstance(row, dict):
                rows.append(((*at, place), row))
            else:
                self._fault((*at, place), "must be a table of keys and values", value=row)
        return rows

    def _shelf(self, value: object, *, kind: Kind, at: Place) -> Shelf:
        shelf: Shelf = {}
        for where, row in self._rows(value, at=at):
            if VARIANT in row and not _is_variant(row[VARIANT], kind=kind):
                self._fault((*where, VARIANT), "must be a whole number from 2 up, on a rule alone", value=row[VARIANT])
            if name := name_of(row, kind=kind):
                if name in shelf:
                    self._fault(
                        (*where, kind.named_by[0]),
                        "is listed twice; give each its own code (rules: variant = 2)",
                        value=name,
                    )
                shelf.setdefault(name, []).append((where, {key: item for key, item in row.items() if key != VARIANT}))
            else:
                self._fault((*where, kind.named_by[0]), "is missing; add it")
                self._slips(row, at=where)
        return shelf

    def _slips(self, row: Document, *, at: Place) -> None:
        """Name the keys of a row without a name that no row has: one of them may be a slip of its name."""
        for key in row:
            if key not in RANK:
                self._fault((*at, key), "is a key that is not known here; correct or remove it", value=row[key])

    def _formulation(self, row: Document, *, at: Place) -> Assembled:
        uses, own = self._part(row, key="uses", known=IN_USES, at=at), self._part(row, key="own", known=IN_OWN, at=at)
        one = Assembled(at, {"format": DOCUMENT_FORMAT})
        one.document["formulation"] = {key: row[key] for key in HEAD if key in row}
        if isinstance(extra := row.get("formulation"), dict):
            one.document["formulation"] |= extra
        one.came_from[("formulation",)] = at
        parts = {key: item for key, item in row.items() if key not in (*HEAD, "uses", "own", "formulation")}
        one.document |= {key: _copied(item) for key, item in parts.items()}
        shelves = {kind: self._shelf(own.get(kind.key, []), kind=kind, at=(*at, "own", kind.key)) for kind in POOLS}
        self._set_in(one, uses=uses, own=shelves)
        self._find_unused(shelves.values())
        return one

    def _part(self, row: Document, *, key: str, known: tuple[str, ...], at: Place) -> Document:
        part = row.get(key, {})
        if not isinstance(part, dict):
            self._fault((*at, key), "must be a table of keys and values", value=part)
            return {}
        for unknown in sorted(set(part) - set(known)):
            self._fault(
                (*at, key, unknown), "is a key that is not known here; correct or remove it", value=part[unknown]
            )
        return part

    def _set_in(self, one: Assembled, *, uses: Document, own: dict[Kind, Shelf]) -> None:
        for key in sorted(set(uses) & set(one.document)):
            self._fault((*one.where, key), "stands here and under uses; keep one of the two")
        at = (*one.where, "uses")
        self._set_in_active(one, uses=uses, own=own)
        self._set_in_sentences(one, uses=uses, own=own)
        self._set_in_conditions(one)
        for kind in KINDS[1:]:
            if kind.key in uses:
                self._set_in_rows(
                    one, kind=kind, found=self._taken(uses[kind.key], kind=kind, own=own, at=(*at, kind.key))
                )
        self._set_in_what_follows(one, uses=uses, own=own)

    def _set_in_what_follows(self, one: Assembled, *, uses: Document, own: dict[Kind, Shelf]) -> None:
        """Excipients follow from the components, and sources from what is cited. Reading names any that is missing."""
        sources, excipients = KINDS[0], KINDS[2]
        at = (*one.where, "uses")
        if one.document.get("components"):
            codes = excipients_used(one.document["components"])
            self._set_in_rows(
                one, kind=excipients, found=self._taken(codes, kind=excipients, own=own, at=at, told=True)
            )
        told = "sources" not in uses
        codes = uses.get("sources", sorted(source_codes(one.document)))
        self._set_in_rows(one, kind=sources, found=self._taken(codes, kind=sources, own=own, at=at, told=told))

    def _set_in_rows(self, one: Assembled, *, kind: Kind, found: list[tuple[Place, Document]]) -> None:
        if kind.key in one.document:
            return
        one.document[kind.key] = [row for _, row in found]
        one.came_from |= {(kind.key, place): where for place, (where, _) in enumerate(found)}
        one.came_from[(kind.key,)] = (*one.where, "uses", kind.key)

    def _taken(
        self, names: object, *, kind: Kind, own: dict[Kind, Shelf], at: Place, told: bool = False
    ) -> list[tuple[Place, Document]]:
        """Return the rows that names stand for, from the formulation's own or the shared part, with where they stand.

        told: whether a name without rows is told elsewhere.
        """
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._fault(at, "must be a list of names in quotation marks", value=names)
            return []
        taken: list[tuple[Place, Document]] = []
        for place, name in enumerate(names):
            if name in names[:place]:
                self._fault((*at, place), "is named twice; name it once", value=name)
                continue
            rows = own[kind].get(name) or self._shelves[kind].get(name)
            if rows is None and not told:
                self._missing(name, kind=kind, at=(*at, place))
            taken += rows or []
        self._used |= {where for where, _ in taken}
        return taken

    def _missing(self, name: str, *, kind: Kind, at: Place) -> None:
        self._fault(
            at, f"is not among the {kind.key.replace('_', ' ')} of this file; add it there or correct it", value=name
        )

    def _set_in_active(self, one: Assembled, *, uses: Document, own: dict[Kind, Shelf]) -> None:
        if "active" not in uses or "active" in one.document:
            return
        at = (*one.where, "uses", "active")
        taken = self._taken([uses["active"]], kind=ACTIVES, own=own, at=at)
        for where, row in taken[:1]:
            one.document["active"] = row
            one.came_from[("active",)] = where

    def _set_in_sentences(self, one: Assembled, *, uses: Document, own: dict[Kind, Shelf]) -> None:
        at = (*one.where, "uses")
        if "label_warnings" in uses and "label_warnings" not in one.document:
            taken = self._taken(uses["label_warnings"], kind=SENTENCES, own=own, at=(*at, "label_warnings"))
            one.document["label_warnings"] = [row for _, row in taken]
            one.came_from |= {("label_warnings", place): where for place, (where, _) in enumerate(taken)}
        if "leaflet" in uses and "leaflet" not in one.document:
            one.document["leaflet"] = {}
            one.came_from[("leaflet",)] = (*at, "leaflet")
            for language, parts in self._tables(uses["leaflet"], at=(*at, "leaflet")):
                self._set_in_leaflet(one, language=language, parts=parts, own=own)

    def _tables(self, value: object, *, at: Place) -> Iterable[tuple[str, Document]]:
        if not isinstance(value, dict):
            self._fault(at, "must be a table of keys and values", value=value)
            return
        for key, item in value.items():
            if isinstance(item, dict):
                yield key, item
            else:
                self._fault((*at, key), "must be a table of keys and values", value=item)

    def _set_in_leaflet(self, one: Assembled, *, language: str, parts: Document, own: dict[Kind, Shelf]) -> None:
        sections = []
        for place, (section, codes) in enumerate(parts.items()):
            at = (*one.where, "uses", "leaflet", language, section)
            taken = self._taken(codes, kind=SENTENCES, own=own, at=at)
            sections.append({"section": section, "sentences": [row for _, row in taken]})
            here: Place = ("leaflet", language, place)
            one.came_from[here] = at
            one.came_from |= {(*here, "sentences", number): where for number, (where, _) in enumerate(taken)}
        one.document["leaflet"][language] = sections

    def _set_in_conditions(self, one: Assembled) -> None:
        packs = one.document.get("other_packs")
        places: list[Place] = [(), *((("other_packs", number)) for number in range(len(packs or [])))]
        for place, pack in zip(places, [one.document, *(packs if isinstance(packs, list) else [])], strict=False):
            storage = pack.get("storage") if isinstance(pack, dict) else None
            if not isinstance(storage, dict) or "temperature" in storage or not isinstance(storage.get("code"), str):
                continue
            rows = self._shelves[CONDITIONS].get(storage["code"], [])
            if not rows:
                self._missing(storage["code"], kind=CONDITIONS, at=(*one.where, *place, "storage", "code"))
            for where, row in rows[:1]:
                storage["temperature"] = {key: item for key, item in row.items() if key != "code"}
                one.came_from[(*place, "storage", "temperature")] = where
                self._used.add(where)

    def _find_unused(self, shelves: Iterable[Shelf]) -> None:
        for shelf in shelves:
            for name, rows in shelf.items():
                for where, _ in rows:
                    if where not in self._used:
                        self._fault(where, "is used by no formulation; remove it, or name it under uses", value=name)


def _is_variant(value: object, *, kind: Kind) -> bool:
    return not kind.once and isinstance(value, int) and not isinstance(value, bool) and value >= 2


def _copied(value: Any) -> Any:
    """Return lists and tables anew, so that setting something in never changes what was read."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
