"""The parts of a label's time: from frozen facts to the PDF, lint, read-back; for 1, 100 and 1,000 labels.

Shown by `benchmarks/papers.py`. Each label has a patient, a lot, a number and a code of its own; the medicines and
their sentences repeat, as they do in a pharmacy. All are asked for on one stock and may grow.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from random import Random
from statistics import median
from typing import Any

AT_ONCE = 100  # labels whose PDFs are kept until they are checked
RUNS_OF_ONE = 25  # a single label: the median
PARTS = ("facts to PDF", "lint", "read-back")
HEADS = "".join(f"{part:>15}" for part in PARTS)

Label = tuple[Any, str, dict[str, Any]]  # the paper that it is made from, its code, and its facts as they are stored
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def show_parts(
    rows: Sequence[Any], *, counts: Sequence[int], cpu: Callable[[], float], peaks: Callable[[], str]
) -> None:
    """Print a line for each number of labels. rows: papers to make them from; cpu: seconds used; peaks: of memory."""
    labels = _labels(rows)
    _times(list(islice(labels, 5 * len(rows))), cpu=cpu)  # warm
    print(f"\n{'labels':>7}{HEADS}{'without checks':>18}{'with checks':>15}  peak memory")
    for number in counts:
        runs = [_in_turn(labels, number=number, cpu=cpu) for _ in range(RUNS_OF_ONE if number == 1 else 1)]
        spent = [median(times) for times in zip(*runs, strict=True)]
        each = "".join(f"{1000 * one / number:12.1f} ms" for one in spent)
        print(f"{number:7}{each}{spent[0]:16.2f} s{sum(spent):13.2f} s  {peaks()}", flush=True)


def _in_turn(labels: Iterator[Label], *, number: int, cpu: Callable[[], float]) -> list[float]:
    """Return the seconds of each part for so many labels, of which only some are kept at a time."""
    spent = [0.0] * len(PARTS)
    for first in range(0, number, AT_ONCE):
        some = list(islice(labels, min(AT_ONCE, number - first)))
        spent = [sum(pair) for pair in zip(spent, _times(some, cpu=cpu), strict=True)]
    return spent


def _labels(rows: Sequence[Any]) -> Iterator[Label]:
    """Give labels without end."""
    chance = Random(1)
    for number in count(1):
        row = rows[number % len(rows)]
        own = {"patient": f"Given{number} Family{number}", "lot": f"260101-{number:04d}"}
        own["prescription_number"] = str(number)
        yield row, "".join(chance.choices(LETTERS, k=10)), row.facts | own


def _times(labels: list[Label], *, cpu: Callable[[], float]) -> list[float]:
    """Return the seconds that each part took, for all labels. Raises RuntimeError where a check finds a fault."""
    from pharmacy.documents.finishing.lint import lint_label, notes_on_label
    from pharmacy.documents.finishing.read_back import read_back_label

    asked = cpu()
    began = cpu()
    asking = began - asked  # to ask takes as long as a part of one label
    made = [_set(label) for label in labels]
    laid_out = cpu()
    found = [one for job, _, layout in made for one in lint_label(layout, facts=job.facts, language=job.language)]
    for _, _, layout in made:
        notes_on_label(layout)
    linted = cpu()
    found += [one for job, text, layout in made for one in read_back_label(layout.pdf, text=text, job=job)]
    ended = cpu()
    if found:
        raise RuntimeError(f"a label of the benchmark does not pass its checks: {found[0]}")
    return [taken - asking for taken in (laid_out - began, linted - laid_out, ended - linted)]


def _set(label: Label) -> tuple[Any, Any, Any]:
    from formulations.reference import papers
    from pharmacy.documents.facts import facts_from
    from pharmacy.documents.papers.label_job import LabelJob
    from pharmacy.documents.papers.label_sheet import set_label_on_any

    row, code, document = label
    facts, language = facts_from(document), papers.language(row.language)
    job = LabelJob(facts, row.container, papers.label_stock(row.stock), language, code)
    stock, text, layout = set_label_on_any(job)
    return replace(job, stock=stock), text, layout
