"""Whether the amounts of a paper are still those of the record, once they are written as the paper's language does."""

import re
from collections.abc import Iterator
from decimal import Decimal

from formulations.science.amount_form import AmountForm
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.reports import Report, report

NUMBER = re.compile(r"[0-9][0-9.,\s]*")
BELOW = re.compile(r"[-\u2010-\u2015\u2212]\s?[0-9]")


def wrong_amounts(record: PaperFacts, *, written: PaperFacts, form: AmountForm) -> list[Report]:
    """Return each amount that is nothing or less, and each that says another number than the record.

    written: the same facts as the paper's language writes them; form: how it does.
    """
    pairs = dict.fromkeys(zip(_amounts(record), _amounts(written), strict=True))
    return [
        *(
            report("amount-empty", f"The record has {own!r}, which nobody can take.")
            for own, _ in pairs
            if _is_empty(own)
        ),
        *(
            report("facts-changed", f"The record has {own!r}, which this language writes as {text!r}: another amount.")
            for own, text in pairs
            if own != text and _numbers(own, form=AmountForm()) != _numbers(text, form=form)
        ),
    ]


def _is_empty(amount: str) -> bool:
    return bool(BELOW.match(amount) or (NUMBER.match(amount) and not _numbers(amount, form=AmountForm())[0]))


def _numbers(text: str, *, form: AmountForm) -> list[Decimal]:
    """Each number of an amount, read by its digits and the sign of its decimals alone."""
    sign = form.number.decimal
    figures = ("".join(one for one in found if one.isdecimal() or one == sign) for found in NUMBER.findall(text))
    return [Decimal(number.rstrip(sign).replace(sign, ".")) for number in figures]


def _amounts(facts: PaperFacts) -> Iterator[str]:
    """Every amount of the facts, in one order."""
    medicine, device = facts.medicine, facts.device
    yield from (medicine.strength, *(one.strength for one in medicine.further_actives))
    yield from (device.capacity, device.mark, device.units_per_ml, device.amount_per_stroke)
    for step in facts.steps:
        yield from (step.dose, step.amount, *step.draws)
    yield from (box.amount for box in facts.containers)
    yield facts.next.strength if facts.next else ""
    if facts.change and facts.change.per:
        yield from (facts.change.before, facts.change.now)
    yield facts.batch.quantity if facts.batch else ""
