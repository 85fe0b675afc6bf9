"""Sources: the list with what a person should look at, one source with what rests on it, and its review."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from formulations.actions import review_source
from formulations.forms.review import ReviewForm
from formulations.models import KnownSource
from formulations.queries.laws import waiting_editions
from formulations.queries.source_page import source_page
from formulations.queries.sources import UnknownSource, listed, source_filters, source_list, sources_of
from formulations.refusals import FormularyConflict
from formulations.today import today
from formulations.views import READERS

REVIEWERS = ("formulary-admin", "pharmacist")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources that facts rest on; `?show=` narrows it to what a person should look at."""
    show, day = request.GET.get("show", "all"), today()
    found = source_list(show=show, today=day, page=_number(request))
    filters = source_filters(today=day)
    shown = next((one for one in filters if one.key == show), filters[0])
    context = {"sources": [listed(row, today=day) for row in found], "page": found, "filters": filters, "shown": shown}
    context["waiting"] = waiting_editions()
    return render(request, "formulations/sources/list.html", context)


@require_safe
def source(request: HttpRequest, code: str) -> HttpResponse:
    """Show one source: what it is, every fact that rests on it, its reviews, and the form for another review."""
    return _page(request, code=code, form=None)


@require_POST
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Put on record that somebody looked a source up again today."""
    form = ReviewForm(request.POST)
    _found(code)
    if not form.is_valid():
        return _page(request, code=code, form=form)
    try:
        review_source(by=request.user, **form.cleaned_data)
    except FormularyConflict as refused:
        form.add_error(None, str(refused))
        return _page(request, code=code, form=form)
    messages.success(request, "The review is on record.")
    return redirect("formulations:source", code)


def _page(request: HttpRequest, *, code: str, form: ReviewForm | None) -> HttpResponse:
    found = source_page(_found(code), wanted=request.GET.get("said", ""), page=_number(request), today=today())
    blank = ReviewForm(initial={"digest": found.source.digest, "verdict": "confirmed"})
    context = {"found": found, "form": form or blank, "may_review": getattr(request.user, "role", "") in REVIEWERS}
    return render(request, "formulations/sources/one.html", context, status=422 if form else 200)


def _found(code: str) -> list[KnownSource]:
    try:
        return sources_of(code)
    except UnknownSource as unknown:
        raise Http404(str(unknown)) from unknown


def _number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


sources.roles = source.roles = READERS  # type: ignore[attr-defined]
review.roles = REVIEWERS  # type: ignore[attr-defined]
