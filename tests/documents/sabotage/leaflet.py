"""Faults in a leaflet: sentences, numbers, drawings, the edge of its pages, its order and its type."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial

from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet import LeafletText
from pharmacy.documents.rendering import Sheet, typeset
from tests.documents.a_paper import ENGLISH, capsules, step
from tests.documents.sabotage.bench import Fault, changed, found_on_leaflet, original_leaflet, recorded
from tests.documents.sabotage.pictures import short

WORDS = {
    "a warning is lost": ("Do not take opioid medicines with it.", "", "fact-differs"),
    "a not is lost": ("Do not use it if you are allergic", "Do use it if you are allergic", "fact-differs"),
    "the dose is ten times too high": ("Take 4.5~ml (4.5~mg) once", "Take 45~ml (45~mg) once", "number-foreign"),
    "a number of another medicine's sentence": ("1~in 10~people", "1~in 99~people", "number-foreign"),
    "2 to 3 months become 2 to 30": ("2~to 3~months", "2~to 30~months", "number-foreign"),
    "the number on the drawn syringe is another": (">4.5~ml</text>", ">3.5~ml</text>", "number-foreign"),
    "another patient's leaflet": ("Made for Ada Lindqvist</b>", "Made for Bo Ek</b>", "words-foreign"),
    "a stale use-by date": ("2027~February~26", "2026~December~26", "fact-differs"),
    "a sentence from nowhere": ("It was made for you.", "It was made for you. Share it.", "words-foreign"),
    "a bottle opened on another day": ("2026 Dec 20", "2026 Dec 22", "words-foreign"),
}
STYLES = {
    "small type": ('[data-element="storing"] li { font-size: 7pt }', "type-too-small"),
    "lines under 3 mm apart": ("ul { line-height: 0.8 }", "lines-too-close"),
    "grey type": ("li { color: #999 }", "low-contrast"),
    "the edge of the page names somebody else": (
        '@page { @bottom-left { content: "Made for Bo Ek" } }', "words-foreign",
    ),
    "a section before its turn": (
        "body { position: relative } [data-element=contents] { position: absolute; top: 0; background: #fff }",
        "element-order",
    ),
}  # fmt: skip


# Capsules of 1.5 mg over the leap day of 2028: one a day for a week from 24 February, then two. Day 6 is 29 February.
STEPS = (step("1.5 mg", "1 capsule", to_day=7), step("3 mg", "2 capsules", from_day=8, to_day=14))
START = date(2028, 2, 24)
PLAN = replace(short(capsules(steps=STEPS)), starts_on=START, supplied_on=START, blocks=("calendar",))


@cache
def planned(start: date = START) -> tuple[LeafletText, Sheet]:
    """The leaflet of the plan, from the day on which it starts."""
    sheets, set_leaflet = recorded(leaflet_sheet)
    text, _ = set_leaflet(replace(PLAN, starts_on=start), language=ENGLISH, large_print=False)
    return text, sheets[-1]


def found_on_plan(spoil: Callable[[str], str]) -> set[str]:
    """Return the codes of what is found on the leaflet of the plan with other HTML."""
    text, sheet = planned()
    html = sheet.html.replace("\u00a0", "~")
    assert spoil(html) != html
    layout = typeset(Sheet(spoil(html).replace("~", "\u00a0"), sheet.css))
    return {one.code for one in read_back_leaflet(layout.pdf, text=text, facts=PLAN, language=ENGLISH)}


def a_day_late(element: str) -> Callable[[str], str]:
    """One section is that of a leaflet that starts a day later."""
    section = re.compile(rf'<section [^>]*data-element="{element}".*?</section>', re.DOTALL)

    def spoil(html: str) -> str:
        late = section.search(planned(START + timedelta(days=1))[1].html)[0].replace("\u00a0", "~")
        return section.sub(late, html)

    return spoil


def words(old: str, new: str) -> Callable[[str], str]:
    return lambda html: html.replace(old, new)


def swapped(one: str, other: str) -> Callable[[str], str]:
    return lambda html: html.replace(one, "@").replace(other, one).replace("@", other)


PLANNED = {
    "the calendar begins a day late": (a_day_late("dose-calendar"), "fact-differs"),
    "the plan begins a day late": (a_day_late("dose-plan"), "fact-differs"),
    "the calendar leaves out the leap day": (words("Feb 29: ", "Mar 1: "), "fact-differs"),
    "a step that ends a day late, for a leap day": (words("2028~Mar~1", "2028~Mar~2"), "fact-differs"),
    "the doses of two steps swapped": (swapped("1~capsule (1.5~mg)", "2~capsules (3~mg)"), "fact-differs"),
    "the last dose for the first": (words("with 1~capsule (1.5~mg)", "with 2~capsules (3~mg)"), "fact-differs"),
    "the month is another": (words("2028~February~24", "2028~April~24"), "number-foreign"),
    "a date that no calendar has": (words("2028~Mar~1", "2028~Feb~30"), "number-foreign"),
    "the telephone is lost": (words("555~0100", ""), "words-lost"),
    "an ingredient is lost": (words("cellulose and ", ""), "words-lost"),
}


def put(old: str, new: str, code: str) -> Fault:
    """Return the fault that one text of the good leaflet is another."""
    group = "numbers" if code == "number-foreign" else "words"
    return Fault(group, code, lambda: found_on_leaflet(changed(original_leaflet()[2], old=old, new=new)))


def styled(css: str, code: str) -> Fault:
    """Return the fault that a rule of style does to the good leaflet."""
    return Fault("styles", code, lambda: found_on_leaflet(changed(original_leaflet()[2], css=css)))


FAULTS = {
    **{f"leaflet: {name}": put(*spoilt) for name, spoilt in WORDS.items()},
    **{
        f"leaflet: {name}": Fault("words" if code == "words-lost" else "numbers", code, partial(found_on_plan, spoil))
        for name, (spoil, code) in PLANNED.items()
    },
    **{f"leaflet: {name}": styled(*spoilt) for name, spoilt in STYLES.items()},
}
