"""Evidence: what a stability study holds for, and why it does or does not lengthen a use-by date."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.law import Law
from formulations.science.quantities import Quantity
from formulations.science.specification import ChosenFormula, StabilityStudy

FILLER = "filler"  # the filler is the vehicle of a capsule: it is what the active was stored in
PRESERVATIVE = "preservative"
UNOPENED, IN_USE = "unopened", "in-use"
PROTECTED = "protected"


@dataclass(frozen=True)
class Mismatch:
    """One thing in which a study was made on something else. what: vehicle, container, storage, strength ...

    sentence: "its vehicle is SyrSpend SF PH4, ours is syrup". instead: what would have to change in ours for the study
    to hold, as the end of a sentence: "in SyrSpend SF PH4".
    """

    what: str
    sentence: str
    instead: str


def vehicle_of(formula: ChosenFormula) -> str:
    """Return the code of what the active is carried in: the filler chosen, or else the specification's vehicle.

    Source: USP <795>, evidence counts for the same active, vehicle, strength range and container only.
    """
    fillers = [part.excipient for part in formula.components if part.choice and part.function == FILLER]
    return fillers[0] if fillers else formula.specification.vehicle


def mismatches(study: StabilityStudy, *, formula: ChosenFormula) -> tuple[Mismatch, ...]:
    """Return everything in which a study was made on something else; none means that it holds for this formula.

    Compared are vehicle, container, storage and strength, and active, preservative, light and state where the study
    states them. Source: as for `vehicle_of`.
    """
    found = (
        _other_active(study, formula=formula),
        _other_vehicle(study, formula=formula),
        _other_preservative(study, formula=formula),
        _other_container(study, formula=formula),
        _other_storage(study, formula=formula),
        _other_light(study, formula=formula),
        _other_strength(study, formula=formula),
        _other_state(study),
    )
    return tuple(one for one in found if one is not None)


def why_not_ours(study: StabilityStudy, *, formula: ChosenFormula) -> tuple[str, ...]:
    """Return the reasons why a study was made on something else; none means that it matches.

    Source: as for `vehicle_of`.
    """
    return tuple(one.sentence for one in mismatches(study, formula=formula))


def not_compared(study: StabilityStudy) -> tuple[str, ...]:
    """Return what the record of a study does not state, so that it could not be compared. Source: the study."""
    stated = {
        "active and salt": study.active,
        "preservative": study.preservative,
        "light": study.light,
        "opened or unopened": study.state,
    }
    return tuple(name for name, value in stated.items() if not value)


def why_not_longer(study: StabilityStudy, *, category: str, law: Law) -> tuple[str, ...]:
    """Return the reasons why a law does not let a study lengthen the life of a category; none means that it may.

    Source: the law edition (USP <795>: unpreserved water-based forms are never extended, other water-based forms
    need proof of antimicrobial effectiveness).
    """
    if category in law.never_extend:
        return (f"the law ({law.name}) lets no study lengthen this kind of preparation",)
    if needs_proof_of_preservation(study, category=category, law=law):
        return (f"{law.name} asks for proof that the preservation works, and it gives none",)
    return ()


def needs_proof_of_preservation(study: StabilityStudy, *, category: str, law: Law) -> bool:
    """Return whether a law asks for proof that the preservation works where the study gives none.

    Source: the law edition (USP <795>: antimicrobial effectiveness, USP <51>).
    """
    return category in law.extension_needs_microbial and not study.microbial_evidence


def strength_per_unit(formula: ChosenFormula) -> Quantity:
    """Return the active in one ml, g or piece: what the range of a study is compared with. Source: arithmetic."""
    return dose_within(Quantity(Decimal(1), formula.strength.per.unit), strength=formula.strength)


def name_of_vehicle(code: str, *, formula: ChosenFormula) -> str:
    """Return what people call a vehicle or filler: its name in the specification, or its code in words.

    Source: the specification.
    """
    specification = formula.specification
    if code == specification.vehicle and specification.vehicle_name:
        return specification.vehicle_name
    names = {excipient.code: excipient.name for excipient in specification.excipients}
    return names.get(code, in_words(code))


def name_of_container(code: str, *, formula: ChosenFormula) -> str:
    """Return what people call a container: its name in a pack of the specification, or its code in words.

    Source: the specification.
    """
    names = {pack.container.code: pack.container.name for pack in formula.specification.packs}
    return names.get(code, in_words(code))


def in_words(code: str) -> str:
    """Return a code as words: "room-temperature" is "room temperature". Source: house rule."""
    return code.replace("-", " ")


def _other_active(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    ours = formula.specification.active_code
    if not study.active or not ours or study.active == ours:
        return None
    sentence = f"its active is {in_words(study.active)}, ours is {in_words(ours)}"
    return Mismatch("active", sentence, f"made with {in_words(study.active)}")


def _other_vehicle(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    ours = vehicle_of(formula)
    if study.vehicle == ours:
        return None
    theirs = study.vehicle_name or name_of_vehicle(study.vehicle, formula=formula)
    sentence = f"its vehicle is {theirs}, ours is {name_of_vehicle(ours, formula=formula)}"
    return Mismatch("vehicle", sentence, f"in {theirs}")


def _other_preservative(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    ours = sorted(part.excipient for part in formula.components if part.function == PRESERVATIVE) or ["none"]
    if not study.preservative or study.preservative in ours:
        return None
    theirs = in_words(study.preservative)
    sentence = f"its preservative is {theirs}, ours is {' and '.join(in_words(code) for code in ours)}"
    return Mismatch(
        "preservative", sentence, "without a preservative" if theirs == "none" else f"preserved with {theirs}"
    )


def _other_container(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    ours = formula.pack.container
    if study.container == ours.code:
        return None
    theirs = name_of_container(study.container, formula=formula)
    return Mismatch(
        "container", f"its container is {theirs}, ours is {ours.name}", f"filled into this container: {theirs}"
    )


def _other_storage(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    ours = formula.pack.storage.code
    if study.storage == ours:
        return None
    theirs = in_words(study.storage)
    return Mismatch("storage", f"its storage is {theirs}, ours is {in_words(ours)}", f"stored at this: {theirs}")


def _other_light(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    if study.light != PROTECTED or formula.pack.storage.protect_from_light:
        return None
    return Mismatch("light", "it was kept from light, ours is not", "kept from light")


def _other_strength(study: StabilityStudy, *, formula: ChosenFormula) -> Mismatch | None:
    if study.least_strength <= strength_per_unit(formula) <= study.most_strength:
        return None
    covers = f"{study.least_strength} to {study.most_strength}"
    return Mismatch("strength", f"it covers {covers}, ours is {formula.strength}", f"in a strength of {covers}")


def _other_state(study: StabilityStudy) -> Mismatch | None:
    if study.state != IN_USE:
        return None
    return Mismatch("state", "it was made on opened containers, and this date is for unopened ones", "once opened")
