"""What papers and pages say that a preparation contains and is free from, in words."""

from dataclasses import dataclass

from formulations.reference.properties import carried, meant_by, properties
from formulations.science.contents import SOURCE_MATERIAL, Contained, contents_of
from formulations.science.contents import free_from as free_from_claims
from formulations.science.specification import ChosenFormula


@dataclass(frozen=True)
class BroughtAlong:
    """What a licensed product brings into the preparation made from it. product: its name; excipients: their names."""

    product: str
    excipients: tuple[str, ...]


def to_declare(formula: ChosenFormula) -> tuple[str, ...]:
    """Return, in patients' words, what some people have to avoid among all that a formula carries.

    The narrowest word alone: polysorbate 80 and not polysorbate too. Source: properties.toml (`declare`).
    """
    return tuple(properties()[one.property].patient for one in _declared(formula))


def for_the_record(formula: ChosenFormula) -> tuple[str, ...]:
    """Return what some people have to avoid, each with the parts that carry it: "lactose: lactose monohydrate".

    Source: the specification's excipients; properties.toml (`declare`).
    """
    return tuple(f"{properties()[one.property].name}: {', '.join(one.carriers)}" for one in _declared(formula))


def free_from(formula: ChosenFormula) -> tuple[str, ...]:
    """Return what the preparation may be called free from, in the words of the specification. Source: `contents.py`."""
    return free_from_claims(formula, means=meant_by)


def brought_along(formula: ChosenFormula) -> tuple[BroughtAlong, ...]:
    """Return what each licensed product that it is made from brings along, by the names of its excipients.

    Counted is what stands among the components, and the only source there is. Source: the source's own list.
    """
    sources = formula.specification.source_materials
    listed = {one.excipient for one in formula.components if one.function == SOURCE_MATERIAL}
    used = [one for one in sources if one.code in listed or len(sources) == 1]
    return tuple(BroughtAlong(one.name, one.excipients) for one in used if one.excipients)


def _declared(formula: ChosenFormula) -> list[Contained]:
    known = properties()
    found = [one for one in contents_of(formula) if one.property in known and known[one.property].declare]
    broader = {wide for one in found for wide in carried((one.property,)) if wide != one.property}
    return [one for one in found if one.property not in broader]
