"""A label laid out: the largest type on which everything fits, or a refusal that says what is too long."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from django.template.loader import render_to_string

from formulations.reference.label_stock import LabelStock, Rung
from formulations.reference.stocks import cuts, larger_stocks
from pharmacy.documents.codes import code_text
from pharmacy.documents.papers.code_image import CodeImage, code_image
from pharmacy.documents.papers.estimate import Room, estimate, letters_mm
from pharmacy.documents.papers.label import LabelText, label_text
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.rendering import Sheet, Typeset, typeset

SENTENCES = ("next-product", "changed", "storage", "in-use-life", "warnings", "keep-out-of-reach", "excipients")
RECORDS = ("made-on", "date-of-supply", "prescriber")
MAKER = ("compounded-statement", "pharmacy-name-and-address", "telephone")
SURELY = 1.03  # an estimate this much too large may still fit
NEARLY = 1.1  # for the last rung, where giving up costs a sentence or a larger label
SPREAD = 0.92  # of the spare room; the rest forgives the estimate
LEAST_GAP = Decimal("0.4")  # millimetres between the groups of a label
EASY_GAP = Decimal("1.4")  # where the roll can be cut longer instead
AIR_MM = Decimal("0.8")  # between the text, the code in letters and the 2D code
LESS = Decimal("0.6")  # of the gap, where the estimate was a little short
WORTH_A_LAYOUT = Decimal("0.5")  # millimetres of each gap; less is not seen
MOST_GAP = Decimal("2.2")
GROUPS = 5
GAP, LETTERS, BESIDE = "@gap@", "@letters@", "@beside@"  # places in a style sheet for the lengths of one label


class LabelDoesNotFit(Exception):
    """Text that does not fit on a label in the least type; the message names what is too long and what holds it."""


def _nothing() -> None:
    """What happens between two attempts when nobody needs to hear of them."""


def set_label(job: LabelJob, *, between: Callable[[], None] = _nothing) -> tuple[LabelText, Typeset]:
    """Return the text and the finished layout of a label, in the largest type on which everything fits.

    Where the dose steps of a titration do not fit, the label points to the plan in the leaflet. Text is never cut and
    type never below the least size of the stock and of the law: raises LabelDoesNotFit. Raises TypesetFailed.
    between: called after each layout that did not fit; what it raises ends the work.
    """
    tried: Typeset | None = None
    for stock in cuts(job.stock):
        result, tried = _try(replace(job, stock=stock), between=between)
        if result:
            return result
    larger = (replace(job, stock=stock) for stock in _all_larger(job.stock))
    holds = next((other.stock for other in larger if _try(other, between=between)[0]), None)
    raise LabelDoesNotFit(_complaint(job, tried=tried, holds=holds))


def set_label_on_any(job: LabelJob, *, between: Callable[[], None] = _nothing) -> tuple[LabelStock, LabelText, Typeset]:
    """Return the same with the stock it fits on: the job's own, or the next larger one that holds the text.

    A roll is cut to the length that the text needs. Raises LabelDoesNotFit when no stock does, TypesetFailed.
    """
    tried: Typeset | None = None
    for stock in (*cuts(job.stock), *_all_larger(job.stock)):
        result, tried = _try(replace(job, stock=stock), between=between)
        if result:
            return stock, *result
    raise LabelDoesNotFit(_complaint(replace(job, stock=stock), tried=tried, holds=None))


def _all_larger(stock: LabelStock) -> Iterator[LabelStock]:
    for larger in larger_stocks(stock):
        yield from cuts(larger)


def _try(job: LabelJob, *, between: Callable[[], None]) -> tuple[tuple[LabelText, Typeset] | None, Typeset | None]:
    tried: Typeset | None = None
    wordings = list(_wordings(job))
    for text, rungs in wordings:
        start = _first_rung(job, text=text, rungs=rungs)
        if start is None and (job.stock.is_cut_short or text is not wordings[-1][0]):
            continue
        for rung in rungs[len(rungs) - 1 if start is None else start :]:
            tried = _set(job, text=text, rung=rung)
            if tried.fits:
                return (text, tried), tried
            between()
    return None, tried


def _wordings(job: LabelJob) -> Iterator[tuple[LabelText, list[Rung]]]:
    """Give each wording with the rungs it may use: what is only welcome never costs the least type of the stock.

    While a roll has more paper, nothing is left out and no type shrinks: the label is cut longer.
    """
    rungs = _rungs(job)
    if job.stock.is_cut_short:
        yield label_text(job), rungs[:1]
        return
    plans = (False, True) if len(job.facts.steps) > 1 else (False,)
    for plan_only in plans:
        for lean in (False, True):
            text = label_text(job, plan_only=plan_only, lean=lean)
            yield text, rungs if lean else rungs[: max(1, len(rungs) - 1)]


def _rungs(job: LabelJob) -> list[Rung]:
    least = Decimal(job.facts.law.least_type_size_pt)
    return [rung for rung in job.stock.rungs if rung.least >= least]


def _first_rung(job: LabelJob, *, text: LabelText, rungs: list[Rung]) -> int | None:
    """Return the roomiest rung that may hold the text by estimate; None when surely none does."""
    for number, rung in enumerate(rungs):
        room = _room(job, text=text, rung=rung)
        forgiven = NEARLY if number == len(rungs) - 1 else SURELY
        air = EASY_GAP if job.stock.is_cut_short else LEAST_GAP
        if room.needed + GROUPS * float(air) <= room.height * forgiven:
            return number
    return None


def _set(job: LabelJob, *, text: LabelText, rung: Rung) -> Typeset:
    """Return the layout with the spare room spread between the groups; with less or none where that does not fit."""
    room = _room(job, text=text, rung=rung)
    spare = Decimal(str(round((room.height - room.needed) / GROUPS * SPREAD, 2)))
    most = max(LEAST_GAP, min(MOST_GAP, spare))
    for gap in dict.fromkeys((most, max(LEAST_GAP, most * LESS), LEAST_GAP)):
        result = typeset(_sheet(job, text=text, rung=rung, gap=gap))
        if result.fits:
            return _with_more_white(job, text=text, rung=rung, gap=gap, fits=result)
    return result


def _with_more_white(job: LabelJob, *, text: LabelText, rung: Rung, gap: Decimal, fits: Typeset) -> Typeset:
    """Return the layout with what is left at its foot spread between the groups, where that is much."""
    height = job.stock.height - 2 * job.stock.margin
    more = (1 - Decimal(str(round(fits.filled, 3)))) * height / GROUPS * Decimal(str(SPREAD))
    roomy = min(MOST_GAP, gap + more)
    if roomy - gap < WORTH_A_LAYOUT:
        return fits
    result = typeset(_sheet(job, text=text, rung=rung, gap=roomy))
    return result if result.fits else fits


def _room(job: LabelJob, *, text: LabelText, rung: Rung) -> Room:
    groups = (SENTENCES, (*RECORDS, *MAKER))
    found = tuple(tuple(part for code in group if (part := text.part(code))) for group in groups)
    paragraphs = found if text.part("keep-out-of-reach") else ((*found[0], *found[1]),)
    return estimate(text, stock=job.stock, rung=rung, paragraphs=paragraphs)


def _sheet(job: LabelJob, *, text: LabelText, rung: Rung, gap: Decimal) -> Sheet:
    code = code_image(job.code, stock=job.stock)
    letters = letters_mm(text, rung=rung)
    css = _css(job, rung=rung, code=code, gap=gap, letters=letters)
    return Sheet(_html(job, text=text, code=code), css, one_page=True)


def _html(job: LabelJob, *, text: LabelText, code: CodeImage) -> str:
    title = f"{text.parts[1].text}, {job.language.say('label.lot', lot=job.facts.lot)}"
    code_says = job.language.say("label.code", code=code_text(job.code))
    return _html_of(text, language=job.language.code, title=title, code=code, code_says=code_says)


@lru_cache(maxsize=8)
def _html_of(text: LabelText, *, language: str, title: str, code: CodeImage, code_says: str) -> str:
    """Return the words of a label as HTML; they stay the same while types and gaps are tried."""
    values = {
        "language": language,
        "title": title,
        "parts": {part.code.replace("-", "_"): part for part in text.parts},
        "steps": text.steps,
        "sentences": [part for name in SENTENCES if (part := text.part(name))],
        "records": list(dict.fromkeys(part for name in RECORDS if (part := text.part(name)))),
        "code": code,
        "lean": not text.part("keep-out-of-reach"),
        "code_says": code_says,
    }
    return render_to_string("print/label.html", values)


def _css(job: LabelJob, *, rung: Rung, code: CodeImage, gap: Decimal, letters: Decimal) -> str:
    quiet = min(code.quiet_mm, job.stock.margin)
    beside_code = (code.side_mm - quiet + AIR_MM).quantize(Decimal("0.01"))
    frame = _css_frame(job.stock, rung=rung, side_mm=code.side_mm, quiet=quiet, beside_code=beside_code)
    lengths = {GAP: gap, LETTERS: letters, BESIDE: beside_code + letters + 2 * AIR_MM}
    for name, value in lengths.items():
        frame = frame.replace(name, str(value))
    return frame


@lru_cache(maxsize=64)
def _css_frame(stock: LabelStock, *, rung: Rung, side_mm: Decimal, quiet: Decimal, beside_code: Decimal) -> str:
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
    }
    return render_to_string("print/label.css", values)


def _complaint(job: LabelJob, *, tried: Typeset | None, holds: LabelStock | None) -> str:
    least = job.facts.law.least_type_size_pt
    named = f" Too long: {_too_long(tried)}." if tried else ""
    advice = f"It fits on {holds.name} ({holds.code})." if holds else "No label stock holds it; shorten the text."
    return f"The label does not fit on {job.stock.name} in type of {least} points.{named} {advice}"


def _too_long(tried: Typeset) -> str:
    past = {edge.element for edge in tried.edges if edge.side != "bottom"}
    letters = Counter[str]()
    for run in tried.runs:
        letters[run.element] += len(run.text)
    longest = [name for name, _ in letters.most_common(3)]
    named = sorted(past) + [name for name in longest if name not in past]
    return ", ".join(f"{name} ({letters[name]} characters)" for name in named[:3] if name)
