"""Substances and excipients: a list of each, and a page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from formulations.models import Excipient, Substance
from formulations.queries import substances as queries
from formulations.views import READERS, typed


@require_safe
def substances(request: HttpRequest) -> HttpResponse:
    """Show the substances that ?find= finds, in pages."""
    find = typed(request, "find")
    page = queries.substances_page(find, number=request.GET.get("page", "1"))
    return render(request, "formulations/substances/substances.html", {"find": find, "page": page})


@require_safe
def substance(request: HttpRequest, code: str) -> HttpResponse:
    """Show a substance with its codes and its formulations."""
    row = get_object_or_404(Substance, code=code)
    page = queries.formulations_of(row, number=request.GET.get("page", "1"))
    return render(request, "formulations/substances/substance.html", {"substance": row, "page": page})


@require_safe
def excipients(request: HttpRequest) -> HttpResponse:
    """Show the excipients that ?find= finds, in pages."""
    find = typed(request, "find")
    page = queries.excipients_page(find, number=request.GET.get("page", "1"))
    return render(request, "formulations/substances/excipients.html", {"find": find, "page": page})


@require_safe
def excipient(request: HttpRequest, code: str) -> HttpResponse:
    """Show an excipient with what it carries, its codes, where it is used and what is restricted."""
    row = get_object_or_404(Excipient, code=code)
    return render(request, "formulations/substances/excipient.html", {"shown": queries.excipient_page(row)})


substances.roles = READERS  # type: ignore[attr-defined]
substance.roles = READERS  # type: ignore[attr-defined]
excipients.roles = READERS  # type: ignore[attr-defined]
excipient.roles = READERS  # type: ignore[attr-defined]
