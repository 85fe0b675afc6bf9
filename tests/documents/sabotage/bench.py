"""The bench: one good label and one good leaflet, and what the checks say when a fault is put into them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.lint import lint_label, lint_leaflet
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.papers import label_sheet, leaflet_sheet
from pharmacy.documents.papers.label import LabelText
from pharmacy.documents.papers.label_form import label_form
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.label_trial import LEAST_GAP
from pharmacy.documents.papers.leaflet import LeafletText
from pharmacy.documents.rendering import Sheet, typeset, typeset_first
from tests.documents.a_paper import ENGLISH, MADE, container, facts, job, law

WAIT = "Wait ½ hour before you eat."
NEEDED = re.compile("opioid medicines with it|2 to 3 months|1 in 10 people")  # into these sentences faults are put
GROUPS = ("words", "characters", "numbers", "mix-ups", "styles", "codes", "pictures", "PDF")


@dataclass(frozen=True)
class Fault:
    """One deliberate fault. group: where the page of checks lists it; code: of the rule that has to catch it.

    found: puts the fault into a paper and gives the codes of everything that the checks find on it.
    """

    group: str
    code: str
    found: Callable[[], set[str]]


def bottles() -> PaperFacts:
    """Three bottles of the liquid, all made now; the label is that of the second."""
    one = container("150 ml")
    open_on = (MADE, date(2026, 12, 20), date(2027, 1, 17))
    boxes = tuple(
        replace(one, number=n, of=3, open_on=open_on[n - 1], first_day=28 * n - 27, last_day=28 * n) for n in (1, 2, 3)
    )
    of = facts(containers=boxes, days=84, law=law("us"), use_by=date(2027, 2, 26))
    step = replace(of.steps[0], to_day=84)
    warnings = (*of.medicine.label_warnings, WAIT)
    return replace(of, steps=(step,), medicine=replace(of.medicine, label_warnings=warnings))


@cache
def original() -> tuple[LabelJob, LabelText, Sheet]:
    """Return the good label: what it is made from, its words, and the sheet that is typeset in the end.

    Its type is the least of its stock, so that a fault that adds words still fits.
    """
    of = job(bottles(), stock="label-101x54", number=2)
    text, _ = label_sheet.set_label(of)
    return of, text, label_form(of, text=text, rung=of.stock.rungs[-1], gap=LEAST_GAP)


@cache
def original_leaflet() -> tuple[PaperFacts, LeafletText, Sheet]:
    """Return the good leaflet in the same way, with few of its sentences: each fault is typeset anew."""
    of = bottles()
    few = tuple(
        (key, tuple(one for one in said if one == said[0] or NEEDED.search(one))) for key, said in of.medicine.leaflet
    )
    of = replace(of, medicine=replace(of.medicine, leaflet=few))
    sheets, set_leaflet = recorded(leaflet_sheet)
    text, _ = set_leaflet(of, language=ENGLISH, large_print=False)
    return of, text, sheets[-1]


def recorded(module: Any) -> tuple[list[Sheet], Any]:
    """Return the steps that set a paper, with a list that keeps each sheet on its way to be typeset."""
    sheets: list[Sheet] = []

    def keep(sheet: Sheet) -> object:
        sheets.append(sheet)
        return typeset(sheet)

    def keep_first(tried: list[Sheet]) -> object:
        number, layout = typeset_first(tried)
        sheets.append(tried[number])
        return number, layout

    def run(*given: Any, **named: Any) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "typeset", keep)
            patch.setattr(module, "typeset_first", keep_first, raising=False)
            name = "set_label" if module is label_sheet else "set_leaflet"
            return getattr(module, name)(*given, **named)

    return sheets, run


def changed(sheet: Sheet, *, old: str = "", new: str = "", css: str = "") -> Sheet:
    """Return a sheet with one text replaced and a rule added. A fault that changes nothing is no fault.

    With the styles of the program it is set the quick way where that knows it, and with others in full.
    """
    html = sheet.html.replace("\u00a0", "~").replace("\u2060", "")  # without the joiners in "mg/ml"
    assert old in html, old
    html = html.replace(old, new).replace("~", "\u00a0")
    assert html != sheet.html or css
    return Sheet(html, f"{sheet.css}\n{css}") if css else replace(sheet, html=html)


def put(old: str, new: str, code: str, *, group: str = "words") -> Fault:
    """Return the fault that one text of the good label is another, before it is typeset. ~: an unbroken space."""
    return Fault(group, code, lambda: found_on(changed(original()[2], old=old, new=new)))


def found_on(sheet: Sheet) -> set[str]:
    """Return the codes of everything that lint and read-back find on a label."""
    of, text, _ = original()
    layout = typeset(sheet)
    if not layout.pdf:  # one that does not fit has none, unless it is asked for
        layout = typeset(Sheet(sheet.html, sheet.css))
    reports = lint_label(layout, facts=of.facts, language=ENGLISH)
    return {one.code for one in (*reports, *read_back_label(layout.pdf, text=text, job=of))}


def found_on_leaflet(sheet: Sheet) -> set[str]:
    """Return the codes of everything that lint and read-back find on a leaflet."""
    of, text, _ = original_leaflet()
    layout = typeset(sheet)
    reports = lint_leaflet(layout, facts=of, language=ENGLISH, large_print=False)
    return {one.code for one in (*reports, *read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH))}


def found_in(pdf: bytes, *, of: LabelJob | None = None, text: LabelText | None = None) -> set[str]:
    """Return the codes of what the read-back finds in a finished PDF that should be this label."""
    good, words, _ = original()
    return {one.code for one in read_back_label(pdf, text=text or words, job=of or good)}
