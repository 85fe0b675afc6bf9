"""The formulary as a list: found by words, in pages, with the version of each formulation that is used today."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from formulations.models import Formulation, Specification
from formulations.queries.search import search_formulations
from formulations.queries.versions import ruling_on, waiting_after
from formulations.today import today

A_PAGE = 50


def overview_page(text: str = "", *, number: str = "1", on: date | None = None) -> Page[Formulation]:
    """Return one page of the formulations that a text finds, in order of name, without a single content read.

    text: as typed; empty lists all. number: of the page as typed; what is no page shows the first or the last.
    Each formulation has `approved` (the version used on a day, or an empty list), `ruling` (also one withdrawn since)
    and `waits_until`. on: today when left out. Three queries, however many formulations there are.
    """
    return one_page(search_formulations(text), number=number, per_page=A_PAGE, on=on or today())


def one_page(formulations: QuerySet[Formulation], *, number: str, per_page: int, on: date) -> Page[Formulation]:
    """Return one page of formulations with their versions, as `overview_page` does."""
    waiting = waiting_after(on).filter(formulation=OuterRef("pk")).values("effective_from")[:1]
    with_versions = formulations.order_by("name", "pk").annotate(waits_until=Subquery(waiting))
    rows = with_versions.prefetch_related(
        Prefetch("specifications", queryset=ruling_on(on).defer("content"), to_attr="ruling")
    )
    page: Page[Any] = Paginator(rows, per_page).get_page(number)
    page.object_list = [_with_approved(formulation) for formulation in page.object_list]
    return page


def _with_approved(formulation: Formulation) -> Formulation:
    ruling: list[Specification] = formulation.ruling  # type: ignore[attr-defined]
    formulation.approved = [row for row in ruling if row.withdrawn_at is None]  # type: ignore[attr-defined]
    for row in ruling:
        row.formulation = formulation
    return formulation
