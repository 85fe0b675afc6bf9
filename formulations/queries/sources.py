"""Questions about sources: which there are, what rests on each, and which a person should look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from formulations.models import KnownSource, SourceReview
from formulations.reference.review_periods import review_periods
from formulations.sources import LOW, section
from formulations.sources.fact import UNSOURCED

SOURCES_A_PAGE = 25
MOST_SECTIONS = 3


class UnknownSource(LookupError):
    """No document ever named a source by that code."""


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list of sources. key: as in the address; count: how many it leaves."""

    key: str
    title: str
    count: int = 0


@dataclass(frozen=True)
class SectionCount:
    """How many facts of one section rest on a source."""

    title: str
    count: int
    decides: bool


@dataclass(frozen=True)
class ListedSource:
    """One source as the list shows it."""

    source: KnownSource
    sections: tuple[SectionCount, ...]
    is_overdue: bool


FILTERS = (
    ("all", "All that facts rest on"),
    ("unsourced", "No source named"),
    ("overdue", "Overdue for review"),
    ("low", "Low in confidence"),
    *((word, word.replace("-", " ").capitalize()) for word in LOW),
    ("unargued", "House rules that say no why"),
    ("doubtful", "Found changed or doubtful"),
)


def source_list(*, show: str, today: date, page: int = 1) -> Page[KnownSource]:
    """Return one page of the sources that facts rest on: those that decide a dose or a date first.

    show: a key of FILTERS; another shows all. Two queries.
    """
    found = _in_use().filter(_conditions(today).get(show, Q()))
    rows = found.select_related("newest_review__reviewed_by").order_by("-deciding", "-facts", "code", "pk")
    return Paginator(rows, SOURCES_A_PAGE).get_page(page)


def source_filters(*, today: date) -> tuple[Filter, ...]:
    """Return every way to narrow the list, with how many sources each leaves. One query."""
    counts = {f"is_{key.replace('-', '_')}": Count("pk", filter=q) for key, q in _conditions(today).items()}
    found = _in_use().aggregate(is_all=Count("pk"), **counts)
    return tuple(Filter(key, title, found[f"is_{key.replace('-', '_')}"]) for key, title in FILTERS)


def _in_use() -> QuerySet[KnownSource]:
    return KnownSource.objects.filter(facts__gt=0)


def _conditions(today: date) -> Mapping[str, Q]:
    return {
        "unsourced": Q(how_sure=UNSOURCED),
        "overdue": overdue(today),
        "low": Q(how_sure__in=LOW),
        **{word: Q(how_sure=word) for word in LOW},
        "unargued": Q(how_sure="house-rule", unargued__gt=0),
        "doubtful": Q(newest_review__verdict__in=(SourceReview.Verdict.CHANGED, SourceReview.Verdict.DOUBTFUL)),
    }


def overdue(today: date) -> Q:
    """Return the condition that nobody reviewed a source within its period. Source: `review_periods.toml`."""
    late = Q()
    for how_sure, days in review_periods().items():
        first = today - timedelta(days=days)
        here = Q(newest_review__isnull=True) | Q(newest_review__reviewed_at__lt=_start_of(first))
        there = Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=first)
        late |= Q(how_sure=how_sure) & here & there
    return late


def is_overdue(source: KnownSource, *, today: date) -> bool:
    """Return whether a source is overdue for review; the same rule as `overdue`, for a row that is at hand."""
    first = today - timedelta(days=review_periods().get(source.how_sure, 0))
    here = source.newest_review is not None and source.newest_review.reviewed_at >= _start_of(first)
    there = source.reviewed_on is not None and source.reviewed_on >= first
    return not (here or there)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def listed(source: KnownSource, *, today: date) -> ListedSource:
    """Return a source as the list shows it: with the three sections that weigh most."""
    is_late = source.how_sure != UNSOURCED and is_overdue(source, today=today)
    return ListedSource(source, in_sections(source)[:MOST_SECTIONS], is_late)


def in_sections(source: KnownSource) -> tuple[SectionCount, ...]:
    """Return in which sections facts rest on a source: what decides a dose or a date first, then the most."""
    found = [SectionCount(section(key).title, count, section(key).decides) for key, count in source.sections.items()]
    return tuple(sorted(found, key=lambda one: (not one.decides, -one.count, one.title)))


def sources_of(code: str) -> list[KnownSource]:
    """Return every source that documents state under one code, those in use first. One query. Raises UnknownSource."""
    rows = KnownSource.objects.filter(code=code).select_related("newest_review__reviewed_by")
    found = list(rows.order_by("-facts", "-pk"))
    if not found:
        raise UnknownSource(f"no source {code[:80]!r} is on record; the list of sources names those there are")
    return found
