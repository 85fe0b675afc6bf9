"""Counts which facts rest on which sources, when a document comes into use or goes out of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from formulations.models import KnownSource, SourcedPlace, SourceUse, Specification
from formulations.sources import Gathered, Said, gather, section
from formulations.sources.fact import NOTHING
from formulations.sources.shipped import shipped_places

FORMULATION = SourcedPlace.Kind.FORMULATION
BATCH = 500
LONGEST_CODE = 80


@transaction.atomic
def record_sources(rows: Iterable[Specification]) -> None:
    """Count the facts of what was approved last of formulations, in place of those of the versions before."""
    _record([_document(row) for row in rows])


@transaction.atomic
def forget_sources(row: Specification) -> None:
    """Take the facts of a withdrawn version out of the count, unless a later one is counted by now."""
    places = SourcedPlace.objects.filter(kind=FORMULATION, code=row.formulation.code, sha256=row.sha256)
    _replace(list(places), uses=[])
    places.delete()


@transaction.atomic
def record_shipped_sources() -> None:
    """Count the facts of every reference file that ships with this release; what is counted already stays."""
    _record([_Document(one.kind, one.code, one.name, one.sha256, one.gathered) for one in shipped_places()])


@transaction.atomic
def catch_up_with_sources() -> int:
    """Return how many formulations were counted now, whose approved content was not on record yet."""
    known = set(SourcedPlace.objects.filter(kind=FORMULATION).values_list("code", "sha256"))
    rows = Specification.objects.filter(approved_at__isnull=False).order_by("version")
    columns = rows.values_list("formulation__code", "sha256", "pk", "withdrawn_at")
    newest = {code: (sha256, pk, withdrawn_at) for code, sha256, pk, withdrawn_at in columns.iterator()}
    in_use = {code: (sha256, pk) for code, (sha256, pk, withdrawn_at) in newest.items() if withdrawn_at is None}
    missing = [pk for code, (sha256, pk) in in_use.items() if (code, sha256) not in known]
    for start in range(0, len(missing), BATCH):
        chosen = Specification.objects.filter(pk__in=missing[start : start + BATCH])
        record_sources(chosen.select_related("formulation"))
    return len(missing)


@dataclass(frozen=True)
class _Document:
    kind: str
    code: str
    name: str
    sha256: str
    found: Gathered


def _document(row: Specification) -> _Document:
    return _Document(FORMULATION, row.formulation.code, row.formulation.name, row.sha256, gather(row.content))


def _record(documents: list[_Document]) -> None:
    """Count documents, each in place of what was counted under its kind and code before."""
    rows = SourcedPlace.objects.filter(code__in=[one.code for one in documents])
    places = {(row.kind, row.code): row for row in rows}
    changed = [one for one in documents if _sha256(places, document=one) != one.sha256]
    for one in changed:
        place = places.setdefault((one.kind, one.code), SourcedPlace(kind=one.kind, code=one.code))
        place.name, place.sha256 = one.name[:200], one.sha256
        place.save()
    said_in = [{fact.code: one.found.said_of(fact.code) for fact in one.found.facts} for one in changed]
    sources = _known([one for listed in said_in for one in listed.values()])
    held = [places[one.kind, one.code] for one in changed]
    triples = zip(changed, held, said_in, strict=True)
    uses = [use for one, place, said in triples for use in _uses(one, place=place, said=said, sources=sources)]
    _replace(held, uses=uses)


def _sha256(places: Mapping[tuple[str, str], SourcedPlace], *, document: _Document) -> str:
    place = places.get((document.kind, document.code))
    return place.sha256 if place else ""


def _uses(
    document: _Document, *, place: SourcedPlace, said: Mapping[str, Said], sources: Mapping[str, KnownSource]
) -> list[SourceUse]:
    """Return how many facts of a document rest on each source, as rows that are not stored yet."""
    uses: dict[str, SourceUse] = {}
    for fact in document.found.facts:
        source = sources[said[fact.code].digest]
        use = uses.setdefault(
            source.digest, SourceUse(source=source, place=place, facts=0, deciding=0, unargued=0, sections={})
        )
        use.facts += 1
        use.deciding += section(fact.section).decides
        use.unargued += not fact.is_argued
        use.sections[fact.section] = use.sections.get(fact.section, 0) + 1
    return list(uses.values())


def _known(said: Iterable[Said]) -> dict[str, KnownSource]:
    """Return the row of each source by its digest; what was never seen before is added."""
    wanted = {one.digest: one for one in said}
    rows = [KnownSource(digest=digest, **_columns(one)) for digest, one in wanted.items()]
    KnownSource.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.digest: row for row in KnownSource.objects.filter(digest__in=wanted)}


def _columns(one: Said) -> dict[str, Any]:
    code = (one.code or NOTHING.code)[:LONGEST_CODE]
    reviewed = date.fromisoformat(one.reviewed_on) if one.reviewed_on else None
    return {"code": code, "title": one.title, "how_sure": one.how_sure, "url": one.url[:400], "reviewed_on": reviewed}


def _replace(places: list[SourcedPlace], *, uses: list[SourceUse]) -> None:
    """Put uses in the stead of those that the places had, and correct the sums of every source concerned."""
    counted = SourceUse.objects.filter(place__in=[place.pk for place in places])
    sums: dict[int, Counter[str]] = {}
    for sign, rows in ((-1, list(counted)), (1, uses)):
        for use in rows:
            sums.setdefault(use.source_id, Counter()).update(_change(use, sign=sign))
    counted.delete()
    SourceUse.objects.bulk_create(uses, batch_size=BATCH)
    changed = list(KnownSource.objects.select_for_update().filter(pk__in=sums))
    for row in changed:
        _correct(row, change=sums[row.pk])
    KnownSource.objects.bulk_update(changed, ["facts", "deciding", "unargued", "places", "sections"], batch_size=BATCH)


def _change(use: SourceUse, *, sign: int) -> Mapping[str, int]:
    counted = {"facts": use.facts, "deciding": use.deciding, "unargued": use.unargued, "places": 1}
    named = {f"section {key}": number for key, number in use.sections.items()}
    return {key: sign * number for key, number in (counted | named).items()}


def _correct(row: KnownSource, *, change: "Counter[str]") -> None:
    for key in ("facts", "deciding", "unargued", "places"):
        setattr(row, key, max(0, getattr(row, key) + change[key]))
    for key in (key for key in change if key.startswith("section ")):
        name = key.removeprefix("section ")
        row.sections[name] = row.sections.get(name, 0) + change[key]
    row.sections = {name: number for name, number in row.sections.items() if number > 0}
