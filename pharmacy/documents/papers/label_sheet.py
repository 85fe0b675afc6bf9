"""A label laid out: the largest type on which everything fits, or a refusal that says what is too long."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from formulations.reference.label_stock import LabelStock, Rung
from formulations.reference.stocks import cuts, larger_stocks
from pharmacy.documents.papers.continuation import in_two, only
from pharmacy.documents.papers.estimate import Room, estimate
from pharmacy.documents.papers.label import LabelText, label_text
from pharmacy.documents.papers.label_form import MAKER, RECORDS, SENTENCES, label_form
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.training_band import band_of_label
from pharmacy.documents.papers.type_steps import but_the_least, finer
from pharmacy.documents.rendering import Typeset, typeset

SURELY = 1.0  # the next size is only a little smaller, so that an estimate that is too large costs little
NEARLY = 1.1  # for the last rung, where giving up costs a sentence or a larger label
SPREAD = 0.92  # of the spare room; the rest forgives the estimate
LEAST_GAP = Decimal("0.4")  # millimetres between the groups of a label
EASY_GAP = Decimal("1.4")  # where the roll can be cut longer instead
LESS = Decimal("0.6")  # of the gap, where the estimate was a little short
WORTH_A_LAYOUT = Decimal("0.5")  # millimetres of each gap; less is not seen
MOST_GAP = Decimal("2.2")
GROUPS = 5


Tried = tuple[tuple[LabelText, Typeset] | None, Typeset | None]


class LabelDoesNotFit(Exception):
    """Text that does not fit on two labels in the least type; the message names what is too long and what holds it."""


def _nothing() -> None:
    """What happens between two attempts when nobody needs to hear of them."""


def set_label(job: LabelJob, *, between: Callable[[], None] = _nothing) -> tuple[LabelText, Typeset]:
    """Return the text and the finished layout of a label, in the largest type on which everything fits.

    Where the dose steps of a titration do not fit, the label points to the plan in the leaflet; what one label does not
    hold stands on two. Text is never cut and type never below the least size of the stock and of the law: raises
    LabelDoesNotFit. Raises TypesetFailed.
    between: called after each layout that did not fit; what it raises ends the work.
    """
    first: Typeset | None = None
    for attempt in (_try, _try_two):
        for stock in cuts(job.stock):
            result, tried = attempt(replace(job, stock=stock), between=between)
            if result:
                return result
            first = first or tried
    larger = (replace(job, stock=stock) for one in larger_stocks(job.stock) for stock in cuts(one))
    holds = next((other.stock for other in larger if _try(other, between=between)[0]), None)
    raise LabelDoesNotFit(_complaint(job, tried=first, holds=holds))


def set_label_on_any(job: LabelJob, *, between: Callable[[], None] = _nothing) -> tuple[LabelStock, LabelText, Typeset]:
    """Return the same with the stock it fits on: the job's own, the next larger one, or two of the largest.

    A roll is cut to the length that the text needs. Raises LabelDoesNotFit when no stock does, TypesetFailed.
    """
    last: Typeset | None = None
    for stock, attempt in _attempts(job.stock):
        result, tried = attempt(replace(job, stock=stock), between=between)
        if result:
            return stock, *result
        last = tried or last
    raise LabelDoesNotFit(_complaint(replace(job, stock=stock), tried=last, holds=None))


def _attempts(stock: LabelStock) -> Iterator[tuple[LabelStock, Callable[..., Tried]]]:
    """Give what is tried in turn: each stock of the family, then two labels of its largest.

    Two labels in large print come before one in ordinary type.
    """
    family = (stock, *larger_stocks(stock))
    for large in dict.fromkeys((stock.large_print, False)):
        alike = [one for one in family if one.large_print == large]
        yield from ((cut, _try) for one in alike for cut in cuts(one))
        yield from ((cut, _try_two) for cut in cuts(alike[-1]))


def _try(job: LabelJob, *, between: Callable[[], None]) -> Tried:
    tried: Typeset | None = None
    wordings = list(_wordings(job))
    for text, rungs in wordings:
        start = _first_rung(job, text=text, rungs=rungs)
        if start is None and (job.stock.is_cut_short or text is not wordings[-1][0]):
            continue
        for at in range(len(rungs) - 1 if start is None else start, len(rungs)):
            tried = _set(job, text=text, rung=rungs[at])
            if tried.fits:
                tried = _set_larger(job, text=text, rungs=rungs[: at + 1], fits=tried)
                return (text, tried), tried
            between()
    return None, tried


def _set_larger(job: LabelJob, *, text: LabelText, rungs: list[Rung], fits: Typeset) -> Typeset:
    """Return the layout in larger type where the estimate was too large. rungs: down to the one that fits."""
    rooms = [_room(job, text=text, rung=rung) for rung in rungs]
    least = GROUPS * float(LEAST_GAP)
    spread = GROUPS * float(_gaps(job, text=text, rung=rungs[-1])[0])
    share = fits.filled * rooms[-1].height / (rooms[-1].needed + spread)
    larger = (
        rung for rung, room in zip(rungs[:-1], rooms, strict=False) if (room.needed + least) * share <= room.height
    )
    rung = next(larger, None) if share < 1 else None
    result = _set(job, text=text, rung=rung) if rung else fits
    return result if result.fits else fits


def _try_two(job: LabelJob, *, between: Callable[[], None]) -> Tried:
    """Try two labels, with as much on the first as it holds in type that is no smaller for it."""
    tried: Typeset | None = None
    for whole, rungs in _wordings(job):
        for text in in_two(whole, job=job):
            starts = [_first_rung(job, text=only(text, number=number), rungs=rungs) for number in (0, 1)]
            known = [start for start in starts if start is not None]
            for rung in rungs[max(known) :] if len(known) == len(starts) else ():
                tried = _set_two(job, text=text, rung=rung)
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
            yield text, rungs if lean else but_the_least(rungs)


def _rungs(job: LabelJob) -> list[Rung]:
    least = Decimal(job.facts.law.least_type_size_pt)
    return finer([rung for rung in job.stock.rungs if rung.least >= least])


def _first_rung(job: LabelJob, *, text: LabelText, rungs: list[Rung]) -> int | None:
    """Return the roomiest rung that may hold the text by estimate; None when surely none does."""
    if not rungs or not _may_hold(job, text=text, rung=rungs[-1], forgiven=NEARLY):
        return None
    found = (number for number, rung in enumerate(rungs) if _may_hold(job, text=text, rung=rung, forgiven=SURELY))
    return next(found, len(rungs) - 1)


def _may_hold(job: LabelJob, *, text: LabelText, rung: Rung, forgiven: float) -> bool:
    room = _room(job, text=text, rung=rung)
    air = EASY_GAP if job.stock.is_cut_short else LEAST_GAP
    return room.needed + GROUPS * float(air) <= room.height * forgiven


def _set(job: LabelJob, *, text: LabelText, rung: Rung) -> Typeset:
    """Return the layout with the spare room spread between the groups; with less or none where that does not fit."""
    for gap in _gaps(job, text=text, rung=rung):
        result = typeset(label_form(job, text=text, rung=rung, gap=gap))
        if result.fits:
            return _with_more_white(job, text=text, rung=rung, gap=gap, fits=result)
    return result


def _set_two(job: LabelJob, *, text: LabelText, rung: Rung) -> Typeset:
    """Return the layout of two labels, with more white between the groups where the fuller one has room for it."""
    narrow = typeset(label_form(job, text=text, rung=rung, gap=LEAST_GAP))
    most = min(_gaps(job, text=only(text, number=number), rung=rung)[0] for number in (0, 1))
    if not narrow.fits or most - LEAST_GAP < WORTH_A_LAYOUT:
        return narrow
    wide = typeset(label_form(job, text=text, rung=rung, gap=most))
    return wide if wide.fits else narrow


def _gaps(job: LabelJob, *, text: LabelText, rung: Rung) -> list[Decimal]:
    """Return the gaps to try between the groups of a label, the widest first."""
    room = _room(job, text=text, rung=rung)
    spare = Decimal(str(round((room.height - room.needed) / GROUPS * SPREAD, 2)))
    most = max(LEAST_GAP, min(MOST_GAP, spare))
    return list(dict.fromkeys((most, max(LEAST_GAP, most * LESS), LEAST_GAP)))


def _with_more_white(job: LabelJob, *, text: LabelText, rung: Rung, gap: Decimal, fits: Typeset) -> Typeset:
    """Return the layout with what is left at its foot spread between the groups, where that is much."""
    height = Decimal(str(_room(job, text=text, rung=rung).height))
    more = (1 - Decimal(str(round(fits.filled, 3)))) * height / GROUPS * Decimal(str(SPREAD))
    roomy = min(MOST_GAP, gap + more)
    if roomy - gap < WORTH_A_LAYOUT:
        return fits
    result = typeset(label_form(job, text=text, rung=rung, gap=roomy))
    return result if result.fits else fits


def _room(job: LabelJob, *, text: LabelText, rung: Rung) -> Room:
    groups = (SENTENCES, (*RECORDS, *MAKER))
    found = tuple(tuple(part for code in group if (part := text.part(code))) for group in groups)
    paragraphs = found if text.part("keep-out-of-reach") else ((*found[0], *found[1]),)
    room, band = estimate(text, stock=job.stock, rung=rung, paragraphs=paragraphs), band_of_label(job, rung=rung)
    return replace(room, height=room.height - float(band.takes)) if band else room


def _complaint(job: LabelJob, *, tried: Typeset | None, holds: LabelStock | None) -> str:
    least = job.facts.law.least_type_size_pt
    named = f" Too long: {_too_long(tried)}." if tried else ""
    advice = (
        f"It fits on {holds.name} ({holds.code})."
        if holds
        else "No label stock holds it, not on two labels either; shorten the text."
    )
    return f"The label does not fit on {job.stock.name} in type of {least} points.{named} {advice}"


def _too_long(tried: Typeset) -> str:
    past = {edge.element for edge in tried.edges if edge.side != "bottom"}
    letters = Counter[str]()
    for run in tried.runs:
        letters[run.element] += len(run.text)
    longest = [name for name, _ in letters.most_common(3)]
    named = sorted(past) + [name for name in longest if name not in past]
    return ", ".join(f"{name} ({letters[name]} characters)" for name in named[:3] if name)
