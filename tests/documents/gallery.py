"""Every paper worth a look: each kind on each stock and in each language, made from the same few supplies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from formulations.reference.papers import in_large_print, label_stocks
from pharmacy.documents.papers.label_sheet import set_label_on_any
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.printing.reprint_slip import set_slip
from tests.documents.a_paper import ENGLISH, capsules, cream, facts, job, micrograms, unpreserved
from tests.documents.test_labels import TITRATION
from tests.printing.test_reprint_slip import SLIP

LABELS = {"liquid": facts(), "capsules": capsules(), "titration": TITRATION, "cream": cream()}
LEAFLETS = {**LABELS, "micrograms": micrograms(), "unpreserved": unpreserved()}


@dataclass(frozen=True)
class Exhibit:
    """One paper. name: of its picture's file. make: gives the PDF. sample: looked at in every run of the tests."""

    name: str
    make: Callable[[], bytes]
    sample: bool = False


def exhibits() -> Iterator[Exhibit]:
    """Give every kind of paper on every stock and in every language that ships."""
    for stock in label_stocks():
        for number, name in enumerate(LABELS):
            yield Exhibit(f"label-{stock.code}-{name}", partial(_label, name, stock.code), sample=number == 0)
        if stock.large_print_rungs:
            code = in_large_print(stock).code
            yield Exhibit(f"label-{code}-capsules", partial(_label, "capsules", code))
    for name in LEAFLETS:
        yield Exhibit(f"leaflet-{name}", partial(_leaflet, name), sample=name in ("capsules", "titration"))
    for name in ("capsules", "titration"):
        yield Exhibit(f"leaflet-large-{name}", partial(_leaflet, name, large_print=True))
        yield Exhibit(f"leaflet-a5-{name}", partial(_leaflet, name, paper="a5"))
    yield Exhibit("reprint-slip", partial(set_slip, SLIP), sample=True)


def _label(name: str, stock: str) -> bytes:
    return set_label_on_any(job(LABELS[name], stock=stock))[2].pdf


def _leaflet(name: str, *, paper: str = "a4", large_print: bool = False) -> bytes:
    of = replace(LEAFLETS[name], leaflet_paper=paper)
    return set_leaflet(of, language=ENGLISH, large_print=large_print)[1].pdf
