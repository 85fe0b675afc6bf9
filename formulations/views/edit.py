"""The page of a draft: one readable document, in which each section opens in its place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from formulations.editing.outline import section_named
from formulations.editing.section import Section
from formulations.forms.section import SectionForm, opened_form
from formulations.models import Specification
from formulations.queries.editing import UnknownVersion, formulary_substances, version_row
from formulations.views.edit_shown import EDITOR, may_edit, page_context, shown_section

READERS = ("pharmacist", "auditor")
NAMES_SUBSTANCES = ("components", "excipients", "restrictions")


@require_safe
def draft(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Show a version as a document; `?edit=` opens one section, `?show=` closes it again."""
    row = version_or_404(code, version=version)
    key, editable = request.GET.get("edit", ""), may_edit(request.user, row)
    form = _opened(row, key=key) if key and editable else None
    wanted = key or request.GET.get("show", "")
    if wanted and request.headers.get("HX-Request"):
        shown = shown_section(row, section_or_404(wanted).key, form=form, editable=editable)
        return render(request, "formulations/edit/_section.html", {"one": shown, "specification": row})
    return render(request, "formulations/edit/page.html", page_context(row, user=request.user, form=form))


draft.roles = (EDITOR,)  # type: ignore[attr-defined]
draft.readers = READERS  # type: ignore[attr-defined]


def version_or_404(code: str, *, version: int) -> Specification:
    """Return a version of a formulation. Raises Http404 for one that is not on record."""
    try:
        return version_row(code, version=version)
    except UnknownVersion as error:
        raise Http404(str(error)) from error


def section_or_404(key: str) -> Section:
    """Return a section of the document. Raises Http404 for one that it does not have."""
    try:
        return section_named(key)
    except KeyError as error:
        raise Http404(f"no section {key[:40]!r}") from error


def _opened(row: Specification, *, key: str) -> SectionForm:
    section = section_or_404(key)
    formulary = formulary_substances() if key in NAMES_SUBSTANCES else {}
    return opened_form(section, document=row.content, revision=row.revision, formulary=formulary)
