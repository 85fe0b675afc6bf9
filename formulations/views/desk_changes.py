"""Two versions of a formulation side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.comparing import side_by_side
from formulations.queries.versions import versions_of
from formulations.views import READERS
from formulations.views.found import version_at


@require_safe
def changes(request: HttpRequest, *, code: str, old: int, new: int) -> HttpResponse:
    """Show what one version says otherwise than another; ?all=1 shows what they share, too."""
    before, after = version_at(code, version=old), version_at(code, version=new)
    sections = side_by_side(before.row.content, after.row.content)
    context = {
        "formulation": after.row.formulation,
        "before": before,
        "after": after,
        "sections": sections,
        "changed": tuple(section for section in sections if section.differs),
        "show_all": "all" in request.GET,
        "others": [one.row.version for one in versions_of(after.row.formulation) if one.row.version != new],
    }
    return render(request, "formulations/desk/changes.html", context)


changes.roles = READERS  # type: ignore[attr-defined]
