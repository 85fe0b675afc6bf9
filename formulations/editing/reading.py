"""One typed field as a value of the document, or what is wrong with it and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from formulations.editing.codes import is_code
from formulations.editing.field import Field, Kind
from formulations.editing.known import Known
from formulations.editing.typed import TypedRow, words_in
from formulations.reference.plain_text import BadText, plain_text
from formulations.science.quantities import BadQuantity, Quantity, plain_number, read_number

LONGEST_LINE, LONGEST_TEXT, LONGEST_WORD = 300, 2000, 200
NOTHING = None
PICK_A_SOURCE = "Pick where this comes from: no source, no number."


class BadField(ValueError):
    """A field that cannot be kept as it was typed; the message says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """One field of one row as typed, and what it may refer to."""

    field: Field
    row: TypedRow
    known: Known

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.row.text(self.field.key)


def read_field(one: Field, row: TypedRow, *, known: Known) -> Any:
    """Return the value of a field as the document holds it; None when nothing is typed.

    Raises BadField for what cannot be read, and for a required field that is empty.
    """
    try:
        value = _READERS[one.kind](Cell(one, row, known=known))
    except (BadText, BadQuantity) as error:
        raise BadField(_sentence(str(error))) from error
    if one.required and value in (NOTHING, "", []):
        raise BadField(_needed(one))
    return value


def amount_text(text: str) -> str:
    """Return an amount in the one form that documents hold: "250 mcg" gives "250 micrograms".

    Raises BadQuantity, with its own message, for what is no amount.
    """
    if "," in text:
        raise BadQuantity(f"amount {text[:30]!r} has a comma; write a point for decimals and nothing for thousands")
    amount = Quantity.read(text)
    return f"{_digits(amount.value)} {amount.unit_word}"


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."


def _needed(one: Field) -> str:
    if one.kind in (Kind.SOURCE, Kind.SOURCES):
        return PICK_A_SOURCE
    if one.kind is Kind.CHOICE:
        return "Choose one."
    return "This is needed: write it here."


def _digits(value: Any) -> str:
    return plain_number(value).replace(",", "")


def _line(cell: Cell) -> str | None:
    return plain_text(cell.text, longest=LONGEST_LINE) or NOTHING


def _long(cell: Cell) -> str | None:
    return plain_text(cell.text, longest=LONGEST_TEXT) or NOTHING


def _code(cell: Cell) -> str | None:
    text = _line(cell)
    if text and not is_code(text):
        raise BadField(f"“{text}” is no code: write small letters, digits and hyphens, such as purified-water.")
    return text


def _quantity(cell: Cell) -> str | None:
    text = _line(cell)
    return amount_text(text) if text else NOTHING


def _quantities(cell: Cell) -> list[str] | None:
    amounts = [amount_text(word) for word in _words(cell) or []]
    return sorted(amounts, key=Quantity.read) or NOTHING


def _number(cell: Cell) -> str | None:
    text = _line(cell)
    return _digits(read_number(text)) if text else NOTHING


def _whole(cell: Cell) -> int | None:
    text = _line(cell)
    if text is None:
        return NOTHING
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise BadField(f"“{text[:20]}” is no whole number: write digits alone, such as 28.")
    return int(text)


def _density(cell: Cell) -> str | None:
    text = _line(cell)
    if text is None:
        return NOTHING
    number, _, unit = text.partition(" ")
    if unit.strip() not in ("g/ml", "g/mL") or not number:
        raise BadField(f"“{text[:20]}” is no density: write a number and g/ml, such as 1.26 g/ml.")
    return f"{_digits(read_number(number))} g/ml"


def _day(cell: Cell) -> str | None:
    text = _line(cell)
    try:
        return date.fromisoformat(text).isoformat() if text else NOTHING
    except ValueError as error:
        raise BadField(f"“{str(text)[:20]}” is no date: write year, month and day, such as 2026-11-22.") from error


def _flag(cell: Cell) -> bool:
    return cell.text == "yes"


def _perhaps(cell: Cell) -> bool | None:
    return {"yes": True, "no": False}.get(cell.text)


def _choice(cell: Cell) -> str | None:
    text = _line(cell)
    if text and text not in {value for value, _ in cell.field.choices}:
        raise BadField(f"“{text[:40]}” is not one of the choices; choose again.")
    return text


def _ticks(cell: Cell) -> list[str] | None:
    ticked = cell.row.ticks.get(cell.field.key, ())
    return [value for value, _ in cell.field.choices if value in ticked] or NOTHING


def _words(cell: Cell) -> list[str] | None:
    words = [plain_text(word, longest=LONGEST_WORD) for word in words_in(cell.text)]
    return words or NOTHING


def _substance(cell: Cell) -> str | None:
    text = _line(cell)
    code = cell.known.substance(text) if text else ""
    if text and not code:
        message = (
            f"“{text[:60]}” is not among the substances; pick one from the list, or add it under “What each carries”."
        )
        raise BadField(message)
    return code or NOTHING


def _any_substance(cell: Cell) -> str | None:
    text = _line(cell)
    code = cell.known.substance(text) or text if text else ""
    if text and not is_code(code):
        raise BadField(f"“{text[:60]}” is not among the substances; pick one from the list, or write its code.")
    return code or NOTHING


def _source(cell: Cell) -> str | None:
    code = _line(cell)
    if code and code not in cell.known.sources:
        raise BadField(f"{code[:40]!r} is not among the sources of this draft; pick one, or add it below.")
    return code


def _sources(cell: Cell) -> list[str] | None:
    entries = []
    for code, says in cell.row.said.get(cell.field.key, ()):
        said = plain_text(says, longest=LONGEST_TEXT)
        if said and not code:
            raise BadField(f"Pick the source that says “{said[:40]}”.")
        if code and code not in cell.known.sources:
            raise BadField(f"{code[:40]!r} is not among the sources of this draft; pick one, or add it below.")
        entries += [f"{code}: {said}" if said else code] if code else []
    return entries or NOTHING


_READERS: dict[Kind, Callable[[Cell], Any]] = {
    Kind.LINE: _line,
    Kind.LONG: _long,
    Kind.CODE: _code,
    Kind.QUANTITY: _quantity,
    Kind.QUANTITIES: _quantities,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.DENSITY: _density,
    Kind.DAY: _day,
    Kind.FLAG: _flag,
    Kind.PERHAPS: _perhaps,
    Kind.CHOICE: _choice,
    Kind.TICKS: _ticks,
    Kind.WORDS: _words,
    Kind.SUBSTANCE: _substance,
    Kind.ANY_SUBSTANCE: _any_substance,
    Kind.SOURCE: _source,
    Kind.SOURCES: _sources,
}
