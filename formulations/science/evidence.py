"""Evidence: what a stability study holds for, and why it does or does not lengthen a use-by date."""

from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.quantities import Quantity
from formulations.science.specification import ChosenFormula, Law, StabilityStudy

FILLER = "filler"  # the filler is the vehicle of a capsule: it is what the active was stored in


def vehicle_of(formula: ChosenFormula) -> str:
    """Return the code of what the active is carried in: the filler chosen, or else the specification's vehicle.

    Source: USP <795>, evidence counts for the same active, vehicle, strength range and container only.
    """
    fillers = [part.excipient for part in formula.components if part.choice and part.function == FILLER]
    return fillers[0] if fillers else formula.specification.vehicle


def why_not_ours(study: StabilityStudy, *, formula: ChosenFormula) -> tuple[str, ...]:
    """Return the reasons why a study was made on something else; none means that it matches exactly.

    Source: as for `vehicle_of`.
    """
    specification = formula.specification
    pairs = (
        ("vehicle", study.vehicle, vehicle_of(formula)),
        ("container", study.container, specification.container.code),
        ("storage", study.storage, specification.storage.code),
    )
    reasons = [f"its {what} is {theirs}, ours is {ours}" for what, theirs, ours in pairs if theirs != ours]
    strength = dose_within(Quantity(Decimal(1), formula.strength.per.unit), strength=formula.strength)
    if not study.least_strength <= strength <= study.most_strength:
        reasons.append(f"it covers {study.least_strength} to {study.most_strength}, ours is {formula.strength}")
    return tuple(reasons)


def why_not_longer(study: StabilityStudy, *, category: str, law: Law) -> tuple[str, ...]:
    """Return the reasons why a law does not let a study lengthen the life of a category; none means that it may.

    Source: the law edition (USP <795>: unpreserved water-based forms are never extended, other water-based forms
    need proof of antimicrobial effectiveness).
    """
    if category in law.never_extend:
        return (f"{law.name} lets no study lengthen this kind of preparation",)
    if category in law.extension_needs_microbial and not study.microbial_evidence:
        return (f"{law.name} asks for proof that the preservation works, and it gives none",)
    return ()
