"""All formulations, those that cannot be made too, found by any of their words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.queries import why_unavailable
from formulations.queries.overview import overview_page
from formulations.views import READERS, typed


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the formulations that ?find= finds, in pages, each with its version or why it has none."""
    find = typed(request, "find")
    page = overview_page(find, number=request.GET.get("page", "1"))
    rows = [(one, why_unavailable(one) if not one.approved else "") for one in page]  # type: ignore[attr-defined]
    return render(request, "formulations/overview.html", {"find": find, "page": page, "rows": rows})


overview.roles = READERS  # type: ignore[attr-defined]
