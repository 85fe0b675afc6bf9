"""Every paper worth a look: each kind on each stock and in each language, made from the same few supplies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from formulations.reference.papers import SOURCE, in_large_print, label_stocks, language, languages
from formulations.reference.translations import translated
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.in_language import amounts_in, words_in
from pharmacy.documents.papers.label_sheet import set_label_on_any
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.printing.reprint_slip import set_slip
from tests.documents.a_paper import capsules, cream, facts, job, micrograms, unpreserved
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
    yield from _english()
    for code in (one.code for one in languages() if one.code != SOURCE):
        for stock in label_stocks():
            yield Exhibit(f"label-{stock.code}-{code}", partial(_label, "capsules", stock.code, spoken=code))
        for name in ("liquid", "cream", "titration"):
            yield Exhibit(f"leaflet-{name}-{code}", partial(_leaflet, name, spoken=code))


def _english() -> Iterator[Exhibit]:
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


def _label(name: str, stock: str, *, spoken: str = SOURCE) -> bytes:
    asked = replace(job(_said(LABELS[name], spoken=spoken), stock=stock), language=language(spoken))
    return set_label_on_any(asked)[2].pdf


def _leaflet(name: str, *, paper: str = "a4", large_print: bool = False, spoken: str = SOURCE) -> bytes:
    of = replace(_said(LEAFLETS[name], spoken=spoken), leaflet_paper=paper)
    return set_leaflet(of, language=language(spoken), large_print=large_print)[1].pdf


def _said(of: PaperFacts, *, spoken: str) -> PaperFacts:
    """The facts as a language says them, every sentence translated as it ships."""
    if spoken == SOURCE:
        return of
    words = translated(spoken)
    said = words_in(replace(of, language=spoken), say=lambda text: words[text] if text else "")
    return amounts_in(said, language=language(spoken))
