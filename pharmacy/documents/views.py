"""Pages of papers: the panel on a prescription, one paper with its facts, its PDF, and what needs a person."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.compounding.queries import in_force
from pharmacy.documents import queries
from pharmacy.documents.actions import request_documents, try_again
from pharmacy.documents.elements_by_law import elements_page
from pharmacy.documents.forms import AgainForm, GiveUpForm, RequestForm
from pharmacy.documents.giving_up import give_up
from pharmacy.documents.life_cycle import WrongState
from pharmacy.documents.models import Document
from pharmacy.documents.refusals import NotGivenUp
from pharmacy.documents.shown_facts import name_of_language, shown_facts
from pharmacy.documents.shown_pages import NoSuchPage, page_of, picture_of, shown_paper
from pharmacy.prescriptions.models import Prescription
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import Conflict

BENCH = (Role.PHARMACIST, Role.TECHNICIAN)


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the papers of a prescription; while any is being made, this asks again each second."""
    prescription = _prescription(public_id)
    return _panel(request, prescription=prescription, form=_form(prescription))


@allowed(*BENCH)
@require_POST
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for label and leaflet of the batch in force."""
    prescription = _prescription(public_id)
    form = RequestForm(request.POST, patients=prescription.patient.language)
    if not form.is_valid():
        return _panel(request, prescription=prescription, form=form, status=422)
    try:
        request_documents(batch=get_object_or_404(in_force(prescription)), by=_person(request), **form.cleaned_data)
    except Conflict as refused:
        form.add_error(None, str(refused))
        return _panel(request, prescription=prescription, form=form, status=409)
    return redirect("prescriptions:page", public_id)


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one paper: how it looks, what it was made from, its hash, and what lint and read-back found."""
    document = get_object_or_404(queries.paper_page(public_id))
    context = {
        "document": document,
        "facts": shown_facts(document),
        "prescription": document.batch.prescription,
        "language": name_of_language(document.language),
        "newer": queries.newer_paper(document),
        "shown": shown_paper(document) if document.file_id else None,
    }
    return render(request, "documents/paper.html", context)


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the archived bytes of a paper, to look at and to print. The file name says nothing about the patient."""
    document = get_object_or_404(Document.objects.select_related("file"), public_id=public_id)
    if document.file is None:
        raise Http404
    response = HttpResponse(bytes(document.file.content), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="paper.pdf"'
    return response


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def elements(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a finished label has to say, element by element and law by law, beside what it says."""
    labels = queries.paper_page(public_id).select_related("file").filter(kind=Document.Kind.LABEL)
    document = get_object_or_404(labels, state=Document.State.RENDERED)
    context = {"document": document, "elements": elements_page(document), "prescription": document.batch.prescription}
    return render(request, "documents/elements.html", context)


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def picture(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the first page of a finished paper as a picture."""
    return _picture(get_object_or_404(Document, public_id=public_id, state=Document.State.RENDERED))


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def page(request: HttpRequest, public_id: UUID, *, number: int) -> HttpResponse:
    """Give one page of a finished paper as a picture. number: from 1."""
    document = get_object_or_404(Document, public_id=public_id)
    try:
        return HttpResponse(page_of(document, number=number), content_type="image/png")
    except NoSuchPage as error:
        raise Http404 from error


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def label_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the newest label of a prescription as a picture."""
    document = queries.newest_label(public_id)
    if document is None:
        raise Http404
    return _picture(document)


@allowed(*BENCH)
@require_POST
def again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Try a failed paper again."""
    document, form = _document(public_id), AgainForm(request.POST)
    form.is_valid()
    try:
        try_again(document=document, by=_person(request), may_grow=form.cleaned_data["may_grow"])
    except WrongState as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:page", document.batch.prescription.public_id)


@allowed(*BENCH)
@require_POST
def without(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a side label up, with a reason."""
    document, form = _document(public_id), GiveUpForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        given_up = give_up(document=document, by=_person(request), reason=reason)
        messages.success(request, f"The {given_up.full_name} of lot {given_up.batch.lot} is done without.")
    except NotGivenUp as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:page", document.batch.prescription.public_id)


@allowed(*BENCH, readers=(Role.AUDITOR,))
@require_GET
def needs_a_person(request: HttpRequest) -> HttpResponse:
    """List the papers that failed, as a part of the day's page or as a page of its own."""
    template = (
        "documents/_needs_a_person.html" if request.headers.get("HX-Request") else "documents/needs_a_person.html"
    )
    return render(request, template, {"failed": queries.needs_a_person()})


def _panel(request: HttpRequest, *, prescription: Prescription, form: RequestForm, status: int = 200) -> HttpResponse:
    part = request.headers.get("HX-Request")
    papers = queries.panel(prescription)
    context = {"prescription": prescription, "documents": papers, "form": form}
    template = "documents/_panel.html" if part else "documents/panel_page.html"
    response = render(request, template, context, status=status)
    if part and "waiting" in request.GET and not papers.waiting:
        response.headers["HX-Refresh"] = "true"  # the label beside the work, and the next step, are there now
    return response


def _picture(document: Document) -> HttpResponse:
    return HttpResponse(picture_of(document), content_type="image/png")


def _form(prescription: Prescription) -> RequestForm:
    """A form for papers. What was asked for besides the last time is asked for again, unless somebody takes it out."""
    besides = queries.asked_besides(prescription)
    fresh = {"request_key": queries.new_request_key(), "besides": besides}
    return RequestForm(initial=fresh, patients=prescription.patient.language)


def _document(public_id: UUID) -> Document:
    return get_object_or_404(Document.objects.select_related("batch__prescription"), public_id=public_id)


def _prescription(public_id: UUID) -> Prescription:
    found = Prescription.objects.select_related("patient", "specification__formulation")
    return get_object_or_404(found, public_id=public_id)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
