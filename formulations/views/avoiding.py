"""What fits somebody who has to avoid something. The page knows terms, and no patient."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from formulations.queries.avoiding import avoiding_page
from formulations.views import READERS, typed


@never_cache
@require_safe
def avoiding(request: HttpRequest) -> HttpResponse:
    """Show which formulations and choices fit ?avoid=, of those that ?find= finds, and why the others do not."""
    avoid, find = typed(request, "avoid"), typed(request, "find")
    found = avoiding_page(avoid, find=find, number=request.GET.get("page", "1")) if avoid else None
    context = {"avoid": avoid, "find": find, "found": found, "page": found.page if found else None}
    return render(request, "formulations/avoiding/page.html", context)


avoiding.roles = READERS  # type: ignore[attr-defined]
