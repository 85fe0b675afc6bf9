"""Every paper worth a look: each kind on each stock and in each language, made from the same few supplies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from formulations.reference.label_stock import LabelStock
from formulations.reference.papers import SOURCE, in_large_print, label_stocks, language, languages
from formulations.reference.stocks import flag_stocks
from formulations.reference.translations import translated
from pharmacy.documents.facts import BatchFacts, PaperFacts
from pharmacy.documents.in_language import amounts_in, words_in
from pharmacy.documents.papers.label_sheet import set_label, set_label_on_any
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.papers.side_labels.sheet import set_side_label
from pharmacy.printing.reprint_slip import set_slip
from tests.documents.a_paper import capsules, cream, facts, job, micrograms, unpreserved
from tests.documents.test_labels import TITRATION
from tests.printing.test_reprint_slip import SLIP

LABELS = {"liquid": facts(), "capsules": capsules(), "titration": TITRATION, "cream": cream()}
OTHERS = tuple(one.code for one in languages() if one.code != SOURCE)
LANGUAGES = (SOURCE, *OTHERS)
SIDES = {"auxiliary": LANGUAGES, "bag": LANGUAGES, "batch": (SOURCE,)}  # a batch label stays in the pharmacy
MADE = BatchFacts("150 ml", "Tom Rossi", "Anna Berg")
LEAFLETS = {**LABELS, "micrograms": micrograms(), "unpreserved": unpreserved()}


@dataclass(frozen=True)
class Exhibit:
    """One paper. name: of its picture's file. make: gives the PDF."""

    name: str
    make: Callable[[], bytes]


def exhibits() -> Iterator[Exhibit]:
    """Give every kind of paper on every stock and in every language that ships."""
    for stock in label_stocks():
        yield from _on(stock)
    for stock in flag_stocks():
        yield from _besides("flag", stock, spoken=LANGUAGES)
    yield Exhibit("label-goes-on", _two_labels)
    yield Exhibit("reprint-slip", partial(set_slip, SLIP))
    yield from _leaflets()


def _leaflets() -> Iterator[Exhibit]:
    """Give each kind of leaflet on each paper, the plan and the calendar of a titration in each language on all."""
    for name in LEAFLETS:
        yield Exhibit(f"leaflet-{name}", partial(_leaflet, name))
    for name in ("capsules", "titration"):
        yield Exhibit(f"leaflet-large-{name}", partial(_leaflet, name, large_print=True))
        yield Exhibit(f"leaflet-a5-{name}", partial(_leaflet, name, paper="a5"))
    yield Exhibit("leaflet-letter-titration", partial(_leaflet, "titration", paper="letter"))
    yield Exhibit("leaflet-training", partial(_leaflet, "capsules", training=True))
    for name, code in product(LABELS, OTHERS):
        yield Exhibit(f"leaflet-{name}-{code}", partial(_leaflet, name, spoken=code))
    for code in OTHERS:
        yield Exhibit(f"leaflet-large-titration-{code}", partial(_leaflet, "titration", large_print=True, spoken=code))
        yield Exhibit(f"leaflet-a5-titration-{code}", partial(_leaflet, "titration", paper="a5", spoken=code))
        yield Exhibit(f"leaflet-letter-titration-{code}", partial(_leaflet, "titration", paper="letter", spoken=code))


def _on(stock: LabelStock) -> Iterator[Exhibit]:
    """Give every kind of label on one stock."""
    for name in LABELS:
        yield Exhibit(f"label-{stock.code}-{name}", partial(_label, name, stock.code))
    if stock.large_print_rungs:
        yield from _in_large_print(in_large_print(stock).code)
    for code in OTHERS:
        yield Exhibit(f"label-{stock.code}-{code}", partial(_label, "capsules", stock.code, spoken=code))
    for kind, spoken in SIDES.items():
        yield from _besides(kind, stock, spoken=spoken)
    yield Exhibit(f"training-{stock.code}", partial(_label, "capsules", stock.code, training=True))


def _in_large_print(stock: str) -> Iterator[Exhibit]:
    yield Exhibit(f"label-{stock}-capsules", partial(_label, "capsules", stock))
    for code in OTHERS:
        yield Exhibit(f"label-{stock}-{code}", partial(_label, "capsules", stock, spoken=code))


def _besides(kind: str, stock: LabelStock, *, spoken: tuple[str, ...]) -> Iterator[Exhibit]:
    """Give a label besides the full one in each of the languages."""
    for code in spoken:
        name = f"{kind}-{stock.code}" if code == SOURCE else f"{kind}-{stock.code}-{code}"
        yield Exhibit(name, partial(_side, kind, stock.code, spoken=code))


def _label(name: str, stock: str, *, spoken: str = SOURCE, training: bool = False) -> bytes:
    of = replace(said(LABELS[name], spoken=spoken), is_training=training)
    return set_label_on_any(replace(job(of, stock=stock), language=language(spoken)))[2].pdf


def _side(kind: str, stock: str, *, spoken: str) -> bytes:
    of = said(replace(LABELS["liquid"], batch=MADE), spoken=spoken)
    asked = replace(job(of, stock=stock), language=language(spoken))
    return set_side_label(kind, job=asked, may_grow=True, between=lambda: None).layout.pdf


def _two_labels() -> bytes:
    """Twelve warnings on a stock that was named, and is too small for them."""
    of = LABELS["titration"]
    warnings = tuple(f"Keep a copy of page {number} of the plan with your other papers." for number in range(1, 13))
    medicine = replace(of.medicine, label_warnings=(*of.medicine.label_warnings, *warnings))
    return set_label(job(replace(of, medicine=medicine), stock="label-101x54"))[1].pdf


def _leaflet(
    name: str, *, paper: str = "a4", large_print: bool = False, spoken: str = SOURCE, training: bool = False
) -> bytes:
    of = replace(said(LEAFLETS[name], spoken=spoken), leaflet_paper=paper, is_training=training)
    return set_leaflet(of, language=language(spoken), large_print=large_print)[1].pdf


def said(of: PaperFacts, *, spoken: str) -> PaperFacts:
    """The facts as a language says them, every sentence translated as it ships."""
    if spoken == SOURCE:
        return of
    words = translated(spoken)
    said = words_in(replace(of, language=spoken), say=lambda text: words[text] if text else "")
    return amounts_in(said, language=language(spoken))
