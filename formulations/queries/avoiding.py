"""Answers a list of what to avoid from the versions that are in use."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import QuerySet

from formulations.avoiding import Answer, answer
from formulations.models import Formulation
from formulations.queries.kept import kept_facts
from formulations.queries.overview import one_page
from formulations.queries.search import search_formulations
from formulations.today import today

A_PAGE = 20  # each of them is read whole


@dataclass(frozen=True)
class AvoidingPage:
    """One page of the answer, and the formulations on it that nobody can make."""

    answer: Answer
    page: Page[Formulation]
    unavailable: tuple[Formulation, ...]


def avoiding_page(text: str, *, find: str = "", number: str = "1", on: date | None = None) -> AvoidingPage:
    """Return the answer for one page of the formulations that can be made and that `find` finds.

    text: what to avoid, as written. Three queries, however many formulations there are.
    Raises BadSpecification for a stored content that cannot be read.
    """
    return _answered(text, search_formulations(find), number=number, on=on)


def avoiding_in_drug(text: str, *, code: str, on: date | None = None) -> Answer:
    """Return the answer for the formulations of the same drug. code: of one of them. Three queries; the first page."""
    same = Formulation.objects.filter(substance__formulations__code=code)
    return _answered(text, same, number="1", on=on).answer


def _answered(text: str, formulations: QuerySet[Formulation], *, number: str, on: date | None) -> AvoidingPage:
    made_here = formulations.filter(unavailable_reason="")
    page = one_page(made_here, number=number, per_page=A_PAGE, on=on or today())
    rows = [row for formulation in page for row in formulation.approved]  # type: ignore[attr-defined]
    unavailable = tuple(one for one in page if not one.approved)  # type: ignore[attr-defined]
    return AvoidingPage(answer(text, specifications=kept_facts(rows)), page, unavailable)
