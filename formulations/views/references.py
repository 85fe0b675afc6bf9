"""Reference files that ship with a release: what each states, fact by fact, with its source."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.queries.places import place_sections, reference_places
from formulations.views import READERS


@require_safe
def references(request: HttpRequest) -> HttpResponse:
    """List the reference files: storage conditions, shells, vocabularies, general sentences, label stocks."""
    return render(request, "formulations/sources/references.html", {"places": reference_places()})


@require_safe
def reference(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that one reference file states, each fact with its source, how sure it is and its last review."""
    place = next((one for one in reference_places() if one.code == code), None)
    if place is None:
        raise Http404
    context = {"place": place, "sections": place_sections(place.gathered)}
    return render(request, "formulations/sources/reference.html", context)


references.roles = reference.roles = READERS  # type: ignore[attr-defined]
