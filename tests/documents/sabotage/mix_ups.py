"""Faults between the steps: papers mixed up, a step that works on other facts, a PDF that was exchanged or altered."""

from dataclasses import replace
from datetime import date
from functools import cache, partial
from io import BytesIO

import pypdfium2

from formulations.reference.papers import language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.amounts_kept import wrong_amounts
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.finishing.raster import plain
from pharmacy.documents.in_language import amounts_in
from pharmacy.documents.papers.code_image import code_image
from pharmacy.documents.papers.label import LabelText, Part, label_text
from pharmacy.documents.papers.label_form import label_form
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.label_trial import LEAST_GAP
from pharmacy.documents.rendering import typeset
from tests.documents.a_paper import ENGLISH, facts, law, step
from tests.documents.sabotage.bench import Fault, changed, found_in, found_on, original


def other(**changes: object) -> LabelJob:
    """The same label from facts that differ in one thing."""
    good = original()[0]
    return replace(good, facts=replace(good.facts, **changes))


def finished(of: LabelJob) -> tuple[bytes, LabelText]:
    text, layout = set_label(of)
    return layout.pdf, text


STEPS = {
    "another patient's label": ({"patient": "Bo Ek"}, "fact-differs"),
    "the label of the dose before": ({"steps": (step("3 mg", "3 ml", to_day=84),)}, "fact-differs"),
    "the label of the batch before": ({"lot": "261101-004"}, "fact-differs"),
    "a use-by date one day too late": ({"use_by": date(2027, 2, 27)}, "fact-differs"),
    "a day of making one month off": ({"made_on": date(2026, 10, 22)}, "fact-differs"),
    "the label of another prescription": ({"prescription_number": "1043"}, "fact-differs"),
    "another prescriber's label": ({"prescriber": "Dr Ann Li"}, "fact-differs"),
    "the label under another law": ({"law": law("gb")}, "fact-differs"),
}


def made_from(changes: dict[str, object], code: str) -> Fault:
    """Return the fault that a label is made from facts that differ in one thing, and all its steps agree."""

    def found() -> set[str]:
        pdf, text = finished(other(**changes))
        return found_in(pdf, text=text)

    return Fault("mix-ups", code, found)


def of_the_bottle_beside_it() -> set[str]:
    pdf, text = finished(replace(original()[0], container=3))
    return found_in(pdf, text=text)


def two_swapped(*, is_first: bool) -> set[str]:
    """The labels of two bottles, each on the other."""
    first, second = original()[0], replace(original()[0], container=3, code="Z9Y8X7W6V5")
    of, on_it = (first, second) if is_first else (second, first)
    pdf, _ = finished(on_it)
    return found_in(pdf, text=finished(of)[1], of=of)


def with_the_neighbours_code() -> set[str]:
    of, _, sheet = original()
    own, neighbours = (code_image(text, stock=of.stock).address for text in (of.code_text, "SEC1:A1B2C3D4E6"))
    return found_on(changed(sheet, old=own, new=neighbours))


def with_two_codes() -> set[str]:
    of, _, sheet = original()
    second = f'<img style="top: 30mm" alt="" src="{code_image("SEC1:A1B2C3D4E6", stock=of.stock).address}"></body>'
    return found_on(changed(sheet, old="</body>", new=second))


def with_a_code_too_fine() -> set[str]:
    of, _, sheet = original()
    finer = replace(of, stock=replace(of.stock, printer_dpi=600))
    small = typeset(changed(sheet, css="img { width: 4.6mm; height: 4.6mm }"))  # 0.23 mm a module
    return found_in(small.pdf, of=finer)


def with_a_dose_rounded_by_its_wording() -> set[str]:
    of, text, sheet = original()
    rounded = tuple(Part(part.code, tuple(line.replace("4.5", "4") for line in part.lines)) for part in text.parts)
    changed_sheet = changed(sheet, old="4.5~ml (4.5~mg)", new="4~ml (4~mg)")
    return found_in(typeset(changed_sheet).pdf, text=replace(text, parts=rounded), of=of)


def reworded(code: str, *, lost: str = "", instead: str = "", law_of: str = "us", **changes: object) -> set[str]:
    """A label whose wording forgot a part, or lost words of it, so that no later step misses them."""
    good = original()[0]
    of = replace(good, facts=replace(good.facts, law=law(law_of), **changes))
    text = label_text(of)
    parts = [_without(part, lost=lost, instead=instead) if part.code == code else part for part in text.parts]
    assert parts != list(text.parts)
    fewer = replace(text, parts=tuple(filter(None, parts)))
    layout = typeset(label_form(of, text=fewer, rung=of.stock.rungs[-1], gap=LEAST_GAP))
    return found_in(layout.pdf, text=fewer, of=of)


def _without(part: Part, *, lost: str, instead: str) -> Part | None:
    lines = [plain(line).replace(lost, instead) for line in part.lines] if lost else []
    return replace(part, lines=tuple(filter(None, lines))) if any(lines) else None


def with_one_dose_left_to_the_plan() -> set[str]:
    """A label of one dose that points to a plan, which its leaflet does not have."""
    of = original()[0]
    text = label_text(of)
    pointer = Part("directions", (ENGLISH.say("dose.plan"),))
    parts = tuple(pointer if part.code == "directions" else part for part in text.parts)
    points = replace(text, parts=parts, plan_only=True)
    return found_in(
        typeset(label_form(of, text=points, rung=of.stock.rungs[-1], gap=LEAST_GAP)).pdf, text=points, of=of
    )


def of_another_day(**days: tuple[date, date]) -> set[str]:
    """A label that has another day than its facts."""
    right, wrong = ({key: pair[at] for key, pair in days.items()} for at in (0, 1))
    pdf, text = finished(other(**wrong))
    return found_in(pdf, text=text, of=other(**right))


def of_an_amount(dose: str, amount: str) -> set[str]:
    """A record that itself has such a dose."""
    of = facts(steps=(step(dose, amount),))
    return {one.code for one in wrong_amounts(of, written=of, form=ENGLISH.amounts)}


def in_german(old: str, new: str) -> set[str]:
    """A German label with another amount than its record has."""
    german, record = language("de"), facts(steps=(step("1.5 mg", "1.5 ml"),), language="de")
    of = replace(original()[0], facts=amounts_in(record, language=german), language=german, container=1)
    text = label_text(of)
    sheet = changed(label_form(of, text=text, rung=of.stock.rungs[-1], gap=LEAST_GAP), old=old, new=new)
    layout = typeset(sheet)
    lint = lint_label(layout, facts=of.facts, language=german)
    return {one.code for one in lint} | found_in(layout.pdf, text=text, of=of)


def written_as_another_amount() -> set[str]:
    """Facts whose amounts are not the same once they are written as the language does."""
    record, german = facts(steps=(step("1.5 mg", "1.5 ml"),)), language("de")
    written = amounts_in(record, language=german)
    wrong = replace(written, steps=(replace(written.steps[0], amount="1 500 ml"),))
    assert wrong_amounts(record, written=written, form=german.amounts) == []
    return {one.code for one in wrong_amounts(record, written=wrong, form=german.amounts)}


def without_what_another_law_asks_for() -> set[str]:
    of, _, sheet = original()
    under: PaperFacts = replace(of.facts, law=law("de"))
    return {one.code for one in lint_label(typeset(sheet), facts=under, language=ENGLISH)}


def altered(pdf: bytes, *, turn: int = 0, again: bool = False) -> bytes:
    """The PDF with its page turned, or with the page a second time."""
    document = pypdfium2.PdfDocument(pdf)
    if turn:
        document[0].set_rotation(turn)
    if again:
        document.import_pages(pypdfium2.PdfDocument(pdf))
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@cache
def good() -> bytes:
    return finished(original()[0])[0]


def in_another_typeface() -> set[str]:
    pdf = altered(good())
    assert b"Atkinson-Hyperlegible" in pdf
    return found_in(pdf.replace(b"Atkinson-Hyperlegible", b"Somebody-Elses-Letters"[:21]))


ALONE = {
    "the label of the bottle beside it": Fault("mix-ups", "fact-differs", of_the_bottle_beside_it),
    "two labels swapped, seen on the first": Fault("mix-ups", "fact-differs", lambda: two_swapped(is_first=True)),
    "two labels swapped, seen on the second": Fault("mix-ups", "code-differs", lambda: two_swapped(is_first=False)),
    "the neighbour's 2D code on the right label": Fault("codes", "code-differs", with_the_neighbours_code),
    "two 2D codes on one label": Fault("codes", "ink-foreign", with_two_codes),
    "a code that only a finer printer could draw": Fault("codes", "code-too-fine", with_a_code_too_fine),
    "a wording that rounds the dose": Fault("numbers", "fact-differs", with_a_dose_rounded_by_its_wording),
    "a template without what the law asks for": Fault("words", "element-missing", without_what_another_law_asks_for),
    "a label of one dose that points to a plan": Fault("words", "fact-differs", with_one_dose_left_to_the_plan),
    "a use-by date a day after the leap day that it is": Fault(
        "numbers", "fact-differs", lambda: of_another_day(use_by=(date(2028, 2, 29), date(2028, 3, 1)))
    ),
    "day and month of the making swapped": Fault(
        "numbers", "fact-differs", lambda: of_another_day(made_on=(date(2026, 3, 4), date(2026, 4, 3)))
    ),
    "a dose of nothing": Fault("numbers", "amount-empty", lambda: of_an_amount("0 mg", "0 ml")),
    "a dose of less than nothing": Fault("numbers", "amount-empty", lambda: of_an_amount("-1 mg", "-1 ml")),
    "German: 1.500 for 1,5": Fault("numbers", "notation", lambda: in_german("1,5~ml", "1.500~ml")),
    "German: a decimal point": Fault("numbers", "notation", lambda: in_german("1,5~mg", "1.5~mg")),
    "German: thousands parted, 12 150 ml": Fault("numbers", "words-foreign", lambda: in_german("150~ml", "12~150~ml")),
    "an amount that a language writes as another": Fault("numbers", "facts-changed", written_as_another_amount),
    "a page turned by a quarter": Fault("PDF", "page-differs", lambda: found_in(altered(good(), turn=90))),
    "a page on its head": Fault("PDF", "ink-missing", lambda: found_in(altered(good(), turn=180))),
    "a label with a second page": Fault("PDF", "page-differs", lambda: found_in(altered(good(), again=True))),
    "another typeface in the PDF": Fault("PDF", "font-foreign", in_another_typeface),
}
FORGOTTEN: dict[str, dict[str, str]] = {
    "the patient": {"code": "patient-name"},
    "the directions": {"code": "directions"},
    "what to measure with": {"code": "directions", "lost": "Measure with the 5 ml oral syringe."},
    "the quantity": {"code": "quantity"},
    "the day of opening": {"code": "quantity", "lost": "2026 December 20"},
    "the use-by date": {"code": "use-by"},
    "the lot": {"code": "lot"},
    "the storage": {"code": "storage"},
    "to shake": {"code": "storage", "lost": "Shake well."},
    "the warnings": {"code": "warnings"},
    "an excipient": {"code": "excipients", "lost": "sodium benzoate, ", "law_of": "de"},
    "the children": {"code": "keep-out-of-reach", "law_of": "gb"},
    "the route": {"code": "route", "lost": "by mouth", "instead": "on the skin", "law_of": "de"},
    "the form": {"code": "dosage-form", "lost": "oral liquid", "instead": "capsule"},
}
FAULTS = {
    **{name: made_from(*spoilt) for name, spoilt in STEPS.items()},
    **ALONE,
    **{
        f"a wording that forgets {what}": Fault("words", "fact-differs", partial(reworded, **given))
        for what, given in FORGOTTEN.items()
    },
}
