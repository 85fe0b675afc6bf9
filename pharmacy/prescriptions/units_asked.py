"""Units are never assumed: a number without one, or with one that may be the wrong one, is asked back."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from formulations.science.doses import dose_in_mass
from formulations.science.either_unit import CODE, readings_of
from formulations.science.findings import Severity
from formulations.science.formula import BadChoice, choose_formula
from formulations.science.plan import Plan
from formulations.science.quantities import BadQuantity, Quantity, plain_number, read_number
from formulations.science.specification import ChosenFormula, Specification
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.doses import StepForm


@dataclass(frozen=True)
class UnitAnswer:
    """One reading of a number, spelled out. act: what its button does."""

    act: str
    words: str


@dataclass(frozen=True)
class UnitAsked:
    """A question about the unit of one dose. about: the dose as it stands. answers: each one click."""

    about: str
    why: str
    answers: tuple[UnitAnswer, ...]


def units_asked(
    forms: Iterable[StepForm],
    *,
    specification: Specification | None,
    strength: Quantity | None,
    plans: Iterable[Plan | None],
) -> tuple[UnitAsked, ...]:
    """Return what is asked about the units of the doses that are typed, row by row, each reading spelled out.

    strength: the one chosen, where there are several. plans: of each part of the order, None where there is none yet.
    A step that names its product is asked about as that one is taken. Source: house rule.
    """
    usual = _formula(specification, strength=strength)
    bare = [_bare(form, row=row, formula=_formula_of(form, usual=usual)) for row, form in enumerate(forms, start=1)]
    return (*(one for one in bare if one), *_could_be_either(plans))


def with_amount(data: Any, rest: str) -> Any:
    """Return posted data in which a dose has the amount and unit that was answered: "1-4.5 mg" is the first dose.

    Raises BadEntry for a text that is none.
    """
    row, _, text = rest.partition("-")
    if not (row.isascii() and row.isdigit() and len(row) < 3):
        raise BadEntry(f"{row[:10]!r} is no dose of this page; type it", field="Dose")
    try:
        amount = Quantity.read(text)
    except BadQuantity as error:
        raise BadEntry(str(error), field=f"Dose {row}") from error
    changed = data.copy()
    changed[f"step-{row}-dose"] = plain_number(amount.value).replace(",", "")
    changed[f"step-{row}-unit"] = amount.unit.value
    return changed


def _formula(specification: Specification | None, *, strength: Quantity | None) -> ChosenFormula | None:
    if specification is None:
        return None
    try:
        return choose_formula(specification, strength=strength, choices={})
    except (BadChoice, BadQuantity):
        return None


def _formula_of(form: StepForm, *, usual: ChosenFormula | None) -> ChosenFormula | None:
    named = form.product_named
    return _formula(named.specification, strength=named.amount) if named else usual


def _bare(form: StepForm, *, row: int, formula: ChosenFormula | None) -> UnitAsked | None:
    """The question about a number that stands without a unit."""
    typed, unit = form.typed("dose"), form.typed("unit")
    try:
        number = read_number(typed)
    except BadQuantity:
        return None
    if unit or not number:
        return None
    is_whole = number == number.to_integral_value()
    units = [one for one in form.units if is_whole or not one.is_count]
    answers = tuple(_answer(Quantity(number, one), row=row, formula=formula) for one in units)
    return UnitAsked(typed.strip(), "A number without a unit is never taken for a dose. Of what?", answers)


def _answer(amount: Quantity, *, row: int, formula: ChosenFormula | None) -> UnitAnswer:
    typed = f"{plain_number(amount.value).replace(',', '')} {amount.unit_word}"
    return UnitAnswer(f"amount-{row}-{typed}", _spelled_out(amount, formula=formula))


def _spelled_out(amount: Quantity, *, formula: ChosenFormula | None) -> str:
    """An amount with what it is in the other unit: "4.5 ml, which is 22.5 mg"; alone where that is not known."""
    if formula is None:
        return str(amount)
    readings = readings_of(amount.value, formula=formula)
    if readings and amount.unit is readings.mass.unit:
        return readings.as_mass
    try:
        held = dose_in_mass(amount, formula=formula)
    except BadQuantity:
        return str(amount)
    return str(amount) if held.unit is amount.unit else f"{amount}, which is {held}"


def _could_be_either(plans: Iterable[Plan | None]) -> list[UnitAsked]:
    """The questions about doses in ml whose number would be a dose in mg too, one for each part of the order."""
    asked: list[UnitAsked] = []
    rows_before = 0
    for made in plans:
        if made is None:  # its rows are not known to the parts after it
            return asked
        asked += _could_be_either_in(made, rows_before=rows_before)
        rows_before += len(made.order.steps)
    return asked


def _could_be_either_in(made: Plan, *, rows_before: int) -> list[UnitAsked]:
    """The question about one part; both answers are written in mg."""
    found = [one for one in made.findings if one.code == CODE and one.severity is Severity.WARN]
    if not found:
        return []
    row, number = _row_about(made, about=found[0].about)
    row += rows_before
    readings = readings_of(number, formula=made.order.formula)
    if readings is None:
        return []
    as_written = UnitAnswer(_act(row, amount=readings.held), f"{readings.held}, which is {readings.volume}, as written")
    other = UnitAnswer(_act(row, amount=readings.mass), f"{readings.as_mass}")
    return [UnitAsked(found[0].about, "The same number is a dose in both units. Which was meant?", (as_written, other))]


def _row_about(made: Plan, *, about: str) -> tuple[int, Decimal]:
    steps = enumerate(made.order.steps, start=1)
    return next((row, step.dose.value) for row, step in steps if str(step.dose) == about)


def _act(row: int, *, amount: Quantity) -> str:
    return f"amount-{row}-{plain_number(amount.value).replace(',', '')} {amount.unit_word}"
