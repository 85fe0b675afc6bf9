"""Laws: the editions on record, every rule of one with its source, and adopting what a release brought."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from formulations.actions import adopt_law_edition
from formulations.queries.laws import (
    ListedEdition,
    edition_before,
    edition_changes,
    edition_sections,
    listed_editions,
)
from formulations.refusals import FormularyConflict
from formulations.today import today
from formulations.views import READERS

ADOPTERS = ("formulary-admin", "pharmacist")


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """List the editions of law on record, with what waits for adoption first."""
    return render(request, "formulations/sources/laws.html", {"editions": listed_editions(today=today())})


@require_safe
def law(request: HttpRequest, *, code: str, day: str) -> HttpResponse:
    """Show every rule of an edition with its source, and where it differs from the edition before it."""
    found = _edition(code, day=day, content=request.GET.get("content", ""))
    before = edition_before(found.row)
    context = {
        "edition": found,
        "sections": edition_sections(found.row),
        "before": before,
        "changed": edition_changes(found.row, before=before) if before else (),
        "columns": [_column(row.valid_from) for row in (before or found.row, found.row)],
        "may_adopt": getattr(request.user, "role", "") in ADOPTERS,
    }
    return render(request, "formulations/sources/law.html", context)


@require_POST
def adopt(request: HttpRequest, *, code: str, day: str) -> HttpResponse:
    """Adopt the edition whose content was read: from now on it dates what is made from its day on."""
    found = _edition(code, day=day, content=request.POST.get("content", ""))
    try:
        adopt_law_edition(edition=found.row, by=request.user)
    except FormularyConflict as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{found.name}, the edition from {day}, is adopted.")
    return redirect("formulations:law", code, day)


def _column(day: date) -> dict[str, dict[str, str]]:
    """Return the head of a column as the comparison of two versions names it: "Version of 1 January 2014"."""
    return {"row": {"version": f"of {day:%-d %B %Y}"}}


def _edition(code: str, *, day: str, content: str) -> ListedEdition:
    """Return the edition of that day and the beginning of its hash; without a hash, the one that was adopted last."""
    found = [one for one in listed_editions(today=today()) if one.row.law == code and str(one.row.valid_from) == day]
    for one in found:
        if one.row.sha256.startswith(content):
            return one
    message = f"no edition of the law {code} from {day} is on record"
    raise Http404(message)


laws.roles = law.roles = READERS  # type: ignore[attr-defined]
adopt.roles = ADOPTERS  # type: ignore[attr-defined]
