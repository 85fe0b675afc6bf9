"""The components of a draft as far as they can be read, and the share of each in the basis."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from formulations.science.quantities import BadQuantity, Quantity, Unit, plain_number, read_number
from formulations.science.rounding import Direction, round_number

Row = Mapping[str, Any]
WITHOUT_AMOUNT = ("active", "source-material")  # the strength decides; a whole tablet weighs what it weighs
SHELL = "shell"
WITHOUT_TYPED = {"active": "as the strength says", SHELL: "one for each"}
SHARE_STEP = Decimal("0.001")
_SAID_IN = {"w": Unit.GRAM, "v": Unit.MILLILITRE}


@dataclass(frozen=True)
class Part:
    """One component as far as it can be read. amount: None when it is left open or cannot be read (then `unread`).

    by_strength: whether the amount is not typed but follows from the strength.
    """

    number: int
    row: Row
    name: str
    amount: Quantity | None
    unread: str = ""
    by_strength: bool = False

    @property
    def function(self) -> str:
        """What the component is for; empty when nothing is chosen."""
        return str(self.row.get("function", ""))

    @property
    def choice(self) -> str:
        """The choice it is an alternative of; empty when it is always in."""
        return str(self.row.get("choice", ""))

    @property
    def is_open(self) -> bool:
        """Whether as much of it is taken as is needed."""
        return self.amount is None and not self.unread and self.function not in (*WITHOUT_AMOUNT, SHELL)


def component_shares(document: Row) -> tuple[str, ...]:
    """Return the share of each component in the basis, in the order of the table; empty where it has none.

    "0.5 % w/v" (g in 100 ml), "20 % v/v", "12 % w/w", "250 mg in 1 capsule", "as much as is needed".
    Source: Ph. Eur. 1.2, per cent m/m, m/v and V/V.
    """
    basis = amount_of(document.get("preparation", {}).get("basis", ""))
    return tuple(_share(part, basis=basis) for part in parts_of(document))


def parts_of(document: Row) -> list[Part]:
    """Return the components of a document as far as they can be read. Source: the document.

    An active without an amount has the one that its only strength asks for.
    """
    names = {row.get("code"): str(row.get("name", row.get("code"))) for row in document.get("excipients", [])}
    basis = amount_of(document.get("preparation", {}).get("basis", ""))
    strengths = strengths_by_active(document)
    parts = [_part(number, row=row, names=names) for number, row in enumerate(document.get("components", []))]
    return [
        _with_strength(part, rows=strengths.get(str(part.row.get("excipient", "")), []), basis=basis) for part in parts
    ]


def _part(number: int, *, row: Row, names: Mapping[Any, str]) -> Part:
    code = row.get("excipient", "")
    name = names.get(code, str(code)) or f"component {number + 1}"
    text = str(row.get("quantity", "")).strip()
    if not text:
        return Part(number, row, name=name, amount=None)
    try:
        return Part(number, row, name=name, amount=Quantity.read(text))
    except BadQuantity as error:
        return Part(number, row, name=name, amount=None, unread=str(error))


def _with_strength(part: Part, *, rows: list[Row], basis: Quantity | None) -> Part:
    if part.function != "active" or part.amount is not None or part.unread or basis is None or len(rows) != 1:
        return part
    needed = needed_for(rows[0], basis=basis)
    return part if needed is None else replace(part, amount=needed, by_strength=True)


def strengths_by_active(document: Row) -> dict[str, list[Row]]:
    """Return the strengths that each active is made in, by its code. Source: the document."""
    rows = {str(row.get("code", "")): [row] for row in document.get("further_actives", [])}
    strengths = list(document.get("strengths", []))
    return rows | {str(document.get("active", {}).get("code", "")): strengths}


def needed_for(strength: Row, *, basis: Quantity) -> Quantity | None:
    """Return how much active the basis holds at a strength; None where that cannot be told. Source: arithmetic."""
    amount, per = amount_of(strength.get("amount", "")), amount_of(strength.get("per", ""))
    if amount is None or per is None or not per.value:
        return None
    try:
        return amount * (basis / per)
    except BadQuantity:
        return None


def amount_of(text: object) -> Quantity | None:
    """Return the amount that a text states, or None when it states none. Source: `Quantity.read`."""
    try:
        return Quantity.read(str(text))
    except BadQuantity:
        return None


def densities_of(document: Row) -> dict[str, Decimal]:
    """Return the densities that a document states, in g per ml, by the code of the substance. Source: the document."""
    found = {}
    for row in document.get("excipients", []):
        number, _, unit = str(row.get("density", "")).partition(" ")
        if unit == "g/ml":
            try:
                found[str(row.get("code", ""))] = read_number(number)
            except BadQuantity:
                continue
    return found


def _share(part: Part, *, basis: Quantity | None) -> str:
    if part.is_open:
        return "as much as is needed"
    if part.amount is None and not part.unread and part.function in WITHOUT_TYPED:
        return WITHOUT_TYPED[part.function]
    if part.amount is None or basis is None or not basis.value:
        return ""
    if basis.unit.is_count or part.amount.unit is Unit.ACTIVITY:
        each = Quantity(rounded(part.amount.value / basis.value), part.amount.unit)
        return f"{each} in 1 {basis.unit.words[0]}"
    said = _percentage(part.amount, basis=basis)
    return f"{said}, as the strength says" if part.by_strength and said else said


def _percentage(amount: Quantity, *, basis: Quantity) -> str:
    both = (_kind(amount), _kind(basis))
    if "" in both:
        return ""
    hundred = amount.to(_SAID_IN[both[0]]).value / basis.to(_SAID_IN[both[1]]).value * 100
    return f"{plain_number(rounded(hundred))} % {both[0]}/{both[1]}"


def _kind(amount: Quantity) -> str:
    if amount.unit.is_mass:
        return "w"
    return "v" if amount.unit is Unit.MILLILITRE else ""


def rounded(value: Decimal) -> Decimal:
    """Return a number to a thousandth, and a smaller one to its first two digits. Source: house rule for shares."""
    step = SHARE_STEP
    while 0 < value < step * 10:
        step /= 10
    return round_number(value, step=step, direction=Direction.NEAREST)
