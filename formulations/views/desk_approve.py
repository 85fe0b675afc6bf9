"""A submission read by somebody else, who approves it or sends it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from formulations.actions import approve_specification
from formulations.actions import send_back as send_back_to_author
from formulations.forms.desk import ApprovalForm, ReasonForm
from formulations.queries.drafts import approval_objections
from formulations.queries.version_lines import VersionLine
from formulations.refusals import FormularyConflict
from formulations.today import today
from formulations.views import APPROVERS
from formulations.views.desk_compared import compared
from formulations.views.found import version_at

AUDITOR = ("auditor",)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Show what is signed, and sign it: the content that was read, from a day on."""
    line = version_at(code, version=version)
    if not line.is_submitted:
        messages.info(request, f"{line.row} is {line.state.value}; there is nothing to approve.")
        return redirect("formulations:version", code, version)
    if request.method == "POST":
        return _approve(request, line=line)
    return _page(request, line=line, form=_fresh(line))


def _approve(request: HttpRequest, *, line: VersionLine) -> HttpResponse:
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _page(request, line=line, form=form, status=422)
    try:
        row = approve_specification(specification=line.row, by=request.user, **form.cleaned_data)
    except FormularyConflict as refused:
        form.add_error(None, str(refused))
        return _page(request, line=line, form=form, status=409)
    messages.success(request, f"{row} is approved and in use from {row.effective_from:%-d %B %Y}.")
    return redirect("formulations:version", row.formulation.code, row.version)


@require_POST
def send_back(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Send a submission back to its writers, with the reason."""
    line, form = version_at(code, version=version), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, line=line, form=_fresh(line), reason=form, status=422)
    try:
        send_back_to_author(specification=line.row, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{line.row} is sent back; its writers see your reason.")
    except FormularyConflict as refused:
        messages.error(request, str(refused))
    return redirect("formulations:drafts")


def _fresh(line: VersionLine) -> ApprovalForm:
    return ApprovalForm(initial={"effective_from": today(), "seen": line.row.sha256})


def _page(
    request: HttpRequest, *, line: VersionLine, form: ApprovalForm, reason: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    objections = approval_objections(line.row, by=request.user, effective_from=today(), today=today())
    context: dict[str, Any] = {
        "line": line,
        "row": line.row,
        "form": form,
        "reason": reason or ReasonForm(),
        "objections": objections,
        "is_own": any(one.code == "own-work" for one in objections),
        **compared(line),
    }
    return render(request, "formulations/desk/approve.html", context, status=status)


approve.roles = APPROVERS  # type: ignore[attr-defined]
approve.readers = AUDITOR  # type: ignore[attr-defined]
send_back.roles = APPROVERS  # type: ignore[attr-defined]
