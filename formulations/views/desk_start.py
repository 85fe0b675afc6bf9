"""Beginning: a new formulation, a copy of one, a new version of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from formulations.actions import copy_specification, start_draft, start_formulation
from formulations.first_draft import first_draft
from formulations.forms.desk import NamedForm, NewFormulationForm
from formulations.models import Specification, Substance
from formulations.queries.desk import open_versions
from formulations.refusals import FormularyConflict
from formulations.views import WRITERS
from formulations.views.found import formulation_at, version_at

MOST_SUGGESTED = 300


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask the little that a new formulation begins with, and begin it."""
    form = NewFormulationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_formulation(content=first_draft(form.answers()), by=request.user, origin="browser")
        except FormularyConflict as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{draft.formulation} is begun. Write its sections; each is saved by itself.")
            return _to(draft)
    substances = Substance.objects.order_by("name").values_list("name", flat=True)[:MOST_SUGGESTED]
    context = {"form": form, "substances": substances}
    return render(request, "formulations/desk/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Begin a new formulation with the content of another's version."""
    row, form = version_at(code, version=version).row, NamedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = copy_specification(specification=row, by=request.user, **form.cleaned_data)
        except FormularyConflict as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{draft.formulation} is begun as a copy of {row}. Correct what is different.")
            return _to(draft)
    context = {"form": form, "row": row}
    return render(request, "formulations/desk/copy.html", context, status=422 if form.errors else 200)


@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next version of a formulation, or open the one that is already begun."""
    formulation = formulation_at(code)
    begun = open_versions(formulation.pk).first()
    if begun is not None:
        messages.info(request, f"Version {begun.version} is already begun, by {begun.author}. You may write in it too.")
        return redirect("formulations:version", code, begun.version)
    try:
        draft = start_draft(
            formulation=formulation, by=request.user, origin="browser", note=request.POST.get("note", "")
        )
    except FormularyConflict as refused:
        messages.error(request, str(refused))
        return redirect("formulations:versions", code)
    return _to(draft)


def _to(draft: Specification) -> HttpResponse:
    return redirect("formulations:draft", draft.formulation.code, draft.version)


new.roles = WRITERS  # type: ignore[attr-defined]
copy.roles = WRITERS  # type: ignore[attr-defined]
start.roles = WRITERS  # type: ignore[attr-defined]
