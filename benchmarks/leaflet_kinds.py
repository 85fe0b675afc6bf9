"""What leaflets cost by their kind and language: from frozen facts to the PDF, lint, and read-back.

Shown by `benchmarks/papers.py --leaflets`. The supplies are those of the golden pictures (tests/documents/gallery.py),
and a course of eighteen weeks, the longest that the examples hold. Patients differ from run to run, as they do in a
pharmacy; the sentences repeat.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Any

import pypdfium2

WEEKS = 18
HEADS = "".join(f"{head:>14}" for head in ("facts to PDF", "lint", "read-back", "pages"))


@dataclass(frozen=True)
class Kind:
    """One kind of leaflet. supply: of the gallery, or the long course."""

    supply: str
    paper: str = "a4"
    large_print: bool = False

    def __str__(self) -> str:
        return f"{self.supply}, {self.paper}{', large print' if self.large_print else ''}"


KINDS = (
    Kind("capsules"),
    Kind("liquid"),
    Kind("cream"),
    Kind("titration"),
    Kind("titration", "a5"),
    Kind("titration", "letter"),
    Kind("titration", large_print=True),
    Kind(f"{WEEKS} weeks"),
)


def show_leaflets(*, runs: int, cpu: Callable[[], float]) -> None:
    """Print a line for each kind in each language; medians. cpu: seconds used so far."""
    from formulations.reference.papers import languages

    supplies = _supplies()
    print(f"{'leaflet':34}{'language':9}{HEADS}")
    for kind in KINDS:
        for language in languages():
            *spent, pages = _one(kind, of=supplies[kind.supply], spoken=language.code, runs=runs, cpu=cpu)
            each = "".join(f"{1000 * one:11.0f} ms" for one in spent)
            print(f"{kind!s:34}{language.code:9}{each}{pages:14}", flush=True)


def _supplies() -> dict[str, Any]:
    from tests.documents.a_paper import drops
    from tests.documents.gallery import LEAFLETS

    doses = [(f"{(Decimal('0.25') * n).normalize():f} mg", f"{n} drop{'s' * (n > 1)}") for n in range(1, WEEKS + 1)]
    return {**LEAFLETS, f"{WEEKS} weeks": drops(*doses, days=7 * WEEKS)}


def _one(kind: Kind, *, of: Any, spoken: str, runs: int, cpu: Callable[[], float]) -> tuple[float, float, float, int]:
    """Return the seconds of the three parts, and the pages. Raises RuntimeError where a check finds a fault."""
    from tests.documents.gallery import said

    facts = replace(said(of, spoken=spoken), leaflet_paper=kind.paper)
    taken = [_times(replace(facts, patient=f"Given{n} Family{n}"), kind=kind, cpu=cpu) for n in range(runs + 1)][1:]
    made, linted, read, pages = zip(*taken, strict=True)
    return median(made), median(linted), median(read), int(pages[0])


def _times(facts: Any, *, kind: Kind, cpu: Callable[[], float]) -> tuple[float, float, float, int]:
    from formulations.reference.papers import language
    from pharmacy.documents.finishing.lint import lint_leaflet
    from pharmacy.documents.finishing.read_back import read_back_leaflet
    from pharmacy.documents.papers.leaflet_sheet import set_leaflet

    spoken, large = language(facts.language), kind.large_print
    began = cpu()
    text, layout = set_leaflet(facts, language=spoken, large_print=large)
    made = cpu()
    found = list(lint_leaflet(layout, facts=facts, language=spoken, large_print=large))
    linted = cpu()
    found += read_back_leaflet(layout.pdf, text=text, facts=facts, language=spoken)
    ended = cpu()
    if found:
        raise RuntimeError(f"a leaflet of the benchmark does not pass its checks: {kind}, {spoken.code}: {found[0]}")
    return made - began, linted - made, ended - linted, len(pypdfium2.PdfDocument(io.BytesIO(layout.pdf)))
