"""How the strength follows from the amounts, and what is weighed of each thing the active may be taken from."""

from collections.abc import Iterable
from decimal import Decimal

from formulations.master_record.amounts import (
    active_masses,
    amount_or_none,
    basis_of,
    count,
    further_masses,
    masses_taken_from,
    scaled,
)
from formulations.master_record.references import References
from formulations.master_record.shape import Fact
from formulations.science.quantities import Quantity, read_number
from formulations.written_out.document import Row

ONCE = Decimal(1)


def calculations(content: Row, *, batch: Quantity | None, refs: References) -> Iterable[Fact]:
    """Yield the mass of each active in the batch, or in the basis, and what to weigh for it. Source: arithmetic."""
    made = batch or basis_of(content)
    several = content.get("further_actives")
    for masses in (active_masses(content, made=made), further_masses(content, made=made)):
        if found := list(masses):
            name = found[0].active.capitalize() if several else "Active"
            yield Fact(f"{name} for {made}", "; ".join(one.how for one in found))
    for row in content.get("source_materials", []):
        worked = "; ".join(_worked(row, content=content, made=made))
        kind = f"{row.get('kind', '').replace('-', ' ')}. {row.get('weigh_as', '')}"
        yield refs.fact(row.get("name", ""), kind, row=row, why=f"{worked}." if worked else "")


def _worked(row: Row, *, content: Row, made: Quantity | None) -> Iterable[str]:
    unit = amount_or_none(row.get("labelled_mass_per_unit", ""))
    factor = row.get("factor", "1")
    for one in masses_taken_from(row, content=content, made=made):
        labelled = scaled(one.mass, times=ONCE)
        if unit and unit.value:
            yield f"{labelled} ÷ {unit} = {count(one.mass / unit)} of {unit} each"
        elif not one.mass.unit.is_mass:
            yield f"{labelled} ÷ the {one.mass.unit_word} in 1 mg or 1 g by the certificate"
        elif factor != "1":
            weighed = scaled(one.mass, times=read_number(factor))
            yield f"{labelled} × {factor} = {weighed}, then ÷ assay of the certificate"
        else:
            yield f"{labelled} ÷ assay of the certificate ÷ (1 − its water)"
