"""The master formulation record: one version of a specification as it is printed and pinned to the wall.

Source: USP <795> (2023), master formulation record; ApBetrO § 7 (1a), written instruction for making.
"""

from collections.abc import Iterable
from datetime import date

from formulations.life_cycle import State
from formulations.master_record import calculating, composition, keeping, outward, work
from formulations.master_record.references import References
from formulations.master_record.shape import Dating, Fact, MasterRecord, Part
from formulations.master_record.standing import signatures_of, standing_of
from formulations.models import Specification
from formulations.reference.formulary import BadSpecification, specification_from
from formulations.science.law import Law
from formulations.science.quantities import BadQuantity, Quantity, Unit

__all__ = ["MasterRecord", "batch_size", "master_record"]

EXPECTED = {
    "equipment": "equipment",
    "hazard": "hazard and protection",
    "method": "method",
    "appearance": "appearance",
    "quality_checks": "quality checks",
}


def batch_size(text: str, *, basis: str) -> Quantity:
    """Return the amount of preparation to work the record out for.

    text: as typed ("60 ml", "30 capsules"). basis: the amount that the specification is written for ("100 ml").
    Raises BadQuantity for what is no amount, an amount of 0, or one in another kind of unit.
    """
    wanted, unit = Quantity.read(text), Quantity.read(basis).unit
    if not wanted.value or (wanted.unit.is_count and wanted.value % 1):
        raise BadQuantity(f"a batch of {wanted} cannot be made; give an amount such as {basis}")
    if wanted.unit is not unit and not (wanted.unit.is_mass and unit.is_mass):
        raise BadQuantity(f"{wanted} cannot be worked out: this record is written in {unit_word(unit)}")
    return wanted.to(unit)


def unit_word(unit: Unit) -> str:
    """Return a unit as it is named for many: ml, g, capsules."""
    return f"{unit.value}s" if unit.is_count else str(unit.value)


def master_record(
    row: Specification, *, state: State, law: Law, today: date, batch: Quantity | None = None
) -> MasterRecord:
    """Return one version as it is printed.

    law: the edition whose limits are shown. batch: the size that the amounts are also worked out for.
    What a draft does not state yet is said to be missing; nothing is made up for it.
    """
    content, refs = row.content, References(row.content)
    head, basis = content.get("formulation", {}), content.get("preparation", {}).get("basis", "")
    return MasterRecord(
        title=head.get("name", row.formulation.name),
        code=row.formulation.code,
        version=row.version,
        sha256=row.sha256,
        standing=standing_of(row, state=state, today=today),
        signatures=tuple(signatures_of(row)),
        missing=tuple(words for key, words in EXPECTED.items() if not content.get(key)),
        summary=head.get("summary", ""),
        identity=_part("Identity", composition.identity(content, refs=refs)),
        basis=basis,
        batch=str(batch) if batch else "",
        components=tuple(composition.ingredients(content, batch=batch, refs=refs)),
        calculations=_part("Calculations", calculating.calculations(content, batch=batch, refs=refs)),
        equipment=_part("Equipment", work.equipment(content, refs=refs)),
        hazard=_part("Hazard and protection", work.hazard(content, refs=refs)),
        steps=tuple(work.steps(content, refs=refs)),
        finished=_part("Finished preparation", work.appearance(content, refs=refs)),
        checks=tuple(work.checks(content, refs=refs)),
        keeping=_part("Container and storage", keeping.packs(content, refs=refs)),
        datings=_datings(row, law=law, made_on=today, refs=refs),
        label=_part("Label", (*work.measuring(content, refs=refs), *outward.label(content, refs=refs))),
        limits_of_use=_part("Refused, conditional, and limits of the dose", outward.limits_of_use(content, refs=refs)),
        money=_part("Price", outward.money(content, refs=refs)),
        changes=_changes(row),
        references=refs.listed(),
    )


def _part(title: str, facts: Iterable[Fact]) -> Part:
    return Part(title, tuple(facts))


def _datings(row: Specification, *, law: Law, made_on: date, refs: References) -> tuple[Dating, ...]:
    try:
        specification = specification_from(row.content, version=row.version, sha256=row.sha256)
    except (BadSpecification, KeyError) as fault:
        return (Dating("", f"It cannot be dated as it stands: {fault}", ()),)
    return keeping.datings(specification, law=law, made_on=made_on, refs=refs)


def _changes(row: Specification) -> Part:
    facts = [
        Fact("Follows", f"version {row.based_on.version}" if row.based_on else "nothing: this is the first version")
    ]
    facts += [Fact("What changed", row.change_note)] if row.change_note else []
    facts += [Fact("Origin", row.origin)] if row.origin else []
    return Part("Change", tuple(facts))
