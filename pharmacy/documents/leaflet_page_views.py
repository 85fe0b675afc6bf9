"""The one page that is open to everybody who knows its address: a patient's leaflet, as the paper has it."""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.reference import papers
from formulations.reference.papers import Language
from pharmacy.documents.facts import facts_from
from pharmacy.documents.leaflet_pages import LeafletWithdrawn, NoLeafletPage, read_page
from pharmacy.languages.queries import language_of_paper
from pharmacy.staff.access import public
from pharmacy.staff.queries import the_pharmacy

POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}
KEEP_OUT = {"X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet", "Referrer-Policy": "no-referrer"}


@public
@require_safe
@csp(POLICY)  # type: ignore[arg-type]  # it passes on what the address holds, and its types do not say so
def leaflet_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a leaflet to whoever has its address; that one was called back, or that there is none."""
    try:
        response = HttpResponse(read_page(token))
    except LeafletWithdrawn as withdrawn:
        response = _withdrawn(request, withdrawn=withdrawn)
    except NoLeafletPage:
        pharmacy = the_pharmacy()
        language = papers.language(pharmacy.language)
        said = language.say("page.none", pharmacy=pharmacy.name, phone=pharmacy.phone)
        response = _says(request, text=said, language=language, status=404)
    for name, value in KEEP_OUT.items():
        response.headers[name] = value
    return response


def _withdrawn(request: HttpRequest, *, withdrawn: LeafletWithdrawn) -> HttpResponse:
    facts = facts_from(withdrawn.document.facts)
    language = language_of_paper(facts.language, version=facts.language_version)
    said = language.say("page.withdrawn", pharmacy=facts.pharmacy.name, phone=facts.pharmacy.phone)
    return _says(request, text=said, language=language, status=410)


def _says(request: HttpRequest, *, text: str, language: Language, status: int) -> HttpResponse:
    values = {"text": text, "language": language.code, "kind": language.say("leaflet.kind")}
    return render(request, "documents/no_leaflet.html", values, status=status)
