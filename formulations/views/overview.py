"""All formulations, those that cannot be made too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.queries import formulary_list
from formulations.views import READERS


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show every formulation with its approved version, or why it has none."""
    return render(request, "formulations/overview.html", {"formulations": formulary_list()})


overview.roles = READERS  # type: ignore[attr-defined]
