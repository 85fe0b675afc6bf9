"""Two people wrote in one draft: what it was, what the other saved and what is typed here, side by side."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from formulations.actions.drafting import DraftMoved
from formulations.forms.section import SectionForm
from formulations.models import Specification
from formulations.views.edit_shown import frame_context
from formulations.written_out import Line, write_section

Lines = tuple[Line, ...]
NOT_CARRIED = ("csrfmiddlewaretoken", "do", "revision")


@dataclass(frozen=True)
class Side:
    """One line of one side. changed: whether it is not as it was when the form was opened."""

    line: Line
    changed: bool


def show_conflict(request: HttpRequest, *, row: Specification, form: SectionForm, moved: DraftMoved) -> HttpResponse:
    """Show the three sides of the section, with what was typed carried along; nothing is saved."""
    key = form.section.key
    base, theirs, yours = (write_section(content, key) for content in (moved.base, moved.theirs, moved.yours))
    context = {
        "written": base,
        "saved_by": moved.saved_by,
        "revision": moved.specification.revision,
        "sides": _aligned(base.lines, theirs=theirs.lines, yours=yours.lines),
        "they_left_it": base.lines == theirs.lines,
        "carried": [
            (name, value) for name, values in request.POST.lists() if name not in NOT_CARRIED for value in values
        ],
        **frame_context(row, user=request.user),
    }
    part = "_conflict" if request.headers.get("HX-Request") else "conflict"
    return render(request, f"formulations/edit/{part}.html", context, status=409)


def _aligned(base: Lines, *, theirs: Lines, yours: Lines) -> list[list[Side | None]]:
    """Return rows of three sides: lines about the same thing stand beside each other, what is new below."""
    was = {_said(line) for line in base}
    sides = [_by_name(lines) for lines in (base, theirs, yours)]
    return [
        [Side(side[key], changed=_said(side[key]) not in was) if key in side else None for side in sides]
        for key in dict.fromkeys(key for side in sides for key in side)
    ]


def _by_name(lines: Lines) -> dict[tuple[str, int], Line]:
    """Return lines by what they are about and how many of that name came before."""
    counts: Counter[str] = Counter()
    found = {}
    for line in lines:
        found[line.name, counts[line.name]] = line
        counts[line.name] += 1
    return found


def _said(line: Line) -> tuple[str, str, str, tuple[str, ...]]:
    return line.name, line.value, line.why, tuple(f"{one.code} {one.says}" for one in line.cited)
