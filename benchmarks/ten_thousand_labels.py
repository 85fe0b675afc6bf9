"""Makes labels from random prescriptions over all formulations, laws, languages and stocks, and looks at each of them.

    .venv/bin/python benchmarks/ten_thousand_labels.py                       10,000 labels
    .venv/bin/python benchmarks/ten_thousand_labels.py --labels 300 --faults DIR

Each label goes through the program's own lint and read-back, and is then looked at from outside: the words of the PDF
are those of the approved text and no others, its code decodes at 300 dots an inch, no letter passes the edge or lies on
another. A label that does not fit has to be refused with the block that is too long. --faults keeps a picture of each
label on which something was found. Status 0 when nothing was. What is found is printed at once. The same --seed
with the same number of processes asks for the same.
"""

import argparse
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from pharmacy.documents.facts import PaperFacts
    from pharmacy.documents.papers.label_job import LabelJob

A_BATCH = 3  # labels from one random prescription, each on another stock
FULL, BESIDES = "label", ("auxiliary", "bag", "batch", "flag")
SHARE_OF_FULL = 0.75
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass
class Counts:
    """What came of it. kinds: how many labels of each formulation, law, language and stock were made."""

    asked: int = 0
    made: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    unnamed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    thrown_away: int = 0

    def add(self, other: "Counts") -> None:
        """Count in what another process made."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def main() -> int:
    """Return 0 when every label says what it should and every refusal names its block."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--labels", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=20261123)
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--faults", type=Path)
    options = arguments.parse_args()
    counts, shares = Counts(), _shares(options.labels, among=options.processes)
    with ProcessPoolExecutor(len(shares)) as pool:
        jobs = [pool.submit(_share, number, options, labels=labels) for number, labels in enumerate(shares)]
        for job in jobs:
            counts.add(job.result())
    _report(counts)
    return 1 if counts.faults or counts.unnamed else 0


def _shares(labels: int, *, among: int) -> list[int]:
    """Return how many labels each process makes."""
    return [labels // among + (number < labels % among) for number in range(among)]


def _share(number: int, options: argparse.Namespace, *, labels: int) -> Counts:
    """Make the share of one process, in a database of its own."""
    from benchmarks.random_facts import set_up

    with tempfile.TemporaryDirectory(prefix="labels-") as folder:
        set_up(Path(folder))
        return _make(labels, chance=Random(f"{options.seed}-{number}"), pictures=options.faults)


def _make(labels: int, *, chance: Random, pictures: Path | None) -> Counts:
    from benchmarks.random_facts import random_facts

    counts = Counts()
    for facts, thrown_away in random_facts(chance):
        for _ in range(A_BATCH):
            if counts.asked == labels:
                counts.thrown_away = thrown_away
                return counts
            counts.asked += 1
            _one(facts, counts=counts, chance=chance, pictures=pictures)
    raise RuntimeError("there is no formulation")


def _one(facts: "PaperFacts", *, counts: Counts, chance: Random, pictures: Path | None) -> None:
    """Make one label of a container on a stock by chance: one that was named, or one that may grow."""
    from benchmarks.papers import _cpu_seconds
    from formulations.reference import papers
    from formulations.reference.stocks import flag_stocks
    from pharmacy.documents.papers.label_job import LabelJob
    from pharmacy.documents.papers.label_sheet import LabelDoesNotFit
    from pharmacy.documents.papers.side_labels.kinds import NothingToSay
    from pharmacy.documents.printable import NotPrintable

    kind = FULL if chance.random() < SHARE_OF_FULL else chance.choice(BESIDES)
    stock = chance.choice(flag_stocks() if kind == "flag" else papers.label_stocks())
    if chance.random() < 0.2 and kind == FULL:
        stock = papers.in_large_print(stock)
    box = chance.choice([one for one in facts.containers if one.is_made_now])
    code = "".join(chance.choice(LETTERS) for _ in range(10))
    job = LabelJob(facts, box.number, stock, papers.language(facts.language), code)
    may_grow = chance.random() < 0.5
    began = _cpu_seconds()
    try:
        pdf, found = (_full if kind == FULL else _besides)(job, kind=kind, may_grow=may_grow)
    except NothingToSay:
        counts.kinds.update(("nothing to say",))
    except (LabelDoesNotFit, NotPrintable) as refused:
        _refused(str(refused), stock=stock.code, counts=counts)
    else:
        counts.made += 1
        about = f"{facts.medicine.code}, {facts.law.code}, {facts.language}, {kind}, {stock.code}, {code}"
        counts.faults += [f"{about}: {one}" for one in found]
        for one in found:
            print(f"found on {about}: {one}", flush=True)
        said = (f"law {facts.law.code}", f"language {facts.language}", f"kind {kind}")
        counts.kinds.update((facts.medicine.code, stock.code, *said))
        if found and pictures:
            _keep(pdf, name=f"{counts.asked:05d}-{kind}-{stock.code}", pictures=pictures)
    counts.seconds += _cpu_seconds() - began


def _full(job: "LabelJob", *, kind: str, may_grow: bool) -> tuple[bytes, list[str]]:
    """Return a full label and everything found on it, by its own checks and from outside. Raises what refuses it."""
    from benchmarks.seen_label import faults_of
    from pharmacy.documents.finishing.lint import lint_label
    from pharmacy.documents.finishing.read_back import read_back_label
    from pharmacy.documents.papers.label_sheet import set_label, set_label_on_any
    from pharmacy.documents.printable import require_printable

    require_printable(job.facts)
    if may_grow:
        stock, text, layout = set_label_on_any(job)
        job = replace(job, stock=stock)
    else:
        text, layout = set_label(job)
    own = lint_label(layout, facts=job.facts, language=job.language) + read_back_label(layout.pdf, text=text, job=job)
    texts = [[part.text for part in parts] for parts in text.labels]
    return layout.pdf, [f"{one.code}: {one.text}" for one in own] + faults_of(layout.pdf, texts=texts, job=job)


def _besides(job: "LabelJob", *, kind: str, may_grow: bool) -> tuple[bytes, list[str]]:
    """Return a label besides the full one, in the same way."""
    from benchmarks.seen_label import faults_of
    from pharmacy.documents.finishing.side_labels import lint_side_label, read_back_side_label
    from pharmacy.documents.papers.side_labels.sheet import set_side_label
    from pharmacy.documents.printable import require_printable

    require_printable(job.facts)
    side = set_side_label(kind, job=job, may_grow=may_grow, between=lambda: None)
    job, pdf = replace(job, stock=side.stock), side.layout.pdf
    own = lint_side_label(side.layout, kind=kind, text=side.text, job=job)
    own += read_back_side_label(pdf, kind=kind, side=side, job=job)
    texts = [[*(row.text for row in side.text.rows), *side.text.code_lines]]
    return pdf, [f"{one.code}: {one.text}" for one in own] + faults_of(pdf, texts=texts, job=job)


def _keep(pdf: bytes, *, name: str, pictures: Path) -> None:
    from benchmarks.seen_label import png

    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / f"{name}.png").write_bytes(png(pdf, dpi=150))


def _refused(message: str, *, stock: str, counts: Counts) -> None:
    from benchmarks.seen_label import names_its_block

    counts.refused[stock] += 1
    if not names_its_block(message):
        counts.unnamed.append(message)


def _report(counts: Counts) -> None:
    print(f"orders thrown away before they were made: {counts.thrown_away}")
    print(f"labels asked for {counts.asked}, made {counts.made}, refused {counts.refused.total()}")
    print(f"labels on which something was found: {len({one.partition(': ')[0] for one in counts.faults})}")
    for fault in counts.faults[:40]:
        print(f"  {fault}")
    print(f"refusals that name no block: {len(counts.unnamed)}")
    for message in counts.unnamed[:10]:
        print(f"  {message}")
    print("refused, by stock: " + ", ".join(f"{stock} {number}" for stock, number in sorted(counts.refused.items())))
    print("made: " + ", ".join(f"{kind} {number}" for kind, number in sorted(counts.kinds.items())))
    print(f"processor time: {1000 * counts.seconds / max(1, counts.asked):.0f} ms a label, with every check")


if __name__ == "__main__":
    sys.exit(main())
