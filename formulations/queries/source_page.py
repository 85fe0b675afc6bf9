"""The page of one source: as what it is stated, what rests on it, and who reviewed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from formulations.models import KnownSource, SourcedPlace, SourceReview, SourceUse, Specification
from formulations.queries.sources import SectionCount, in_sections, is_overdue
from formulations.sources import HOW_SURE, Gathered, SourcedFact, gather, section
from formulations.sources.fact import UNSOURCED
from formulations.sources.shipped import place_of

PLACES_A_PAGE = 10


@dataclass(frozen=True)
class FactsOfPlace:
    """The facts of one document that rest on a source, by section."""

    place: SourcedPlace
    sections: tuple[tuple[str, tuple[SourcedFact, ...]], ...]


@dataclass(frozen=True)
class PastReview:
    """One review. holds: whether the source still says of itself what was reviewed."""

    review: SourceReview
    holds: bool


@dataclass(frozen=True)
class SourcePage:
    """One source as a page shows it. others: the same code as other documents state it."""

    source: KnownSource
    others: tuple[KnownSource, ...]
    means: str
    overdue: bool
    sections: tuple[SectionCount, ...]
    uses: Page[SourceUse]
    places: tuple[FactsOfPlace, ...]
    reviews: tuple[PastReview, ...]

    @property
    def has_link(self) -> bool:
        """Whether its address may be offered as a link: nothing but the web."""
        return self.source.url.startswith(("https://", "http://"))


def source_page(rows: Sequence[KnownSource], *, wanted: str, page: int, today: date) -> SourcePage:
    """Return what a source's page shows. Five queries.

    rows: the sources stated under one code. wanted: the beginning of the digest of one of them; else the first.
    """
    source = next((row for row in rows if wanted and row.digest.startswith(wanted)), rows[0])
    uses = source.uses.select_related("place").order_by("-deciding", "place")
    shown = Paginator(uses, PLACES_A_PAGE).get_page(page)
    return SourcePage(
        source=source,
        others=tuple(row for row in rows if row.pk != source.pk and row.facts),
        means=HOW_SURE.get(source.how_sure, ""),
        overdue=source.how_sure != UNSOURCED and is_overdue(source, today=today),
        sections=in_sections(source),
        uses=shown,
        places=tuple(_facts([use.place for use in shown], code=source.code)),
        reviews=_reviews(source),
    )


def _reviews(source: KnownSource) -> tuple[PastReview, ...]:
    rows = SourceReview.objects.filter(source_code=source.code).select_related("reviewed_by")
    says = (source.title[:400], source.how_sure)
    found = rows.order_by("-reviewed_at", "-pk")[:50]
    return tuple(PastReview(row, (row.title, row.how_sure) == says) for row in found)


def _facts(places: Sequence[SourcedPlace], *, code: str) -> Iterable[FactsOfPlace]:
    documents = _documents(places)
    return (_facts_of(place, found=documents[place.pk], code=code) for place in places)


def _documents(places: Sequence[SourcedPlace]) -> dict[int, Gathered]:
    formulations = {p.sha256: p.code for p in places if p.kind == SourcedPlace.Kind.FORMULATION}
    wanted = {"sha256__in": list(formulations), "formulation__code__in": list(formulations.values())}
    stored = {row.sha256: gather(row.content) for row in Specification.objects.filter(**wanted)}
    return {place.pk: stored.get(place.sha256) or _shipped(place) for place in places}


def _shipped(place: SourcedPlace) -> Gathered:
    found = place_of(place.code)
    return found.gathered if found else Gathered((), ())


def _facts_of(place: SourcedPlace, *, found: Gathered, code: str) -> FactsOfPlace:
    sections: dict[str, list[SourcedFact]] = {}
    for fact in found.unsourced if code == UNSOURCED else found.of(code):
        sections.setdefault(fact.section, []).append(fact)
    return FactsOfPlace(place, tuple((section(key).title, tuple(facts)) for key, facts in sections.items()))
