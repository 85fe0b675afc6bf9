"""From documents to a drug file: what several formulations say in the same words is written once."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from formulations.reference.formulary.key_order import in_order
from formulations.reference.formulary.pools import (
    ACTIVES,
    CONDITIONS,
    HEAD,
    KINDS,
    SENTENCES,
    VARIANT,
    Document,
    Kind,
    code_of,
    excipients_used,
    source_codes,
)

Entries = dict[str, Document]


@dataclass
class Formulation:
    """One formulation on its way into a file. entries: what it may share, by kind; literal: what it keeps as it is."""

    document: Document
    entries: dict[Kind, Entries] = field(default_factory=dict)
    literal: Document = field(default_factory=dict)


def gather(documents: Iterable[Document]) -> Document:
    """Return the content of a drug file, as plain values: shared rows by name, and the formulations that name them.

    documents: one for each formulation, as `secundum-formulary/1` has them. Reading the file gives them back, equal.
    Source: the file format secundum-formulary/2, docs/formulary-file.md.
    """
    formulations = [_taken_apart(one) for one in sorted(documents, key=lambda one: str(one["formulation"]["code"]))]
    pools = {kind: _pool(kind, formulations=formulations) for kind in (ACTIVES, *KINDS, CONDITIONS, SENTENCES)}
    content: Document = {kind.key: _shelved(pool) for kind, pool in pools.items() if pool}
    return content | {"formulations": [_put_together(one, pools=pools) for one in formulations]}


def _taken_apart(document: Document) -> Formulation:
    own = Formulation(document, literal={key: item for key, item in document.items() if key != "format"})
    for kind in (*KINDS, ACTIVES):
        rows = document.get(kind.key) if kind is not ACTIVES else [document.get("active")]
        if (entries := _entries(rows, kind=kind)) is not None:
            own.entries[kind] = entries
    own.entries[CONDITIONS] = _conditions(document)
    if (sentences := _sentences(document)) is not None:
        own.entries[SENTENCES] = sentences
    return own


def _entries(rows: object, *, kind: Kind) -> Entries | None:
    """Return the rows of a document by name; None where names cannot stand for them.

    That is so where something is no list of tables, has no code or an unusual one, or stands there twice.
    """
    if not isinstance(rows, list) or not rows:
        return None
    codes = [code_of(row, kind=kind) for row in rows]
    if not all(codes) or any("/" in code for code in codes) or any(VARIANT in row for row in rows):
        return None
    if not kind.once:
        return {_as_text(row): row for row in rows} if len({_as_text(row) for row in rows}) == len(rows) else None
    return dict(zip(codes, rows, strict=True)) if len(set(codes)) == len(codes) else None


def _name_variants(kind: Kind, *, formulations: list[Formulation]) -> None:
    """Give each rule its name: the code alone for the first of a file, "code/2" for the next that differs."""
    names: dict[str, str] = {}
    known: Counter[str] = Counter()
    for formulation in formulations:
        for text, row in formulation.entries.get(kind, {}).items():
            if text not in names:
                code = code_of(row, kind=kind)
                known[code] += 1
                names[text] = code if known[code] == 1 else f"{code}/{known[code]}"
        if kind in formulation.entries:
            formulation.entries[kind] = {names[text]: row for text, row in formulation.entries[kind].items()}


def _pool(kind: Kind, *, formulations: list[Formulation]) -> Entries:
    """Return, for each name, the row that most formulations mean by it; the first of several that are equally many."""
    if not kind.once:
        _name_variants(kind, formulations=formulations)
    uses: dict[str, Counter[str]] = {}
    for formulation in formulations:
        for name, row in formulation.entries.get(kind, {}).items():
            uses.setdefault(name, Counter())[_as_text(row)] += 1
    best = {name: counts.most_common(1)[0] for name, counts in uses.items()}
    return {name: json.loads(text) for name, (text, count) in best.items() if count >= kind.least_uses}


def _shelved(pool: Entries) -> list[Document]:
    """Return the rows of a pool in the order of their names, with the number of each variant."""
    names = sorted(pool, key=lambda name: (name.partition("/")[0], len(name), name))
    variants = {name: int(name.partition("/")[2]) for name in names if "/" in name}
    return [pool[name] | ({VARIANT: variants[name]} if name in variants else {}) for name in names]


def _as_text(row: Document) -> str:
    return json.dumps(row, sort_keys=True)


def _put_together(one: Formulation, *, pools: dict[Kind, Entries]) -> Document:
    parts = {key: item for key, item in one.literal.items() if key != "formulation"}
    result = _head(one.document["formulation"]) | parts | {"uses": {}, "own": {}}
    for kind in KINDS:
        _share(kind, one=one, pool=pools[kind], result=result)
    _share_active(one, pool=pools[ACTIVES], result=result)
    _share_sentences(one, pool=pools[SENTENCES], result=result)
    _share_conditions(result, pool=pools[CONDITIONS])
    _leave_out_what_follows(result["uses"], document=one.document)
    return {key: item for key, item in result.items() if item or key not in {"uses", "own"}}


def _head(formulation: Document) -> Document:
    """Return the formulation's own facts, beside its parts; what is not known as one of them keeps its own table."""
    known = {key: item for key, item in formulation.items() if key in HEAD}
    rest = {key: item for key, item in formulation.items() if key not in HEAD}
    return known | ({"formulation": rest} if rest else {})


def _share(kind: Kind, *, one: Formulation, pool: Entries, result: Document) -> None:
    entries = one.entries.get(kind)
    if entries is None:
        return
    kept = {name: row for name, row in entries.items() if pool.get(name) != row}
    if len(kept) == len(entries):
        return
    del result[kind.key]
    result["uses"][kind.key] = list(entries)
    if kept:
        result["own"][kind.key] = list(kept.values())


def _share_active(one: Formulation, *, pool: Entries, result: Document) -> None:
    for name, row in one.entries.get(ACTIVES, {}).items():
        if pool.get(name) == row:
            del result["active"]
            result["uses"]["active"] = name


def _share_sentences(one: Formulation, *, pool: Entries, result: Document) -> None:
    entries = one.entries.get(SENTENCES)
    if not entries:
        return
    kept = [row for name, row in entries.items() if pool.get(name) != row]
    if kept:
        result["own"]["sentences"] = kept
    if result.get("label_warnings"):
        result["uses"]["label_warnings"] = [row["code"] for row in result.pop("label_warnings")]
    if result.get("leaflet"):
        result["uses"]["leaflet"] = {
            language: {part["section"]: [row["code"] for row in part["sentences"]] for part in parts}
            for language, parts in result.pop("leaflet").items()
        }


def _sentences(document: Document) -> Entries | None:
    """Return the sentences of label and leaflet by code; None where a code means two of them, or a part is unusual."""
    leaflet = document.get("leaflet", {})
    if not isinstance(leaflet, dict) or not all(_is_usual(parts) for parts in leaflet.values()):
        return None
    rows = [*document.get("label_warnings", [])]
    rows += [row for parts in leaflet.values() for part in parts for row in part["sentences"]]
    by_code: Entries = {}
    for row in rows:
        if not isinstance(row, Mapping) or not isinstance(row.get("code"), str):
            return None
        if by_code.setdefault(row["code"], dict(row)) != row:
            return None
    return by_code


def _is_usual(parts: object) -> bool:
    """Whether the parts of a leaflet can be named by their sections."""
    if not isinstance(parts, list) or not parts:
        return False
    if not all(isinstance(part, Mapping) and set(part) == {"section", "sentences"} for part in parts):
        return False
    sections = [part["section"] for part in parts if isinstance(part["section"], str)]
    in_their_order = len(sections) == len(parts) and sections == in_order(list(set(sections)))
    return in_their_order and all(isinstance(part["sentences"], list) for part in parts)


def _storages(formulation: Document) -> list[Document]:
    """Return the storage of the usual pack and of each other one."""
    packs = formulation.get("other_packs", [])
    rows = [formulation, *(packs if isinstance(packs, list) else [])]
    found = [row.get("storage") for row in rows if isinstance(row, Mapping)]
    return [storage for storage in found if isinstance(storage, dict) and isinstance(storage.get("code"), str)]


def _conditions(document: Document) -> Entries:
    storages = [one for one in _storages(document) if isinstance(one.get("temperature"), dict)]
    rows = [
        {"code": one["code"], **one["temperature"]} for one in reversed(storages) if "code" not in one["temperature"]
    ]
    return {row["code"]: row for row in rows}


def _share_conditions(result: Document, *, pool: Entries) -> None:
    """Leave out each temperature that the file states once for its condition. Changes only copies."""
    for place in (result, *_copied_packs(result)):
        storage = place.get("storage")
        if isinstance(storage, dict) and _conditions({"storage": storage}).items() <= pool.items():
            place["storage"] = {key: item for key, item in storage.items() if key != "temperature"}


def _copied_packs(result: Document) -> list[Document]:
    if not isinstance(result.get("other_packs"), list):
        return []
    result["other_packs"] = [dict(pack) for pack in result["other_packs"]]
    return list(result["other_packs"])


def _leave_out_what_follows(uses: Document, *, document: Document) -> None:
    """Leave out what a reader can tell: sources by what is cited, excipients by what the components name."""
    if uses.get("sources") == sorted(source_codes(document)):
        del uses["sources"]
    if uses.get("excipients") == excipients_used(document.get("components")):
        del uses["excipients"]
