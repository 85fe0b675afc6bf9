"""A label laid out: the largest type on which everything fits, or a refusal that says what is too long."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.template.loader import render_to_string

from formulations.reference.papers import LabelStock, Language, Rung, larger_stocks
from pharmacy.documents.codes import code_text
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.code_image import CodeImage, code_image
from pharmacy.documents.papers.label import LabelText, label_text
from pharmacy.documents.rendering import Sheet, Typeset, typeset

SENTENCES = ("storage", "in-use-life", "warnings", "keep-out-of-reach", "excipients")
RECORDS = ("made-on", "date-of-supply", "prescriber")
LEAST_GAP = Decimal("0.4")  # millimetres between the groups of a label
MOST_GAP = Decimal("2.2")
GROUPS = 5


class LabelDoesNotFit(Exception):
    """Text that does not fit on a label in the least type; the message names what is too long and what holds it."""


@dataclass(frozen=True)
class LabelJob:
    """What a label is made of. code: the paper's internal id."""

    facts: PaperFacts
    container: int
    stock: LabelStock
    language: Language
    code: str


def set_label(job: LabelJob) -> tuple[LabelText, Typeset]:
    """Return the text and the finished layout of a label, in the largest type on which everything fits.

    Where the dose steps of a titration do not fit, the label points to the plan in the leaflet. Text is never cut and
    type never below the least size of the stock and of the law: raises LabelDoesNotFit. Raises TypesetFailed.
    """
    result, tried = _try(job)
    if result:
        return result
    holds = next((stock for stock in larger_stocks(job.stock) if _try(replace(job, stock=stock))[0]), None)
    raise LabelDoesNotFit(_complaint(job, tried=tried, holds=holds))


def set_label_on_any(job: LabelJob) -> tuple[LabelStock, LabelText, Typeset]:
    """Return the same with the stock it fits on: the job's own, or the next larger one that holds the text.

    Raises LabelDoesNotFit when no stock does, TypesetFailed.
    """
    tried: Typeset | None = None
    for stock in (job.stock, *larger_stocks(job.stock)):
        result, tried = _try(replace(job, stock=stock))
        if result:
            return stock, *result
    raise LabelDoesNotFit(_complaint(replace(job, stock=stock), tried=tried, holds=None))


def _try(job: LabelJob) -> tuple[tuple[LabelText, Typeset] | None, Typeset | None]:
    tried: Typeset | None = None
    for text, rungs in _wordings(job):
        rung, tried = _largest(job, text=text, rungs=rungs)
        if rung:
            return (text, _spread(job, text=text, rung=rung, filled=tried.filled)), tried
    return None, tried


def _largest(job: LabelJob, *, text: LabelText, rungs: list[Rung]) -> tuple[Rung | None, Typeset]:
    """Return the roomiest rung on which the text fits, with its draft; None and the least rung's draft if none does."""
    best, draft = None, _draft(job, text=text, rung=rungs[-1])
    if not draft.fits:
        return None, draft
    best, low, high = rungs[-1], 0, len(rungs) - 1
    while low < high:
        middle = (low + high) // 2
        tried = _draft(job, text=text, rung=rungs[middle])
        if tried.fits:
            best, draft, high = rungs[middle], tried, middle
        else:
            low = middle + 1
    return best, draft


def _draft(job: LabelJob, *, text: LabelText, rung: Rung) -> Typeset:
    return typeset(_sheet(job, text=text, rung=rung, gap=LEAST_GAP, draft=True))


def fits_on(job: LabelJob) -> bool:
    """Return whether the label fits on its stock at all."""
    try:
        set_label(job)
    except LabelDoesNotFit:
        return False
    return True


def _wordings(job: LabelJob) -> Iterator[tuple[LabelText, list[Rung]]]:
    """Give each wording with the rungs it may use: what is only welcome never costs the least type of the stock."""
    rungs = _rungs(job)
    plans = (False, True) if len(job.facts.steps) > 1 else (False,)
    for plan_only in plans:
        for lean in (False, True):
            text = label_text(job.facts, container=job.container, language=job.language, plan_only=plan_only, lean=lean)
            yield text, rungs if lean else rungs[: max(1, len(rungs) - 1)]


def _rungs(job: LabelJob) -> list[Rung]:
    least = Decimal(job.facts.law.least_type_size_pt)
    return [rung for rung in job.stock.rungs if rung.least >= least]


def _spread(job: LabelJob, *, text: LabelText, rung: Rung, filled: float) -> Typeset:
    room = job.stock.height - 2 * job.stock.margin
    spare = room * (1 - Decimal(str(round(filled, 4)))) / (GROUPS + 1)
    gap = min(MOST_GAP, LEAST_GAP + spare).quantize(Decimal("0.01"))
    result = typeset(_sheet(job, text=text, rung=rung, gap=gap, draft=False))
    return result if result.fits else typeset(_sheet(job, text=text, rung=rung, gap=LEAST_GAP, draft=False))


def _sheet(job: LabelJob, *, text: LabelText, rung: Rung, gap: Decimal, draft: bool) -> Sheet:
    code = code_image(job.code, stock=job.stock, draft=draft)
    return Sheet(_html(job, text=text, code=code), _css(job, rung=rung, code=code, gap=gap), one_page=True, draft=draft)


def _html(job: LabelJob, *, text: LabelText, code: CodeImage) -> str:
    parts = {part.code.replace("-", "_"): part for part in text.parts}
    title = f"{text.parts[1].text}, {job.language.say('label.lot', lot=job.facts.lot)}"
    values = {
        "language": job.language.code,
        "title": title,
        "parts": parts,
        "sentences": [part for code in SENTENCES if (part := text.part(code))],
        "records": list(dict.fromkeys(part for code in RECORDS if (part := text.part(code)))),
        "code": code,
        "lean": not text.part("keep-out-of-reach"),
        "code_says": job.language.say("label.code", code=code_text(job.code)),
    }
    return render_to_string("print/label.html", values)


def _css(job: LabelJob, *, rung: Rung, code: CodeImage, gap: Decimal) -> str:
    quiet = min(code.quiet_mm, job.stock.margin)
    values = {
        "stock": job.stock,
        "rung": rung,
        "code": code,
        "gap": gap,
        "quiet": quiet,
        "beside_code": (code.side_mm - quiet + Decimal("0.8")).quantize(Decimal("0.01")),
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
