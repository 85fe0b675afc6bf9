"""A draft submitted for approval, or given up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from formulations.actions import discard_draft
from formulations.actions import submit as submit_draft
from formulations.forms.desk import SubmissionForm
from formulations.queries.drafts import submission_objections
from formulations.queries.version_lines import VersionLine
from formulations.refusals import FormularyConflict, Refused
from formulations.views import READ_ONLY, WRITERS
from formulations.views.desk_compared import compared
from formulations.views.found import version_at
from formulations.views.mending import mended_in


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Show what speaks against submitting a draft, each with the place that mends it; submit it when nothing does."""
    line = version_at(code, version=version)
    if not line.is_draft:
        messages.info(request, f"{line.row} is {line.state.value}; there is nothing to submit.")
        return redirect("formulations:version", code, version)
    sent = request.POST if request.method == "POST" else None
    form = SubmissionForm(sent, initial={"note": line.row.change_note})
    if request.method == "POST" and form.is_valid():
        return _submit(request, line=line, note=form.cleaned_data["note"])
    objections = [(one, mended_in(one)) for one in submission_objections(line.row)]
    context = {"line": line, "row": line.row, "form": form, "objections": objections, **compared(line)}
    return render(request, "formulations/desk/submit.html", context, status=422 if form.errors else 200)


def _submit(request: HttpRequest, *, line: VersionLine, note: str) -> HttpResponse:
    code, version = line.row.formulation.code, line.row.version
    try:
        submit_draft(specification=line.row, by=request.user, note=note)
    except Refused:
        return redirect("formulations:submit", code, version)
    except FormularyConflict as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{line.row} is submitted. Somebody who did not write in it decides about it.")
    return redirect("formulations:version", code, version)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Ask whether a draft is to be given up, and give it up."""
    line = version_at(code, version=version)
    if request.method == "POST":
        try:
            discard_draft(specification=line.row, by=request.user)
        except FormularyConflict as refused:
            messages.error(request, str(refused))
            return redirect("formulations:version", code, version)
        messages.success(request, f"{line.row} is discarded. Its content stays on record.")
        return redirect("formulations:drafts")
    return render(request, "formulations/desk/discard.html", {"line": line, "row": line.row, **compared(line)})


submit.roles = WRITERS  # type: ignore[attr-defined]
submit.readers = READ_ONLY  # type: ignore[attr-defined]
discard.roles = WRITERS  # type: ignore[attr-defined]
