"""The components of a draft, checked as they are typed: do they add up, do they fit the strength, what is each's share.

Nothing here refuses: a draft may be incomplete. What is returned is said beside the table.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from formulations.science.component_parts import (
    SHELL,
    WITHOUT_AMOUNT,
    Part,
    Row,
    amount_of,
    densities_of,
    needed_for,
    parts_of,
    rounded,
    strengths_by_active,
)
from formulations.science.quantities import BadQuantity, Quantity, Unit


@dataclass(frozen=True)
class Remark:
    """Something to see in the table. row: number of the component from 0, or None for the whole. wrong: must change."""

    text: str
    row: int | None = None
    wrong: bool = True


def check_components(document: Row) -> tuple[Remark, ...]:
    """Return what is wrong or worth a look in the components of a document, which may be incomplete.

    document: as it is kept, with `preparation.basis`, `strengths`, `active`, `further_actives`, `excipients` and
    `components`; amounts as text. Source: arithmetic; USP <795> 11.2 and Ph. Eur. monograph 2619 ask for the quantity
    of each ingredient; house rules for one open component and one default of each choice.
    """
    parts = parts_of(document)
    basis = amount_of(document.get("preparation", {}).get("basis", ""))
    return (
        *_of_rows(parts),
        *_of_choices(parts),
        *_repeated(parts),
        *_of_strength(document, parts=parts, basis=basis),
        *_of_sum(parts, basis=basis, densities=densities_of(document)),
    )


def _of_rows(parts: list[Part]) -> Iterable[Remark]:
    for part in parts:
        if part.unread:
            yield Remark(f"{part.name}: {part.unread}.", part.number)
        if not part.function:
            yield Remark(f"{part.name}: choose what it is for.", part.number)
        if part.amount is not None and part.amount.unit is Unit.PERCENT:
            yield Remark(f"{part.name}: {part.amount} is a share; write the amount for the basis.", part.number)
        if part.amount is not None and not part.amount.value:
            yield Remark(f"{part.name}: 0 is no amount; write one, or take the row out.", part.number)
        if part.function == SHELL and part.amount is not None and not part.amount.unit.is_count:
            yield Remark(f"{part.name}: a shell is counted; leave its amount empty.", part.number, wrong=False)
    if parts and not any(part.function in WITHOUT_AMOUNT for part in parts):
        yield Remark("No component is the active or the product it is taken from.")


def _of_choices(parts: list[Part]) -> Iterable[Remark]:
    for choice in dict.fromkeys(part.choice for part in parts if part.choice):
        among = [part for part in parts if part.choice == choice]
        usual = [part for part in among if part.row.get("is_default")]
        if len(usual) != 1:
            have = "has none" if not usual else f"has {len(usual)}: {_listed(usual)}"
            yield Remark(f"The choice “{choice}” needs exactly one usual component and {have}.", among[0].number)
        if len(among) == 1:
            message = f"{among[0].name} is the only alternative of “{choice}”: add another, or clear the choice."
            yield Remark(message, among[0].number, wrong=False)
    for part in parts:
        if part.row.get("is_default") and not part.choice:
            yield Remark(f"{part.name} is marked as the usual one, but of no choice.", part.number, wrong=False)


def _repeated(parts: list[Part]) -> Iterable[Remark]:
    counts = Counter((part.row.get("excipient"), part.function, part.choice) for part in parts)
    seen: set[Any] = set()
    for part in parts:
        key = (part.row.get("excipient"), part.function, part.choice)
        if part.row.get("excipient") and counts[key] > 1 and key in seen:
            yield Remark(f"{part.name} stands here twice as {_words(part.function)}; make it one row.", part.number)
        seen.add(key)


def _of_strength(document: Row, *, parts: list[Part], basis: Quantity | None) -> Iterable[Remark]:
    wanted = strengths_by_active(document)
    for part in parts:
        rows = wanted.get(str(part.row.get("excipient", "")), [])
        if part.function != "active" or part.amount is None or part.by_strength or basis is None or not rows:
            continue
        needed = [need for need in (needed_for(row, basis=basis) for row in rows) if need is not None]
        if not needed:
            message = (
                f"{part.name}: the strength is not stated in the unit of the basis, {basis}; they cannot be compared."
            )
            yield Remark(message, part.number, wrong=False)
        elif not any(_same(need, part.amount) for need in needed):
            asked = " or ".join(dict.fromkeys(str(need) for need in needed))
            stated = " or ".join(f"{row.get('amount')} in {row.get('per')}" for row in rows)
            yield Remark(f"{part.name}: {part.amount} in {basis}, but {stated} needs {asked}.", part.number)


def _same(one: Quantity, other: Quantity) -> bool:
    try:
        return one.same_as(other)
    except BadQuantity:
        return False


def _of_sum(parts: list[Part], *, basis: Quantity | None, densities: Mapping[str, Decimal]) -> Iterable[Remark]:
    if not parts:
        return
    if basis is None:
        yield Remark(
            "The basis is not stated: state it under “Basis and kind in law”, then shares and sums can be shown."
        )
        return
    together = [part for part in parts if not part.choice or part.row.get("is_default")]
    open_ended = [part for part in together if part.is_open]
    if len(open_ended) > 1:
        message = f"{_listed(open_ended)} are without an amount: only one may be left open (as much as is needed)."
        yield Remark(message, open_ended[1].number)
    if any(part.unread for part in together):
        return
    if basis.unit.is_mass or basis.unit is Unit.MILLILITRE:
        yield from _against(basis, together=together, open_ended=open_ended, densities=densities)


def _against(
    basis: Quantity, *, together: list[Part], open_ended: list[Part], densities: Mapping[str, Decimal]
) -> Iterable[Remark]:
    """Compare what is stated with a basis of mass or volume."""
    stated = [part for part in together if part.amount is not None and not part.amount.unit.is_count]
    fits = [(part, _in_unit_of(basis, part=part, densities=densities)) for part in stated]
    summed = sum((amount for _, amount in fits if amount is not None), Decimal(0))
    foreign = [part for part, amount in fits if amount is None]
    if summed > basis.value:
        yield Remark(f"{_listed([part for part, amount in fits if amount is not None])} add up to "
                     f"{_said(summed, basis)}, more than the basis of {basis}.")  # fmt: skip
        return
    fitting = [part for part, amount in fits if amount is not None]
    if foreign:
        yield _cannot_be_added(foreign, fitting=fitting, basis=basis, open_ended=open_ended)
    elif open_ended:
        name, rest = open_ended[0].name, basis.value - summed
        yield Remark(f"{_said(summed, basis)} are stated; {name} makes up the other {_said(rest, basis)}.", wrong=False)
    elif not any(part.amount is None and part.function in WITHOUT_AMOUNT for part in together):
        short = _said(basis.value - summed, basis)
        if summed < basis.value:
            yield Remark(f"The components add up to {_said(summed, basis)}, {short} short of the basis of {basis}: "
                         "correct an amount, or leave one component open.")  # fmt: skip
        else:
            yield Remark(f"The components add up to {basis}, the basis.", wrong=False)
    else:
        yield Remark(f"Nothing makes up to {basis}: leave one component open (as much as is needed).")


def _cannot_be_added(foreign: list[Part], *, fitting: list[Part], basis: Quantity, open_ended: list[Part]) -> Remark:
    one, many = ("a volume", "volumes") if basis.unit.is_mass else ("a mass", "masses")
    what = f"{_listed(foreign)} {f'is {one}' if len(foreign) == 1 else f'are {many}'}"
    beside = f" and {_listed(fitting)} {'is' if len(fitting) == 1 else 'are'} not" if fitting else ""
    them = "it" if len(foreign) == 1 and not fitting else "they"
    if open_ended:
        end = f"; {open_ended[0].name} makes up to {basis}"
    else:
        end = f": leave one component open, so that it makes up to {basis}"
    return Remark(f"{what}{beside}: {them} cannot be added up to {basis}{end}.", wrong=not open_ended)


def _in_unit_of(basis: Quantity, *, part: Part, densities: Mapping[str, Decimal]) -> Decimal | None:
    """Return the amount in the basis's unit, a volume through its density; None where that is not known.

    A mass in a basis of volume stays None: what it displaces when it dissolves is not known.
    """
    amount = part.amount
    if amount is None:
        return None
    if amount.unit is basis.unit or (amount.unit.is_mass and basis.unit.is_mass):
        return amount.to(basis.unit).value
    density = densities.get(str(part.row.get("excipient", "")))
    if density is not None and amount.unit is Unit.MILLILITRE and basis.unit.is_mass:
        return Quantity(amount.value * density, Unit.GRAM).to(basis.unit).value
    return None


def _said(value: Decimal, basis: Quantity) -> str:
    return str(Quantity(rounded(value), basis.unit))


def _listed(parts: list[Part]) -> str:
    names = [part.name for part in parts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _words(function: str) -> str:
    return function.replace("-", " ") or "nothing stated"
