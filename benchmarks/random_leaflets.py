"""Makes leaflets from random prescriptions over all formulations, laws, languages and papers, with all checks.

    .venv/bin/python benchmarks/random_leaflets.py                       1,000 leaflets
    .venv/bin/python benchmarks/random_leaflets.py --leaflets 100 --faults DIR

Each goes through the program's own lint and read-back: a right leaflet must never be refused. --faults keeps the PDF
of each on which something was found. Status 0 when nothing was. The same --seed with the same number of processes
asks for the same.
"""

import argparse
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from pharmacy.documents.facts import PaperFacts

IN_LARGE_PRINT = 0.15
FOR_TRAINING = 0.1


@dataclass
class Counts:
    """What came of it. pages: how many leaflets of each paper and type have so many."""

    made: int = 0
    refused: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pages: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def main() -> int:
    """Return 0 when nothing was found and none was refused."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--leaflets", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=20261123)
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--faults", type=Path)
    options = arguments.parse_args()
    with ProcessPoolExecutor(options.processes) as pool:
        all_counts = [pool.submit(_share, number, options) for number in range(options.processes)]
        counts = [one.result() for one in all_counts]
    _report(counts)
    return 1 if any(one.faults or one.refused for one in counts) else 0


def _share(number: int, options: argparse.Namespace) -> Counts:
    """Make the share of one process, in a database of its own."""
    from benchmarks.random_facts import random_facts, set_up

    leaflets = options.leaflets // options.processes + (number < options.leaflets % options.processes)
    counts, chance = Counts(), Random(f"{options.seed}-{number}")
    with tempfile.TemporaryDirectory(prefix="leaflets-") as folder:
        set_up(Path(folder))
        for facts, _ in islice(random_facts(chance), leaflets):
            _one(facts, counts=counts, chance=chance, kept=options.faults)
    return counts


def _one(facts: "PaperFacts", *, counts: Counts, chance: Random, kept: Path | None) -> None:
    """Make one leaflet on a paper by chance."""
    from benchmarks.papers import _cpu_seconds
    from pharmacy.documents.papers.leaflet_papers import PAPERS
    from pharmacy.documents.papers.leaflet_sheet import LeafletDoesNotFit
    from pharmacy.documents.printable import NotPrintable

    large = chance.random() < IN_LARGE_PRINT
    facts = replace(facts, leaflet_paper=chance.choice(list(PAPERS)), is_training=chance.random() < FOR_TRAINING)
    about = (
        f"{facts.medicine.code}, {facts.law.code}, {facts.language}, {facts.leaflet_paper}, {len(facts.steps)} steps"
    )
    began = _cpu_seconds()
    try:
        pdf, pages, found = _made(facts, large_print=large)
    except (LeafletDoesNotFit, NotPrintable) as refused:
        counts.refused.append(f"{about}: {refused}")
        print(f"refused, {about}: {refused}", flush=True)
        return
    finally:
        counts.seconds += _cpu_seconds() - began
    counts.made += 1
    counts.languages[facts.language] += 1
    counts.pages[f"{facts.leaflet_paper}{' large print' if large else ''}, {pages} pages"] += 1
    for one in found:
        counts.faults.append(f"{about}: {one}")
        print(f"found on {about}{' large print' if large else ''}: {one}", flush=True)
    if found and kept:
        kept.mkdir(parents=True, exist_ok=True)
        (kept / f"{counts.made:05d}-{facts.medicine.code}-{facts.language}.pdf").write_bytes(pdf)


def _made(facts: "PaperFacts", *, large_print: bool) -> tuple[bytes, int, list[str]]:
    """Return a leaflet, its pages, and everything that its checks found. Raises what refuses it."""
    from formulations.reference import papers
    from pharmacy.documents.finishing.lint import lint_leaflet
    from pharmacy.documents.finishing.read_back import read_back_leaflet
    from pharmacy.documents.papers.leaflet_sheet import set_leaflet
    from pharmacy.documents.printable import require_printable

    require_printable(facts)
    language = papers.language(facts.language)
    text, layout = set_leaflet(facts, language=language, large_print=large_print)
    found = lint_leaflet(layout, facts=facts, language=language, large_print=large_print)
    found += read_back_leaflet(layout.pdf, text=text, facts=facts, language=language)
    return layout.pdf, layout.pages, [f"{one.code}: {one.text}" for one in found]


def _report(all_counts: list[Counts]) -> None:
    made, refused = sum(one.made for one in all_counts), sum(len(one.refused) for one in all_counts)
    pages = sum((one.pages for one in all_counts), Counter[str]())
    languages = sum((one.languages for one in all_counts), Counter[str]())
    print(f"leaflets made {made}, refused {refused}, finds {sum(len(one.faults) for one in all_counts)}")
    print("pages: " + "; ".join(f"{kind} {number}" for kind, number in sorted(pages.items())))
    print("languages: " + ", ".join(f"{code} {number}" for code, number in sorted(languages.items())))
    seconds = sum(one.seconds for one in all_counts)
    print(f"processor time: {1000 * seconds / max(1, made + refused):.0f} ms a leaflet, with every check")


if __name__ == "__main__":
    sys.exit(main())
