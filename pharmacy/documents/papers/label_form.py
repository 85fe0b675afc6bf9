"""The form of a label: its words as HTML and its measures as a style sheet."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from django.template.loader import render_to_string

from formulations.reference.label_stock import LabelStock, Rung
from pharmacy.documents.papers.code_image import CodeImage, code_image
from pharmacy.documents.papers.continuation import only
from pharmacy.documents.papers.estimate import letters_mm
from pharmacy.documents.papers.label import LabelText
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.training_band import TrainingBand, band_of_label
from pharmacy.documents.papers.unparted import unparted
from pharmacy.documents.rendering import Sheet

SENTENCES = ("next-product", "changed", "storage", "in-use-life", "warnings", "keep-out-of-reach", "excipients")
RECORDS = ("made-on", "date-of-supply", "prescriber")
MAKER = ("compounded-statement", "pharmacy-name-and-address", "telephone")
AIR_MM = Decimal("0.8")  # between the text, the code in letters and the 2D code
GAP, LETTERS, BESIDE = "@gap@", "@letters@", "@beside@"  # places in a style sheet for the lengths of one label


def label_form(job: LabelJob, *, text: LabelText, rung: Rung, gap: Decimal) -> Sheet:
    """Return a label, or two, as it is to be typeset. gap: millimetres between its groups."""
    codes = tuple(_code(replace(job, which=which)) for which in text.numbers)
    letters = letters_mm(text, rung=rung)
    css = _css(job, rung=rung, code=codes[0].image, gap=gap, letters=letters)
    return Sheet(_html(job, text=text, codes=codes), css, one_page=True, labels=len(text.labels))


@dataclass(frozen=True)
class _Code:
    """The 2D code of one label, and what a screen reader says of it."""

    image: CodeImage
    says: str


def _code(job: LabelJob) -> _Code:
    return _Code(code_image(job.code_text, stock=job.stock), job.language.say("label.code", code=job.code_text))


def _html(job: LabelJob, *, text: LabelText, codes: tuple[_Code, ...]) -> str:
    title = f"{text.parts[1].text}, {job.language.say('label.lot', lot=job.facts.lot)}"
    return _html_of(text, language=job.language.code, title=title, codes=codes)


@lru_cache(maxsize=8)
def _html_of(text: LabelText, *, language: str, title: str, codes: tuple[_Code, ...]) -> str:
    """Return the words of a label as HTML; they stay the same while types and gaps are tried."""
    values = {"language": language, "title": title}
    labels = [_label(only(text, number=number), code=code) for number, code in enumerate(codes)]
    if len(labels) == 1:
        return unparted(render_to_string("print/label.html", values | labels[0]), spoken=language)
    return unparted(render_to_string("print/two_labels.html", values | {"labels": labels}), spoken=language)


def _label(text: LabelText, *, code: _Code) -> dict[str, object]:
    """What stands on one label, as its form names it."""
    sentences = [part for code in SENTENCES if (part := text.part(code))]
    records = list(dict.fromkeys(part for code in RECORDS if (part := text.part(code))))
    maker = any(text.part(code) for code in MAKER)
    is_apart = bool(sentences) and (maker or bool(records)) and text.part("keep-out-of-reach") is not None
    return {
        "code": code.image,
        "code_says": code.says,
        "parts": {part.code.replace("-", "_"): part for part in text.parts},
        "steps": text.steps,
        "sentences": sentences,
        "records": records,
        "lean": not is_apart,
        "has_small": bool(sentences) or maker or bool(records),
    }


def _css(job: LabelJob, *, rung: Rung, code: CodeImage, gap: Decimal, letters: Decimal) -> str:
    quiet = min(code.quiet_mm, job.stock.margin)
    beside_code = (code.side_mm - quiet + AIR_MM).quantize(Decimal("0.01"))
    known = {"side_mm": code.side_mm, "quiet": quiet, "beside_code": beside_code}
    frame = _css_frame(job.stock, rung=rung, training=band_of_label(job, rung=rung), **known)
    lengths = {GAP: gap, LETTERS: letters, BESIDE: beside_code + letters + 2 * AIR_MM}
    for name, value in lengths.items():
        frame = frame.replace(name, str(value))
    return frame


@lru_cache(maxsize=64)
def _css_frame(  # noqa: PLR0913  each is one measure of the form
    stock: LabelStock,
    *,
    rung: Rung,
    training: TrainingBand | None,
    side_mm: Decimal,
    quiet: Decimal,
    beside_code: Decimal,
) -> str:
    """Return the style sheet but for the lengths that differ from label to label."""
    values = {
        "stock": stock,
        "rung": rung,
        "code": {"side_mm": side_mm},
        "gap": GAP,
        "quiet": quiet,
        "letters": LETTERS,
        "beside_code": beside_code,
        "beside_letters": BESIDE,
        "training": training,
    }
    return render_to_string("print/label.css", values)
