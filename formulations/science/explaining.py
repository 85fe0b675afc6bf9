"""What would change a use-by date: the nearest studies, packs and sister formulations, each dated again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from formulations.science.beyond_use import BY_INGREDIENT, BY_PERSON, UseBy, find_use_by
from formulations.science.day_text import day_in_words
from formulations.science.evidence import (
    FILLER,
    Mismatch,
    mismatches,
    needs_proof_of_preservation,
    strength_per_unit,
    vehicle_of,
)
from formulations.science.formula import BadChoice, choose_formula
from formulations.science.law import Law
from formulations.science.life import BY_HOUSE, NoUseByLimit
from formulations.science.quantities import Unit
from formulations.science.specification import ChosenFormula, Component, Pack, Specification, StabilityStudy

PROOF = "with proof that the preservation works"
KINDS_OF_VEHICLE = {
    "nonpreserved-aqueous": "the vehicle without a preservative",
    "preserved-aqueous": "the preserved vehicle",
    "nonaqueous-oral-liquid": "the vehicle without water",
    "other-nonaqueous": "the form without water",
}
ORAL = "oral"


@dataclass(frozen=True)
class Change:
    """One thing that would give another use-by date. kind: study, pack, sister, category, ingredient, house or person.

    text: what would be otherwise ("in SyrSpend SF PH4, with proof that the preservation works"). days: how many the law
    counts from the day of making to that date. is_later: whether it is later than the date as it stands.
    """

    kind: str
    text: str
    date: date
    days: int
    is_later: bool
    source: str


@dataclass(frozen=True)
class Made:
    """What a use-by date follows from. sisters: other specifications of the same active, to compare with."""

    formula: ChosenFormula
    law: Law
    made_on: date
    ingredient_expiry: date | None = None
    shortened_to: date | None = None
    sisters: tuple[Specification, ...] = ()

    def dated(self, formula: ChosenFormula) -> UseBy | None:
        """The use-by date of another formula made the same day; None where nothing dates it."""
        try:
            return find_use_by(formula, law=self.law, made_on=self.made_on, ingredient_expiry=self.ingredient_expiry)
        except NoUseByLimit:
            return None


@dataclass(frozen=True)
class _Otherwise:
    """A formula that differs in one thing. is_better: whether it is worth saying only where the date is later."""

    kind: str
    text: str
    formula: ChosenFormula
    is_better: bool = True


def what_would_change(made: Made, *, use_by: UseBy) -> tuple[Change, ...]:
    """Return what would give another date, the latest first; empty where nothing known would.

    Looked at: studies that miss in exactly one thing, the packs, sister formulations in the same form and strength, the
    other categories of the same law, the pharmacy's own limits, and the expiry of the ingredients. Each is dated by
    the rules that date everything. use_by: as `find_use_by` gives it for the same facts.
    Where a person shortened the date, only that is said: nothing else moves it.
    Source: the limits themselves; arithmetic.
    """
    ruling = next(limit for limit in use_by.limits if limit.code == use_by.ruled_by and limit.applies)
    if ruling.kind == BY_PERSON:
        return _without(ruling.code, made=made, use_by=use_by, text="without the pharmacist's earlier date")
    if ruling.kind == BY_INGREDIENT:
        return _without(ruling.code, made=made, use_by=use_by, text="")
    found = [_change(one, made=made, use_by=use_by) for one in _otherwise(made, use_by=use_by)]
    changes = {one.text: one for one in found if one is not None}
    return tuple(sorted(changes.values(), key=lambda one: (-one.date.toordinal(), one.text)))


def _otherwise(made: Made, *, use_by: UseBy) -> Iterator[_Otherwise]:
    yield from _nearest_studies(made)
    yield from _other_packs(made.formula)
    yield from _without_house_limit(made.formula, code=use_by.ruled_by)
    sisters = list(_sisters(made))
    yield from sisters
    covered = {one.formula.specification.law_category for one in sisters}
    yield from (one for one in _other_categories(made.formula) if one.formula.specification.law_category not in covered)


def _change(one: _Otherwise, *, made: Made, use_by: UseBy) -> Change | None:
    """Return the change that a formula makes; None where it makes none that is worth saying."""
    found = made.dated(one.formula)
    if found is None or found.date == use_by.date or (one.is_better and found.date < use_by.date):
        return None
    source = next(limit.source for limit in found.limits if limit.code == found.ruled_by)
    return Change(one.kind, one.text, found.date, _days(found.date, made=made), found.date > use_by.date, source)


def _without(code: str, *, made: Made, use_by: UseBy, text: str) -> tuple[Change, ...]:
    """Return the date that the other limits give, once the one with this code is gone."""
    others = [limit for limit in use_by.limits if limit.applies and limit.code != code]
    if not others or min(limit.date for limit in others) == use_by.date:
        return ()
    after = min(others, key=lambda limit: limit.date)
    kind = BY_INGREDIENT if not text else BY_PERSON
    said = text or f"with ingredients that expire on {day_in_words(after.date)} or later"
    return (Change(kind, said, after.date, _days(after.date, made=made), is_later=True, source=after.source),)


def _days(until: date, *, made: Made) -> int:
    return (until - made.made_on).days + (1 if made.law.day_of_making_counts else 0)


def _nearest_studies(made: Made) -> Iterator[_Otherwise]:
    formula = made.formula
    category = formula.specification.law_category
    for study in formula.specification.studies:
        missed = mismatches(study, formula=formula)
        lacks_proof = needs_proof_of_preservation(study, category=category, law=made.law)
        if len(missed) > 1 or (not missed and not lacks_proof):
            continue
        said = [one.instead for one in missed] + ([PROOF] if lacks_proof else [])
        yield _Otherwise("study", ", ".join(said), _as_if(study, formula=formula, missed=missed))


def _as_if(study: StabilityStudy, *, formula: ChosenFormula, missed: Sequence[Mismatch]) -> ChosenFormula:
    """Return the formula as it were if this study held for it and proved that the preservation works."""
    for one in missed:
        formula = _moved(formula, to=study, what=one.what)
    strength = strength_per_unit(formula)
    ours = replace(
        study,
        microbial_evidence=True,
        vehicle=vehicle_of(formula),
        container=formula.pack.container.code,
        least_strength=min(study.least_strength, strength),
        most_strength=max(study.most_strength, strength),
        active="",
        preservative="",
        light="",
    )
    studies = tuple(ours if one is study else one for one in formula.specification.studies)
    return replace(formula, specification=replace(formula.specification, studies=studies))


def _moved(formula: ChosenFormula, *, to: StabilityStudy, what: str) -> ChosenFormula:
    """Return the formula in the vehicle, container or storage of a study, so that other studies no longer hold."""
    pack = formula.pack
    if what == "storage":
        return replace(formula, chosen_pack=replace(pack, storage=replace(pack.storage, code=to.storage)))
    if what == "container":
        return replace(formula, chosen_pack=replace(pack, container=replace(pack.container, code=to.container)))
    if what == "vehicle":
        return in_vehicle(formula, vehicle=to.vehicle)
    return formula


def in_vehicle(formula: ChosenFormula, *, vehicle: str) -> ChosenFormula:
    """Return the formula carried in another vehicle or filler, everything else as it is. Source: arithmetic."""
    parts = tuple(_refilled(part, vehicle=vehicle) for part in formula.components)
    return replace(formula, specification=replace(formula.specification, vehicle=vehicle), components=parts)


def _refilled(part: Component, *, vehicle: str) -> Component:
    is_filler = part.choice and part.function == FILLER
    return replace(part, excipient=vehicle) if is_filler else part


def _other_packs(formula: ChosenFormula) -> Iterator[_Otherwise]:
    for pack in formula.specification.packs:
        if pack.code != formula.pack.code:
            yield _Otherwise(
                "pack", f"in this pack: {_pack_in_words(pack)}", _in_pack(formula, pack=pack), is_better=False
            )


def _pack_in_words(pack: Pack) -> str:
    kept = f"{pack.storage.least_celsius} to {pack.storage.most_celsius} °C"
    return f"{pack.name}, {kept}"


def _in_pack(formula: ChosenFormula, *, pack: Pack) -> ChosenFormula:
    return replace(formula, chosen_pack=pack)


def _without_house_limit(formula: ChosenFormula, *, code: str) -> Iterator[_Otherwise]:
    limits = formula.specification.house_limits
    kept = tuple(limit for limit in limits if limit.code != code)
    if len(kept) < len(limits):
        without = replace(formula, specification=replace(formula.specification, house_limits=kept))
        yield _Otherwise(BY_HOUSE, f"without this pharmacy's own limit {code}", without)


def _sisters(made: Made) -> Iterator[_Otherwise]:
    ours = made.formula.specification
    alike = (one for one in made.sisters if (one.dosage_form, one.route) == (ours.dosage_form, ours.route))
    for sister in alike:
        for formula in _in_our_strength(sister, formula=made.formula):
            vehicle = KINDS_OF_VEHICLE.get(sister.law_category, "the vehicle")
            yield _Otherwise("sister", f"in {vehicle}, as {sister.name}", formula, is_better=False)


def _in_our_strength(sister: Specification, *, formula: ChosenFormula) -> Iterable[ChosenFormula]:
    """Return the sister in the strength of a formula, in its usual pack; nothing where it is not made so."""
    try:
        chosen = choose_formula(sister, strength=formula.strength.amount, choices={})
    except BadChoice:
        return ()
    return (chosen,) if chosen.strength.per.same_as(formula.strength.per) else ()


def _other_categories(formula: ChosenFormula) -> Iterator[_Otherwise]:
    """Return the formula in other categories of the law; no study is known for any of them."""
    specification = formula.specification
    for category, text in _CATEGORIES_AHEAD.get(specification.law_category, {}).items():
        if category == "nonaqueous-oral-liquid" and specification.route != ORAL:
            continue
        if category == "other-nonaqueous" and specification.basis.unit is not Unit.GRAM:
            continue
        other = replace(specification, law_category=category, studies=())
        yield _Otherwise("category", text, replace(formula, specification=other))


_DRIER = {"nonaqueous-oral-liquid": "in a vehicle without water", "other-nonaqueous": "in a base without water"}
_CATEGORIES_AHEAD = {
    "nonpreserved-aqueous": {"preserved-aqueous": "with a preservative in it", **_DRIER},
    "preserved-aqueous": _DRIER,
}
