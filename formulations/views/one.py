"""One formulation: its approved specification as a document to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.queries import UnknownFormulation, formulation_page, read_sections, why_unavailable
from formulations.queries.desk import open_versions
from formulations.views import READERS


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show a formulation with every number of the version in use, or why it has none; and what is written."""
    try:
        formulation, specification = formulation_page(code)
    except UnknownFormulation as error:
        raise Http404(str(error)) from error
    context = {
        "formulation": formulation,
        "specification": specification,
        "sections": read_sections(specification) if specification else (),
        "why_not": "" if specification else why_unavailable(formulation),
        "begun": open_versions(formulation.pk),
    }
    return render(request, "formulations/one.html", context)


one.roles = READERS  # type: ignore[attr-defined]
