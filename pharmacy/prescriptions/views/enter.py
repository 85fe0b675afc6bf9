"""The entry page: one address for typing, adding rows, seeing the plan and entering; it works without any script."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from pharmacy.prescriptions.actions import screen
from pharmacy.prescriptions.course_shown import course_of
from pharmacy.prescriptions.drafts import NotKept, begun_by, enter_draft
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import Attachment, Prescription, Stage
from pharmacy.prescriptions.queries import open_findings
from pharmacy.prescriptions.scans.keeping import attach_scan, take_off_scan
from pharmacy.prescriptions.scans.kinds import BadScan
from pharmacy.prescriptions.views.entry_context import entry_page, plan_while_typing, scans_of
from pharmacy.prescriptions.views.entry_read import read_entry
from pharmacy.prescriptions.views.entry_sheet import EntrySheet, fresh_sheet, kept, posted_sheet
from pharmacy.prescriptions.views.page_acts import ACTS, acted
from pharmacy.prescriptions.views.person import person
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Show the page; keep what was typed, with a scan if one came along; then do what the button says."""
    if request.method == "GET":
        return show(request, fresh_sheet(person(request)))
    sheet, deed = posted_sheet(request, by=person(request)), DEEDS.get(_word(request))
    try:
        if deed or not request.headers.get("HX-Request"):
            sheet = kept(sheet, with_scan="scan" in request.FILES)
        _attach(request, sheet)
        return deed(request, sheet) if deed else show(request, sheet)
    except NotKept as error:
        return show(request, sheet, status=409, moved=error)
    except BadScan as error:
        return show(request, sheet, status=422, scan_problem=str(error))


TYPING = "entry-parts"  # the part of the page that asks for the plan alone while somebody types in it
CARRYING = ("again", "onward", "known")  # acts after which what is known waits to be confirmed


def show(request: HttpRequest, sheet: EntrySheet, *, status: int = 200, **more: Any) -> HttpResponse:
    """Return the page as it stands, after the act of its button. more: what went wrong, for the template."""
    data = sheet.data
    try:
        data = acted(data, do=request.POST.get("do", "")) if data is not None else None
    except BadEntry as error:
        more["act_problem"] = str(error)
    if data is not None and request.headers.get("HX-Trigger") == TYPING:
        return render(request, "prescriptions/_plan_so_far.html", plan_while_typing(data), status=status)
    page, context = entry_page(data)
    if data is None:
        page.patient.fields["given_name"].widget.attrs["autofocus"] = True
    elif not more.get("complains"):
        page.keep_quiet_about_empty_fields()
    else:
        more["faults"] = page.faults()
    begun = begun_by(sheet.by) if data is None else ()
    context |= {"sheet": sheet, "scans": scans_of(sheet.draft, by=sheet.by), "begun": begun}
    context |= {"carried_now": _word(request) in CARRYING, **more}
    return _kept_at_once(request, render(request, "prescriptions/enter.html", context, status=status))


def _kept_at_once(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What a button filled in is kept as soon as it stands on the page; `_draft.html` waits for this."""
    if request.method == "POST" and _word(request) in ACTS:
        trigger_client_event(response, "filled-in", after="settle")
    return response


def _enter(request: HttpRequest, sheet: EntrySheet) -> HttpResponse:
    read = read_entry(sheet.data)
    if not read.page.is_valid() or sheet.kept is None or read.of_another:
        return show(request, sheet, status=422, complains=True, problem=read.of_another)
    try:
        entry = read.page.entry()
        prescription = enter_draft(entry=entry, draft=sheet.kept, by=sheet.by)
    except BadEntry as error:
        return show(request, sheet, status=422, complains=True, problem=str(error))
    parts = course_of(prescription) if entry.products else (prescription,)
    for part in parts if sheet.by.role == Role.PHARMACIST else ():
        screen(prescription=part, by=sheet.by)
    messages.success(request, format_html_join(" ", "{}", ((_entered(part, is_one_of=len(parts)),) for part in parts)))
    return redirect("prescriptions:page", public_id=prescription.public_id)


def _leave(request: HttpRequest, sheet: EntrySheet) -> HttpResponse:
    if sheet.kept:
        messages.info(request, "What you typed is kept. Go on with it from here when you like.")
    return redirect("prescriptions:today")


def _take_off(request: HttpRequest, sheet: EntrySheet) -> HttpResponse:
    scan = get_object_or_404(Attachment, draft=sheet.kept, public_id=request.POST["do"].partition("-")[2])
    take_off_scan(scan=scan, by=sheet.by)
    return show(request, sheet)


DEEDS: dict[str, Callable[[HttpRequest, EntrySheet], HttpResponse]] = {
    "enter": _enter,
    "leave": _leave,
    "attach": show,
    "detach": _take_off,
}


def _word(request: HttpRequest) -> str:
    return request.POST.get("do", "").partition("-")[0]


def _attach(request: HttpRequest, sheet: EntrySheet) -> None:
    file = request.FILES.get("scan")
    if file is not None and sheet.kept is not None:
        attach_scan(draft=sheet.kept, content=file.read(), by=sheet.by)


def _entered(part: Prescription, *, is_one_of: int) -> str:
    """What became of one prescription; of a course each part is named by its product, with a link."""
    of_a_course = '<a href="{}">Prescription {}</a> ({})' if is_one_of > 1 else "Prescription {1}"
    which = format_html(of_a_course, reverse("prescriptions:page", args=[part.public_id]), part.number, part.product)
    if part.stage == Stage.ENTERED:
        return format_html("{} is entered. A pharmacist screens it next.", which)
    waiting = open_findings(part).count()
    next_step = "can be made" if not waiting else f"has {waiting} finding{'s' if waiting > 1 else ''} to settle"
    return format_html("{} is entered and screened; it {}.", which, next_step)
