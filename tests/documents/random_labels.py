"""Labels of invented people, drawn by a seed: names of many kinds, all formulations, laws, stocks and types."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from formulations.reference.stocks import label_stocks
from pharmacy.documents.facts import ChangeFacts, PaperFacts, PharmacyFacts
from pharmacy.documents.papers.label import label_text
from pharmacy.documents.papers.label_form import label_form
from pharmacy.documents.rendering import Sheet
from tests.documents.a_paper import capsules, cream, drops, facts, job, law, micrograms, unpreserved

GIVEN = (
    "Ada", "Zoë", "Łucja", "Søren", "José", "Chloé", "Aoife", "Ng", "Maximiliane", "Jean-Luc", "Xénia", "Åse", "Çağla",
    "Ana-María", "Wei", "O'Neil",
)  # fmt: skip
FAMILY = (
    "Lindqvist", "Müller-Lüdenscheidt", "Okonkwo-Bright", "Ó'Súilleabháin", "Fernández", "Jørgensen", "Li", "Ivić",
    "Featherstonehaugh", "Škvorecký", "Smith&Sons", "Dubois", "Hohenzollern-Sigmaringen", "Nowak", "Étienne", "d'Arc",
)  # fmt: skip
STREETS = (
    "12 Linden Street, Testville",
    "Unit 4/5, 88-90 Old Mill Road, Little Testington by the Sea, OH 44000",
    "1 A St, B",
)
CHANGE = ChangeFacts("1 ml", "1 mg", "5 mg", "amber bottle")
WARNINGS = (
    "Wait ½ hour before you eat.",
    "Do not drive.",
    "Keep 20–25 °C (never “warm”).",
    "See www.example.org/a-b/c.",
)
STEPS = tuple((f"{n / 2:g} mg", f"{n} drops") for n in range(2, 8))


def random_sheets(seed: int, *, labels: int) -> Iterator[Sheet]:
    """Give so many labels on their way to be typeset; some do not fit. seed: the same one gives the same labels."""
    draw = Random(seed)
    for _ in range(labels):
        stock = draw.choice(label_stocks())
        if stock.lengths:
            stock = replace(stock, height=draw.choice(stock.lengths), lengths=())
        of = replace(
            job(_facts(draw)), stock=stock, code="".join(draw.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=10))
        )
        text = label_text(of, plan_only=draw.random() < 0.3, lean=draw.random() < 0.5)
        rung = draw.choice(stock.rungs[len(stock.rungs) // 3 :])
        yield label_form(of, text=text, rung=rung, gap=Decimal(draw.randrange(4, 22)) / 10)


def _facts(draw: Random) -> PaperFacts:
    of = draw.choice((facts(), unpreserved(), capsules(), cream(), micrograms(), drops(*STEPS[: draw.randrange(1, 6)])))
    more = draw.sample(WARNINGS, draw.randrange(3))
    return replace(
        of,
        patient=" ".join([*draw.sample(GIVEN, draw.randrange(1, 3)), *draw.sample(FAMILY, draw.randrange(1, 3))]),
        prescriber=draw.choice(("", f"Dr {draw.choice(GIVEN)} {draw.choice(FAMILY)}")),
        pharmacy=PharmacyFacts(f"{draw.choice(FAMILY)} Pharmacy", draw.choice(STREETS), "+1 555 0100-12"),
        law=law(draw.choice(("us", "gb", "de"))),
        lot=f"{draw.randrange(260101, 261231)}-{draw.randrange(1000):03d}",
        prescription_number=str(draw.randrange(1, 99999)),
        change=draw.choice((None, None, CHANGE)),
        medicine=replace(of.medicine, label_warnings=(*of.medicine.label_warnings, *more)),
    )
