"""Pages of the printer: what waits for a person, and one print with its paper."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.compounding.queries import in_force
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing import queries
from pharmacy.printing.actions import confirm_printed, confirm_scanned, reprint, send_all, send_job, tell_gone
from pharmacy.printing.forms import ConfirmForm, ReprintForm, ScanForm, SendForm
from pharmacy.printing.models import PrintJob
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import Conflict


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """List the prints of which somebody has to say what became of them, as a page of its own or as a part of today."""
    template = "printing/_waiting.html" if request.headers.get("HX-Request") else "printing/jobs.html"
    return render(request, template, {"jobs": queries.needs_a_person(), "title": "Prints to look for"})


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the papers of a prescription and their prints, as a part of its page or as a page of its own."""
    return _panel(request, prescription=get_object_or_404(Prescription, public_id=public_id))


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one print: the paper to print, and what came out."""
    return _job_page(request, job=_job(public_id))


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that a paper goes to the printer, and show it for the browser's print dialogue."""
    document, form = get_object_or_404(Document, public_id=public_id), SendForm(request.POST)
    try:
        sent = send_job(document=document, by=person(request), request_key=_key(form))
    except Conflict as refused:
        messages.error(request, str(refused))
        return redirect("prescriptions:page", document.batch.prescription.public_id)
    return redirect("printing:job", sent.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def send_every(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that every paper not printed yet goes to the printer, and show them all."""
    prescription = get_object_or_404(Prescription, public_id=public_id)
    try:
        send_all(batch=get_object_or_404(in_force(prescription)), by=person(request))
    except Conflict as refused:
        messages.error(request, str(refused))
    return redirect("printing:panel", public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def seen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm a label of a prescription by the code on it, whichever label was scanned."""
    prescription, form = get_object_or_404(Prescription, public_id=public_id), ScanForm(request.POST, alone=True)
    if not form.is_valid():
        return _panel(request, prescription=prescription, form=form, status=422)
    batch = get_object_or_404(in_force(prescription))
    try:
        job = confirm_scanned(batch=batch, by=person(request), code=form.cleaned_data["code"])
    except Conflict as refused:
        # The field is empty again, or a scanner would write the next code behind the wrong one.
        return _panel(request, prescription=prescription, problem=str(refused), status=409)
    return _after_seen(request, job=job)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm a print by the code on the paper."""
    held = _job(public_id)
    form = ConfirmForm(request.POST, needs_code=held.document.has_code, alone=True)
    if not form.is_valid():
        return _job_page(request, job=held, confirm_form=form, status=422)
    try:
        held = confirm_printed(job=held, by=person(request), code=form.cleaned_data["code"])
    except Conflict as refused:
        return _job_page(request, job=held, confirm_form=ConfirmForm.refused(str(refused)), status=409)
    return _after_seen(request, job=held)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Print a paper again, with a reason."""
    held, form = _job(public_id), ReprintForm(request.POST)
    if not form.is_valid():
        return _job_page(request, job=held, reprint_form=form, status=422)
    try:
        made = reprint(job=held, by=person(request), **form.cleaned_data)
    except Conflict as refused:
        form.add_error(None, str(refused))
        return _job_page(request, job=held, reprint_form=form, status=409)
    now = "Place it on a sheet" if queries.goes_on_a_sheet(made.document) else "Print it"
    messages.success(request, f"Reprint {made.copy} is recorded. {now} now.")
    return redirect("printing:job", made.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def gone(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that a print of replaced papers never came out or was destroyed."""
    held = _job(public_id)
    paper = f"{held.document.full_name} of lot {held.document.batch.lot}"
    try:
        tell_gone(job=held, by=person(request))
    except Conflict as refused:
        messages.error(request, str(refused))
        return redirect("printing:job", public_id)
    messages.success(request, f"On record: no old {paper} is left.")
    return _on_from(held)


def person(request: HttpRequest) -> User:
    """Return who asks."""
    return cast(User, request.user)


def _key(form: SendForm) -> str:
    """The page's own key; a form that lost it gets a new one, and then a second press is refused as a second copy."""
    return form.cleaned_data["request_key"] if form.is_valid() else queries.new_request_key()


def _job(public_id: UUID) -> PrintJob:
    return get_object_or_404(queries.job_page(public_id))


def _after_seen(request: HttpRequest, *, job: PrintJob) -> HttpResponse:
    """To the next print of the batch that waits to be seen, or back to the prescription after the last."""
    batch = job.document.batch
    number = f" {job.document.container}" if job.document.container else ""
    paper = f"{job.document.name}{number} of lot {batch.lot}"
    if job.state == PrintJob.State.SENT:
        one, other = (f"“Label {which} of 2”" for which in (job.label_seen, 3 - job.label_seen))
        messages.success(request, f"The {paper} is two labels: {one} is there. Scan {other}, too.")
    else:
        messages.success(request, f"{paper[:1].upper()}{paper[1:]} is there.")
    return _on_from(job)


def _on_from(job: PrintJob) -> HttpResponse:
    batch = job.document.batch
    waits = queries.unconfirmed_jobs(batch).exists() or queries.old_prints(batch).exists()
    return redirect("printing:panel" if waits else "prescriptions:page", batch.prescription.public_id)


def _panel(
    request: HttpRequest,
    *,
    prescription: Prescription,
    form: ScanForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    part = bool(request.headers.get("HX-Request"))
    template = "printing/_panel.html" if part else "printing/panel_page.html"
    shown = queries.panel(prescription)
    scan = {"scan_form": form or ScanForm(alone=not part), "scan_problem": problem}
    context = {"prescription": prescription, "printing": shown, **scan}
    return render(request, template, context, status=status)


def _job_page(
    request: HttpRequest,
    *,
    job: PrintJob,
    confirm_form: ConfirmForm | None = None,
    reprint_form: ReprintForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "job": job,
        "document": job.document,
        "batch": job.document.batch,
        "prescription": job.document.batch.prescription,
        "history": queries.job_history(job.document),
        "goes_on_a_sheet": queries.goes_on_a_sheet(job.document),
        "is_old": queries.is_replaced(job.document),
        "asks_whether_gone": queries.old_prints(job.document.batch).filter(pk=job.pk).exists(),
        "confirm_form": confirm_form or ConfirmForm(alone=reprint_form is None),
        "reprint_form": reprint_form or ReprintForm(initial={"request_key": queries.new_request_key()}),
    }
    return render(request, "printing/job.html", context, status=status)
