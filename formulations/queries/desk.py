"""The desk of the formulary: what waits, for whom, oldest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from formulations.models import DraftRevision, Specification

MOST_SHOWN = 10
A_PAGE = 25
NOT_BROWSER = Q(origin__startswith="release") | Q(origin__startswith="file")


@dataclass(frozen=True)
class Kind:
    """One kind of work. code: its word in the address. says: one line on what is to be done."""

    code: str
    title: str
    says: str


KINDS = (
    Kind("approve", "To approve", "Submitted. Each waits for somebody who did not write in it."),
    Kind("mine", "Your drafts", "Drafts that you began or wrote in."),
    Kind("arrived", "From a release or a file", "Nobody has looked at these yet. They change nothing until approved."),
    Kind("signed", "Waiting for somebody else", "You wrote in these, so another person approves them."),
    Kind("others", "Drafts of others", "When two people save one draft, the second is shown the difference."),
    Kind("later", "Approved for a later day", "They come into use on their day, by themselves."),
)


@dataclass(frozen=True)
class Heap:
    """One kind of work and what waits of it, the oldest first. more: whether there is more than is shown."""

    kind: Kind
    rows: tuple[Specification, ...]
    more: bool


def desk(user: Any, *, today: date) -> tuple[Heap, ...]:
    """Return what waits, as this user sees it; kinds without any are left out. One query for each kind."""
    heaps = (_heap(kind, rows=waiting(kind.code, user=user, today=today)) for kind in KINDS)
    return tuple(heap for heap in heaps if heap.rows)


def desk_page(code: str, *, user: Any, today: date, number: str) -> tuple[Kind, Page[Specification]]:
    """Return one kind of work, a page of it. number: the page wanted. Raises KeyError for a kind that is none."""
    kind = {one.code: one for one in KINDS}[code]
    return kind, Paginator(waiting(code, user=user, today=today), A_PAGE).get_page(number)


def waiting(code: str, *, user: Any, today: date) -> QuerySet[Specification]:
    """Return the versions of one kind of work, oldest first, each with `saved_at`, the moment of its newest save.

    user: whose desk it is; a version is theirs when they began it, wrote in it or submitted it.
    """
    rows = _rows(user)
    drafts, submitted = rows.filter(submitted_at__isnull=True), rows.filter(submitted_at__isnull=False)
    untouched = NOT_BROWSER & Q(revision=1)
    mine = Q(author=user) | Q(submitted_by=user) | Q(wrote=True)
    return {
        "approve": submitted.exclude(mine).order_by("submitted_at", "pk"),
        "signed": submitted.filter(mine).order_by("submitted_at", "pk"),
        "arrived": drafts.filter(untouched).order_by("saved_at", "pk"),
        "mine": drafts.exclude(untouched).filter(mine).order_by("saved_at", "pk"),
        "others": drafts.exclude(untouched).exclude(mine).order_by("saved_at", "pk"),
        "later": _later(today).order_by("effective_from", "pk"),
    }[code]


def open_versions(formulation_id: int) -> QuerySet[Specification]:
    """Return the versions of a formulation that are still written or decided on, the newest first."""
    rows = Specification.objects.filter(formulation_id=formulation_id, approved_at__isnull=True)
    return rows.filter(discarded_at__isnull=True).select_related("author").defer("content").order_by("-version")


def _rows(user: Any) -> QuerySet[Any]:
    saves = DraftRevision.objects.filter(specification=OuterRef("pk"))
    rows = _shown().filter(approved_at__isnull=True, discarded_at__isnull=True)
    return rows.annotate(
        wrote=Exists(saves.filter(saved_by=user)),
        saved_at=Subquery(saves.order_by("-number").values("saved_at")[:1]),
        saved_by_name=Subquery(saves.order_by("-number").values("saved_by__full_name")[:1]),
    )


def _later(today: date) -> QuerySet[Specification]:
    return _shown().filter(effective_from__gt=today, approved_at__isnull=False, withdrawn_at__isnull=True)


def _shown() -> QuerySet[Specification]:
    people = ("author", "submitted_by", "approved_by", "returned_by")
    return Specification.objects.select_related("formulation", *people).defer("content")


def _heap(kind: Kind, *, rows: QuerySet[Specification]) -> Heap:
    found = tuple(rows[: MOST_SHOWN + 1])
    return Heap(kind, found[:MOST_SHOWN], more=len(found) > MOST_SHOWN)
