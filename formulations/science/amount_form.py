"""How a language writes numbers and amounts on paper. English is the form in which this program itself keeps them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from formulations.science.quantities import BadQuantity, NumberForm, Quantity, Unit, read_unit

OTHER = "other"  # the plural category of every number that no other category lists
SPELLED_OUT = " per "  # "1 microgram per ml": the stroke stands between short units alone
PLAIN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?", re.ASCII)
Words = Mapping[str, str]


@dataclass(frozen=True)
class AmountForm:
    """How amounts are written. plurals: category -> the numbers that it is for ("one": 1).

    words: unit -> category -> the word after a number; a unit that is not named is written as in English.
    per: how an amount per unit is written where the unit of the amount is a whole word: "{amount}/{unit}".
    """

    number: NumberForm = field(default_factory=NumberForm)
    plurals: Mapping[str, tuple[Decimal, ...]] = field(default_factory=lambda: {"one": (Decimal(1),)})
    words: Mapping[Unit, Words] = field(default_factory=dict)
    per: str = "{amount} per {unit}"

    def category(self, count: Decimal | int) -> str:
        """Return the plural category of a number. Source: Unicode CLDR, plural rules."""
        return next((name for name, numbers in self.plurals.items() if count in numbers), OTHER)

    def word(self, unit: Unit, *, count: Decimal) -> str:
        """Return the word of a unit after a number: 1 kapseli, 2 kapselia."""
        words = self.words.get(unit)
        if words is None:
            return Quantity(count, unit).unit_word
        return words.get(self.category(count), words[OTHER])

    def write(self, amount: Quantity) -> str:
        """Return an amount as text: 0,5 mg, 2 kapselia."""
        return f"{self.number.write(amount.value)} {self.word(amount.unit, count=amount.value)}"

    def read(self, text: str) -> Quantity:
        """Return the amount that a text in this form states. Raises BadQuantity."""
        number, _, word = text.replace(self.number.grouping, "").partition(" ")
        for unit, words in self.words.items():
            if word in words.values():
                return Quantity(_number(number.replace(self.number.decimal, ".")), unit)
        return Quantity(_number(number.replace(self.number.decimal, ".")), read_unit(word))

    def rewrite(self, text: str) -> str:
        """Return an amount or a strength in this form, from the English one that records hold: "1 mg/ml", "4.5 ml".

        A text that is no amount stays as it is; so does an empty one. Raises BadQuantity for an unknown unit.
        """
        if not PLAIN.match(text):
            return text
        if PLAIN.fullmatch(text):
            return self.number.write(_number(text.replace(",", "")))
        amount, spelled_out, unit = text.partition(SPELLED_OUT)
        if spelled_out:
            return self.per.format(amount=self._rewritten(amount), unit=self._rewritten(unit))
        amount, stroke, unit = text.partition("/")
        return f"{self._rewritten(amount)}{stroke}{self._rewritten(unit) if stroke else ''}"

    def _rewritten(self, text: str) -> str:
        if not PLAIN.match(text):
            return self.word(read_unit(text), count=Decimal(1))
        return self.write(Quantity.read(text.replace(",", "")))

    def unit_words(self, *, but: tuple[Unit, ...] = ()) -> tuple[str, ...]:
        """Return every word of a unit in this form, the longest first, so that a pattern finds it whole."""
        own = {word for unit, words in self.words.items() if unit not in but for word in words.values()}
        english = {word for unit in Unit if unit not in (*self.words, *but) for word in unit.words}
        return tuple(sorted(own | english, key=lambda word: (-len(word), word)))


def _number(text: str) -> Decimal:
    if not PLAIN.fullmatch(text):
        raise BadQuantity(f"number {text[:20]!r} cannot be read")
    return Decimal(text)
