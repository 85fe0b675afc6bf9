"""Amounts: a decimal number and its unit, and the one text form of an amount."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

TOO_MUCH = Decimal(10) ** 24  # a bound on arithmetic alone: no sum of amounts that were read comes near it
MOST_DIGITS = 12  # no dose, volume or count in a pharmacy needs more; longer input is an attack or a slip


class BadQuantity(ValueError):
    """An amount that cannot be read or cannot be used; the message says why and what to do."""


class Unit(Enum):
    """A unit, by the word that stands on paper."""

    MICROGRAM = "micrograms"
    MILLIGRAM = "mg"
    GRAM = "g"
    MILLILITRE = "ml"
    ACTIVITY = "units"
    CAPSULE = "capsule"
    TABLET = "tablet"
    SACHET = "sachet"
    SUPPOSITORY = "suppository"
    PESSARY = "pessary"
    PATCH = "patch"
    DROP = "drop"
    PUMP_STROKE = "pump stroke"
    PERCENT = "%"
    DEGREE_CELSIUS = "°C"

    @property
    def is_mass(self) -> bool:
        """Whether amounts in this unit convert into each other as masses."""
        return self in _MICROGRAMS_IN

    @property
    def is_strength(self) -> bool:
        """Whether an active may be stated in it: a mass, or units of activity, which no rule turns into a mass."""
        return self.is_mass or self is Unit.ACTIVITY

    @property
    def is_one_piece(self) -> bool:
        """Whether a preparation is made, handed over and taken in whole pieces of this unit: capsules, sachets."""
        return self in _PIECES

    @property
    def is_count(self) -> bool:
        """Whether only whole numbers of this unit can be handed to a patient."""
        return self.is_one_piece or self in (Unit.DROP, Unit.PUMP_STROKE)

    @property
    def ucum(self) -> str:
        """The code of the unit in UCUM, as messages between computers carry it."""
        return _UCUM.get(self, f"{{{self.value}}}")

    @property
    def words(self) -> tuple[str, str]:
        """The word after 1 and the word after any other number: microgram, micrograms."""
        return _WORDS.get(self, (self.value, f"{self.value}s" if self.is_count else self.value))


_MICROGRAMS_IN = {
    Unit.MICROGRAM: Decimal(1),
    Unit.MILLIGRAM: Decimal(1000),
    Unit.GRAM: Decimal(1_000_000),
}

_PIECES = (Unit.CAPSULE, Unit.TABLET, Unit.SACHET, Unit.SUPPOSITORY, Unit.PESSARY, Unit.PATCH)
_WORDS = {
    Unit.MICROGRAM: ("microgram", "micrograms"),
    Unit.ACTIVITY: ("unit", "units"),
    Unit.SUPPOSITORY: ("suppository", "suppositories"),
    Unit.PESSARY: ("pessary", "pessaries"),
    Unit.PATCH: ("patch", "patches"),
}

_UCUM = {
    Unit.MICROGRAM: "ug",
    Unit.MILLIGRAM: "mg",
    Unit.GRAM: "g",
    Unit.MILLILITRE: "mL",
    Unit.ACTIVITY: "[iU]",
    Unit.DROP: "[drp]",
    Unit.PERCENT: "%",
    Unit.DEGREE_CELSIUS: "Cel",
}

_SPELLINGS = {
    "microgram": Unit.MICROGRAM, "micrograms": Unit.MICROGRAM, "mcg": Unit.MICROGRAM,
    "ug": Unit.MICROGRAM, "µg": Unit.MICROGRAM, "μg": Unit.MICROGRAM,
    "mg": Unit.MILLIGRAM, "milligram": Unit.MILLIGRAM, "milligrams": Unit.MILLIGRAM,
    "g": Unit.GRAM, "gram": Unit.GRAM, "grams": Unit.GRAM,
    "ml": Unit.MILLILITRE, "mL": Unit.MILLILITRE,
    "millilitre": Unit.MILLILITRE, "millilitres": Unit.MILLILITRE,
    "capsule": Unit.CAPSULE, "capsules": Unit.CAPSULE, "{capsule}": Unit.CAPSULE,
    "unit": Unit.ACTIVITY, "units": Unit.ACTIVITY, "IU": Unit.ACTIVITY, "[iU]": Unit.ACTIVITY, "[IU]": Unit.ACTIVITY,
    "international unit": Unit.ACTIVITY, "international units": Unit.ACTIVITY,
    "[USP'U]": Unit.ACTIVITY, "USP units": Unit.ACTIVITY,
    "tablet": Unit.TABLET, "tablets": Unit.TABLET, "{tablet}": Unit.TABLET, "{tbl}": Unit.TABLET,
    "sachet": Unit.SACHET, "sachets": Unit.SACHET, "{sachet}": Unit.SACHET,
    "suppository": Unit.SUPPOSITORY, "suppositories": Unit.SUPPOSITORY, "{suppository}": Unit.SUPPOSITORY,
    "pessary": Unit.PESSARY, "pessaries": Unit.PESSARY, "{pessary}": Unit.PESSARY,
    "patch": Unit.PATCH, "patches": Unit.PATCH, "{patch}": Unit.PATCH,
    "drop": Unit.DROP, "drops": Unit.DROP, "[drp]": Unit.DROP, "{drop}": Unit.DROP,
    "pump stroke": Unit.PUMP_STROKE, "pump strokes": Unit.PUMP_STROKE,
    "%": Unit.PERCENT,
    "°C": Unit.DEGREE_CELSIUS,
}  # fmt: skip

_DOSE_WORDS = ("ultra-low", "ultra low", "very low", "very-low", "low dose", "low-dose")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)


def read_unit(text: str) -> Unit:
    """Return the unit that a spelling means.

    text: a unit as a person or another system writes it ("mcg", "mL", "capsules").
    Raises BadQuantity for a unit that is not known.
    Source: UCUM codes and the spellings listed by ISMP, "Error-prone abbreviations" (accepted on input only).
    """
    unit = _SPELLINGS.get(text.strip())
    if unit is None:
        raise BadQuantity(
            f"unit {text.strip()[:20]!r} is not known; use mg, micrograms, g, ml, units, capsules, drops or sachets"
        )
    return unit


def read_number(text: str) -> Decimal:
    """Return an exact number from plain digits ("4.5"); no sign, no exponent, no comma.

    Raises BadQuantity when the text is anything else or longer than a pharmacy can need.
    Source: arithmetic.
    """
    cleaned = text.strip()
    if not _NUMBER.fullmatch(cleaned):
        raise BadQuantity(f"number {cleaned[:20]!r} cannot be read; write digits with a point, such as 4.5")
    if len(cleaned.replace(".", "")) > MOST_DIGITS:
        raise BadQuantity(f"number {cleaned[:20]!r} has more than {MOST_DIGITS} digits; check it")
    return Decimal(cleaned)


@dataclass(frozen=True)
class NumberForm:
    """How a language writes a number. grouping: between thousands, in numbers of at least `grouping_from` digits."""

    decimal: str = "."
    grouping: str = ","
    grouping_from: int = 4

    def write(self, value: Decimal) -> str:
        """Return a number as it stands on paper: 0.5, 3, 1,000; never a trailing zero, never a bare sign.

        Source: ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations (trailing zero, naked decimal
        point, commas at 1,000 and above).
        """
        whole, _, fraction = format(value, "f").partition(".")
        fraction = fraction.rstrip("0")
        if int(whole) or not whole.startswith("-"):
            grouping = self.grouping if len(whole.lstrip("-")) >= self.grouping_from else ""
            whole = f"{int(whole):,}".replace(",", grouping)
        return f"{whole}{self.decimal}{fraction}" if fraction else whole


ENGLISH = NumberForm()


def plain_number(value: Decimal) -> str:
    """Return a number as pages and records write it: 0.5, 3, 1,000. Source: as for `NumberForm.write`."""
    return ENGLISH.write(value)


@dataclass(frozen=True)
class Quantity:
    """An exact amount of one unit, such as 4.5 mg. Compared and added only within one kind of unit."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal):
            raise BadQuantity(f"{self.value!r} is not an exact decimal; make it one from its text")
        if not self.value.is_finite():
            raise BadQuantity(f"{self.value} is not a number that can be measured")
        if self.value < 0:
            raise BadQuantity(f"{self.value} {self.unit.value} is negative; an amount starts at 0")
        if self.value >= TOO_MUCH:
            raise BadQuantity(f"{self.value:.3E} {self.unit.value} is more than any pharmacy holds; check it")

    @classmethod
    def read(cls, text: str) -> "Quantity":
        """Return the amount that a text states, such as "1.5 mg" or "250 mcg".

        Raises BadQuantity when number or unit is missing or not known, and for words that are no dose.
        Source: standards on input notation as for `read_unit`; dose words refused because published texts use
        "ultra-low" for doses a hundredfold apart.
        """
        cleaned = " ".join(text.split())
        if any(word in cleaned.lower() for word in _DOSE_WORDS):
            raise BadQuantity(f"{cleaned[:30]!r} is no dose: it means doses a hundredfold apart; write number and unit")
        number = re.match(r"[0-9.]+", cleaned, re.ASCII)
        if number is None or number.end() == len(cleaned):
            raise BadQuantity(f"amount {cleaned[:30]!r} needs a number and a unit, such as 4.5 mg")
        return cls(read_number(number.group()), read_unit(cleaned[number.end() :]))

    def __str__(self) -> str:
        return f"{plain_number(self.value)} {self.unit_word}"

    @property
    def unit_word(self) -> str:
        """The unit as it follows this number: 1 capsule, 2 capsules, 1 microgram, 10,000 units."""
        one, many = self.unit.words
        return one if self.value == 1 else many

    def to(self, unit: Unit) -> "Quantity":
        """Return the same amount in another unit of its kind (masses only convert into masses).

        Raises BadQuantity when the units are of different kinds. Source: arithmetic.
        """
        if unit is self.unit:
            return self
        if not (self.unit.is_mass and unit.is_mass):
            raise BadQuantity(f"{self} cannot be stated in {unit.value}: that needs {_what_it_needs(self.unit, unit)}")
        return Quantity(self.value * _MICROGRAMS_IN[self.unit] / _MICROGRAMS_IN[unit], unit)

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.value + other.to(self.unit).value, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.value - other.to(self.unit).value, self.unit)

    def __mul__(self, times: int | Decimal) -> "Quantity":
        return Quantity(self.value * times, self.unit)

    def __truediv__(self, other: "Quantity") -> Decimal:
        divisor = other.to(self.unit).value
        if not divisor:
            raise BadQuantity(f"{self} cannot be divided by {other}; check the smaller amount")
        return self.value / divisor

    def __lt__(self, other: "Quantity") -> bool:
        return self.value < other.to(self.unit).value

    def __le__(self, other: "Quantity") -> bool:
        return self.value <= other.to(self.unit).value

    def __gt__(self, other: "Quantity") -> bool:
        return self.value > other.to(self.unit).value

    def __ge__(self, other: "Quantity") -> bool:
        return self.value >= other.to(self.unit).value

    def same_as(self, other: "Quantity") -> bool:
        """Whether both are the same amount, whatever mass unit each is written in (0.5 mg is 500 micrograms)."""
        return self.unit.is_mass == other.unit.is_mass and self.value == other.to(self.unit).value


def unit_words(*, but: tuple[Unit, ...] = ()) -> tuple[str, ...]:
    """Return every word that a unit is written with on paper, the longest first, so that a pattern finds it whole.

    Source: the units of this module.
    """
    words = {word for unit in Unit if unit not in but for word in unit.words}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _what_it_needs(*units: Unit) -> str:
    return "the factor of its substance" if Unit.ACTIVITY in units else "a strength or a device"


def total(amounts: "list[Quantity]", *, unit: Unit) -> Quantity:
    """Return the sum of amounts, in one unit; an empty list is zero. Source: arithmetic."""
    result = Quantity(Decimal(0), unit)
    for amount in amounts:
        result = result + amount
    return result
