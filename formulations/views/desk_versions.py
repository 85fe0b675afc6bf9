"""Every version of a formulation, and one of them to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from formulations.queries import read_sections
from formulations.queries.version_lines import version_lines
from formulations.reference.formulary import BadSpecification, specification_from
from formulations.views import READERS
from formulations.views.found import formulation_at, version_at


@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Show all versions of a formulation, the newest first."""
    formulation = formulation_at(code)
    context = {"formulation": formulation, "lines": version_lines(formulation)}
    return render(request, "formulations/desk/versions.html", context)


@require_safe
def version(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Show one version, written out; a draft that cannot be read yet says why."""
    line = version_at(code, version=version)
    if line.is_draft:
        return redirect("formulations:draft", code, version)
    row, fault = line.row, ""
    try:
        specification_from(row.content, version=row.version, sha256=row.sha256)
    except BadSpecification as bad:
        fault = str(bad)
    sections = () if fault else read_sections(row)
    context = {"formulation": row.formulation, "line": line, "specification": row, "sections": sections, "fault": fault}
    return render(request, "formulations/desk/version.html", context)


versions.roles = READERS  # type: ignore[attr-defined]
version.roles = READERS  # type: ignore[attr-defined]
