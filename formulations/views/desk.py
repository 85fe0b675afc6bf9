"""The desk of the formulary: drafts, submissions, and what was approved for a later day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.queries import desk as queries
from formulations.today import today
from formulations.views import DESK


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Show what waits, the oldest first; ?what= shows one kind of work whole, in pages."""
    code = request.GET.get("what", "")
    if not code:
        return render(request, "formulations/desk/drafts.html", {"heaps": queries.desk(request.user, today=today())})
    try:
        number = request.GET.get("page", "1")
        kind, page = queries.desk_page(code, user=request.user, today=today(), number=number)
    except KeyError as error:
        raise Http404(f"there is no kind of work {code!r}") from error
    return render(request, "formulations/desk/heap.html", {"kind": kind, "page": page})


drafts.roles = DESK  # type: ignore[attr-defined]
