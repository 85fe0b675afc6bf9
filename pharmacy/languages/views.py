"""Pages of languages: the list, one language, and one part of it to be approved sentence by sentence."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from pharmacy.languages.actions import approve_part, approve_sentence
from pharmacy.languages.forms import ReviewForm
from pharmacy.languages.part_names import part_name
from pharmacy.languages.refusals import NotApproved
from pharmacy.languages.shown import language_lines, language_page, open_parts, part_of, part_page
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User

NOT_WHOLE = "Load the page again; what was sent is not whole."
READERS = (Role.TECHNICIAN, Role.FORMULARY_ADMIN, Role.AUDITOR)


@allowed(Role.PHARMACIST, readers=READERS)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """List the languages that ship: which are offered, and how far each is reviewed."""
    return render(request, "languages/list.html", {"lines": language_lines()})


@allowed(Role.PHARMACIST, readers=READERS)
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one language part by part."""
    return render(request, "languages/language.html", {"page": language_page(code)})


@allowed(Role.PHARMACIST, readers=READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, *, code: str, part: str) -> HttpResponse:
    """Show one part beside its English; take the approval of one sentence, or of all that are open."""
    if request.method == "POST":
        return _approved(request, code=code, part=part)
    return render(request, "languages/part.html", {"page": part_page(code, part=part)})


def _approved(request: HttpRequest, *, code: str, part: str) -> HttpResponse:
    found, form = part_of(code, part=part), ReviewForm(request.POST)
    if not form.is_valid():
        return _again(request, code=code, part=part, problem=NOT_WHOLE, status=422)
    person, sent = cast(User, request.user), form.cleaned_data
    try:
        if sent["key"]:
            approve_sentence(language=code, part=found, by=person, **sent)
        else:
            approve_part(language=code, part=found, seen=sent["seen"], by=person)
    except NotApproved as refused:
        return _again(request, code=code, part=part, problem=str(refused), status=409)
    return _onward(request, code=code, part=part, key=sent["key"])


def _onward(request: HttpRequest, *, code: str, part: str, key: str) -> HttpResponse:
    """To the sentence behind the one approved, or where the part is done to the next part that waits."""
    rows = part_page(code, part=part).rows
    if key and (any(row.approval is None for row in rows) or not open_parts(code, after=part)):
        messages.success(request, "Approved.")
        here = next(number for number, row in enumerate(rows, 1) if row.sentence.key == key)
        return redirect(f"{reverse('languages:part', args=[code, part])}#sentence-{min(here + 1, len(rows))}")
    left = open_parts(code, after=part)
    if not left:
        messages.success(request, "Approved. No part of this language waits any more.")
        return redirect("languages:page", code)
    parts = "1 part" if len(left) == 1 else f"{len(left)} parts"
    messages.success(request, f"{part_name(part)}: approved. {parts} left; this is next.")
    return redirect("languages:part", code, left[0].code)


def _again(request: HttpRequest, *, code: str, part: str, problem: str, status: int) -> HttpResponse:
    context = {"page": part_page(code, part=part), "problem": problem, "sent": request.POST}
    return render(request, "languages/part.html", context, status=status)
