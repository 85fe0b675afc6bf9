"""A label laid out: the largest type on which everything fits, or a refusal that says what is too long."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from formulations.reference.label_stock import LabelStock, Rung
from formulations.reference.stocks import cuts, larger_stocks
from pharmacy.documents.papers.continuation import in_two
from pharmacy.documents.papers.label import LabelText, label_text
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.label_trial import GROUPS, LEAST_GAP, MOST_GAP, SPREAD, Trial
from pharmacy.documents.papers.names import part_name
from pharmacy.documents.papers.type_steps import but_the_least, finer
from pharmacy.documents.rendering import Typeset, typeset, typeset_first

AT_ONCE = 4  # type sizes that are tried in one go: to ask again costs as much as a layout
WORTH_A_LAYOUT = Decimal("0.5")  # millimetres of each gap; less is not seen

TooLong = Typeset | Trial | None  # what did not fit, laid out or not; None where nothing was tried
Tried = tuple[tuple[LabelText, Typeset] | None, TooLong]


class LabelDoesNotFit(Exception):
    """Text that does not fit on two labels in the least type; the message names what is too long and what holds it."""


def _nothing() -> None:
    """What happens between two attempts when nobody needs to hear of them."""


def set_label(job: LabelJob, *, between: Callable[[], None] = _nothing) -> tuple[LabelText, Typeset]:
    """Return the text and the finished layout of a label, in the largest type on which everything fits.

    Where the dose steps of a titration do not fit, the label points to the plan in the leaflet; what one label does not
    hold stands on two. Text is never cut and type never below the least size of the stock and of the law: raises
    LabelDoesNotFit. Raises TypesetFailed.
    between: called after a few sizes that did not fit; what it raises ends the work.
    """
    first: TooLong = None
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
    last: TooLong = None
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
    for trial, is_last in _trials(job):
        start = trial.first_rung()
        if start is None and (job.stock.is_cut_short or not is_last):
            continue
        if trial.is_hopeless:
            return None, trial
        first = len(trial.rungs) - 1 if start is None else start
        for some in range(first, len(trial.rungs), AT_ONCE):
            at, tried = _set(trial, rungs=range(some, min(some + AT_ONCE, len(trial.rungs))))
            if tried.fits:
                tried = _set_larger(trial, at=at, fits=tried)
                return (trial.text, tried), tried
            between()
    return None, tried


def _set_larger(trial: Trial, *, at: int, fits: Typeset) -> Typeset:
    """Return the layout in larger type where the estimate was too large. at: the rung that fits."""
    found = trial.larger(at, filled=fits.filled)
    result = fits if found is None else _set(trial, rungs=range(found, found + 1))[1]
    return result if result.fits else fits


def _try_two(job: LabelJob, *, between: Callable[[], None]) -> Tried:
    """Try two labels, with as much on the first as it holds in type that is no smaller for it."""
    tried: Typeset | None = None
    for whole, _ in _trials(job):
        for text in in_two(whole.text, job=job):
            both = Trial(job, text, whole.rungs)
            halves = [both.of_one(number) for number in (0, 1)]
            starts = [half.first_rung() for half in halves]
            known = [start for start in starts if start is not None]
            for at in range(max(known), len(both.rungs)) if len(known) == len(starts) else ():
                tried = _set_two(both, halves=halves, at=at)
                if tried.fits:
                    return (text, tried), tried
                between()
    return None, tried


def _trials(job: LabelJob) -> Iterator[tuple[Trial, bool]]:
    """Give each wording with the rungs it may use, and whether it is the last.

    What is only welcome never costs the least type of the stock. While a roll has more paper, nothing is left out and
    no type shrinks: the label is cut longer.
    """
    rungs = _rungs(job.stock.rungs, least=Decimal(job.facts.law.least_type_size_pt))
    if job.stock.is_cut_short:
        yield Trial(job, label_text(job), rungs[:1]), True
        return
    has_plan = len(job.facts.steps) > 1
    for plan_only in (False, True) if has_plan else (False,):
        yield Trial(job, label_text(job, plan_only=plan_only), but_the_least(rungs)), False
        yield Trial(job, label_text(job, plan_only=plan_only, lean=True), rungs), plan_only is has_plan


@lru_cache(maxsize=64)
def _rungs(rungs: tuple[Rung, ...], *, least: Decimal) -> list[Rung]:
    return finer([rung for rung in rungs if rung.least >= least])


def _set(trial: Trial, *, rungs: range) -> tuple[int, Typeset]:
    """Return the first rung that holds the text, with its layout, or the last with what does not fit.

    The spare room is spread between the groups; less of it or none where that does not fit.
    """
    places = [(at, gap) for at in rungs for gap in trial.gaps(at)]
    number, result = typeset_first([trial.sheet(at, gap=gap) for at, gap in places])
    at, gap = places[number]
    return at, _with_more_white(trial, at=at, gap=gap, fits=result) if result.fits else result


def _set_two(trial: Trial, *, halves: list[Trial], at: int) -> Typeset:
    """Return the layout of two labels, with more white between the groups where the fuller one has room for it."""
    narrow = typeset(trial.sheet(at, gap=LEAST_GAP))
    most = min(half.gaps(at)[0] for half in halves)
    if not narrow.fits or most - LEAST_GAP < WORTH_A_LAYOUT:
        return narrow
    wide = typeset(trial.sheet(at, gap=most))
    return wide if wide.fits else narrow


def _with_more_white(trial: Trial, *, at: int, gap: Decimal, fits: Typeset) -> Typeset:
    """Return the layout with what is left at its foot spread between the groups, where that is much."""
    height = Decimal(str(trial.room(at).height))
    more = (1 - Decimal(str(round(fits.filled, 3)))) * height / GROUPS * SPREAD
    roomy = min(MOST_GAP, gap + more)
    if roomy - gap < WORTH_A_LAYOUT:
        return fits
    result = typeset(trial.sheet(at, gap=roomy))
    return result if result.fits else fits


def _complaint(job: LabelJob, *, tried: TooLong, holds: LabelStock | None) -> str:
    least = job.facts.law.least_type_size_pt
    tried = typeset(tried.in_least_type) if isinstance(tried, Trial) else tried
    named = f" Too long: {_too_long(tried)}." if tried else ""
    advice = (
        f"It fits on {holds.name} ({holds.code}); make the papers on that."
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
    return ", ".join(f"{part_name(name)} ({letters[name]} characters)" for name in named[:3] if name)
