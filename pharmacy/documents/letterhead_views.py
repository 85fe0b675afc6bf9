"""The page of how the pharmacy stands on its papers."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pharmacy.documents.archive import archived_logo
from pharmacy.documents.letterhead import COLUMNS, LetterheadRefused, set_letterhead, set_logo
from pharmacy.documents.letterhead_forms import LetterheadForm, LogoForm
from pharmacy.staff.access import EVERYONE, allowed
from pharmacy.staff.models import Role, User
from pharmacy.staff.queries import the_pharmacy

MAY_CHANGE = (Role.PHARMACIST, Role.FORMULARY_ADMIN)


@allowed(*MAY_CHANGE, readers=(Role.TECHNICIAN, Role.AUDITOR))
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: HttpRequest) -> HttpResponse:
    """Show what stands on every paper of this pharmacy, and change it."""
    if request.method != "POST":
        return _page(request)
    form = LetterheadForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        set_letterhead(values=form.cleaned_data, by=cast(User, request.user))
    except LetterheadRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, form=form, status=409)
    messages.success(request, "Kept. New papers carry it; papers already made stay as they are.")
    return redirect("documents:letterhead")


@allowed(*MAY_CHANGE)
@require_POST
def change_logo(request: HttpRequest) -> HttpResponse:
    """Take a new logo, or take the present one off."""
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, logo_form=form, status=422)
    try:
        set_logo(content=form.cleaned_data["logo"], by=cast(User, request.user))
    except LetterheadRefused as refused:
        form.add_error("logo", str(refused))
        return _page(request, logo_form=form, status=409)
    kept = "Kept. New leaflets carry it as you see it here."
    messages.success(request, kept if form.cleaned_data["logo"] else "Taken off. New leaflets carry no logo.")
    return redirect("documents:letterhead")


@allowed(*EVERYONE)
@require_GET
def logo(request: HttpRequest) -> HttpResponse:
    """Give the logo as it is printed."""
    sha256 = the_pharmacy().logo_sha256
    if not sha256:
        raise Http404
    return HttpResponse(archived_logo(sha256), content_type="image/png")


def _page(
    request: HttpRequest, *, form: LetterheadForm | None = None, logo_form: LogoForm | None = None, status: int = 200
) -> HttpResponse:
    pharmacy = the_pharmacy()
    shown = form or LetterheadForm(initial={name: getattr(pharmacy, name) for name in COLUMNS})
    context = {"form": shown, "logo_form": logo_form or LogoForm(), "pharmacy": pharmacy}
    return render(request, "documents/letterhead.html", context, status=status)
