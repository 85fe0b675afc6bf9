"""Saving one section of a draft, and the buttons of its form that save nothing."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from formulations.actions.drafting import DraftMoved, save_draft
from formulations.editing.section import Section
from formulations.editing.writing import orphans
from formulations.forms.posted import whole
from formulations.forms.section import SectionForm, after_button, posted_form, with_source_added
from formulations.models import Specification
from formulations.queries.editing import formulary_substances, revision_content
from formulations.refusals import FormularyConflict
from formulations.views.edit import NAMES_SUBSTANCES, section_or_404, version_or_404
from formulations.views.edit_conflict import show_conflict
from formulations.views.edit_shown import EDITOR, frame_context, page_context, shown_section


@require_POST
def section(request: HttpRequest, *, code: str, version: int, section: str) -> HttpResponse:
    """Save a section of a draft, or show its form again after one of its other buttons."""
    row, part = version_or_404(code, version=version), section_or_404(section)
    form = posted(request, row=row, section=part)
    do = request.POST.get("do", "save")
    if do == "save":
        return _save(request, row=row, form=form)
    if do == "check":
        return _answer(request, row=row, form=_first_fault(replace(form, faults=form.read().faults)))
    return _answer(request, row=row, form=after_button(form, do=do, pick=request.POST.get("pick", "")))


section.roles = (EDITOR,)  # type: ignore[attr-defined]


@require_POST
def check(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Say what is to be seen in the components as they are typed. Writes nothing."""
    row, part = version_or_404(code, version=version), section_or_404("components")
    form = posted(request, row=row, section=part)
    return render(request, "formulations/edit/_check.html", {"form": form, "in_place": True})


check.roles = (EDITOR,)  # type: ignore[attr-defined]


def posted(request: HttpRequest, *, row: Specification, section: Section) -> SectionForm:
    """Return the form of a section as the browser sent it."""
    opened_at = whole(request.POST.get("opened_at", ""), default=row.revision)
    return posted_form(
        section,
        request.POST,
        document=row.content,
        opened_from=revision_content(row, number=opened_at),
        formulary=formulary_substances() if section.key in NAMES_SUBSTANCES else {},
    )


def _save(request: HttpRequest, *, row: Specification, form: SectionForm) -> HttpResponse:
    form = with_source_added(form) if form.half_typed.title.strip() else form
    reading = form.read()
    content = form.document_with(reading.rows)
    problems = tuple(orphans(form.document, form.section, changed=content))
    if reading.faults or problems or form.source_fault:
        faulty = _first_fault(replace(form, faults=reading.faults, problems=problems))
        return _answer(request, row=row, form=faulty, status=422)
    try:
        note = f"Section: {form.section.key}"
        saved = save_draft(specification=row, content=content, revision=form.revision, by=request.user, note=note)
    except DraftMoved as moved:
        return show_conflict(request, row=row, form=form, moved=moved)
    except FormularyConflict as refused:
        return _answer(request, row=row, form=replace(form, problems=(str(refused),)), status=409)
    return _saved(request, row=saved, form=form)


def _saved(request: HttpRequest, *, row: Specification, form: SectionForm) -> HttpResponse:
    key = form.section.key
    address = reverse("formulations:draft", args=[row.formulation.code, row.version])
    if not request.headers.get("HX-Request"):
        return redirect(f"{address}#{key}")
    context = {"one": shown_section(row, key, saved=True), "in_place": True, **frame_context(row, user=request.user)}
    response = render(request, "formulations/edit/_section.html", context)
    brought = [other for other in ("excipients", "sources") if form.document.get(other) != row.content.get(other)]
    response["X-Draft-Saved"] = " ".join([str(form.revision), str(row.revision), key, *brought])
    return response


def _answer(request: HttpRequest, *, row: Specification, form: SectionForm, status: int = 200) -> HttpResponse:
    if request.headers.get("HX-Request"):
        context = {"one": shown_section(row, form.section.key, form=form), "specification": row}
        return render(request, "formulations/edit/_section.html", context, status=status)
    context = page_context(row, user=request.user, form=form)
    return render(request, "formulations/edit/page.html", context, status=status)


def _first_fault(form: SectionForm) -> SectionForm:
    """Return the form with the work going on at its first fault."""
    order = [one.key for one in form.section.fields]
    places = sorted(form.faults, key=lambda place: (place[0], order.index(place[1]) if place[1] in order else 0))
    return replace(form, focus=places[0]) if places else form
