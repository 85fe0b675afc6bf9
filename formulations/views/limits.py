"""How long a formulation keeps: every limit, in every vehicle and pack, under every edition of every law."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.limits_drawn import draw_limits
from formulations.queries import UnknownFormulation, formulation_page, pinned_specification, why_unavailable
from formulations.queries.laws import editions_worked_by
from formulations.reference.loader import law_codes
from formulations.today import today
from formulations.views import READERS


@require_safe
def limits(request: HttpRequest, code: str) -> HttpResponse:
    """Show the limits of the version in use as one picture, or why there is none."""
    try:
        formulation, row = formulation_page(code)
    except UnknownFormulation as error:
        raise Http404(str(error)) from error
    why_not = "" if row else why_unavailable(formulation)
    context: dict[str, Any] = {"formulation": formulation, "specification": row, "why_not": why_not}
    if row is not None:
        wanted = {"vehicle": request.GET.get("vehicle", ""), "pack": request.GET.get("pack", "")}
        editions = [edition for code in reversed(law_codes()) for edition in editions_worked_by(code)]
        context["page"] = draw_limits(pinned_specification(row), **wanted, today=today(), editions=editions)
    return render(request, "formulations/limits/page.html", context)


limits.roles = READERS  # type: ignore[attr-defined]
