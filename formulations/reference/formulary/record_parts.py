"""What a master formulation record holds besides: equipment, method, appearance, checks, hazard, price."""

from formulations.reference.sourced import check_source
from formulations.reference.typed_reader import Table
from formulations.science.specification import Hazard, MethodStep, PriceBasis, QualityCheck, Source

Sources = dict[str, Source]


def read_equipment(root: Table, *, sources: Sources) -> tuple[str, ...]:
    """Return what the preparation is made with, by name. Raises the table's error."""
    names = []
    for row in root.tables("equipment"):
        names.append(row.text("name"))
        check_source(row, sources=sources)
    return tuple(names)


def read_method(root: Table, *, sources: Sources) -> tuple[MethodStep, ...]:
    """Return the steps of making, in their order. Raises the table's error."""
    return tuple(_step(row, sources=sources) for row in root.tables("method"))


def read_appearance(root: Table, *, sources: Sources) -> str:
    """Return what the finished preparation looks like, or nothing where it is not stated."""
    if not root.has("appearance"):
        return ""
    row = root.table("appearance")
    text = row.text("text")
    check_source(row, sources=sources)
    return text


def read_quality_checks(root: Table, *, sources: Sources) -> tuple[QualityCheck, ...]:
    """Return the checks of the finished preparation, with their limits. Raises the table's error."""
    return tuple(_check(row, sources=sources) for row in root.tables("quality_checks"))


def read_hazard(root: Table, *, sources: Sources) -> Hazard | None:
    """Return how dangerous making it is, or None where it is not stated. Raises the table's error."""
    if not root.has("hazard"):
        return None
    row = root.table("hazard")
    hazard = Hazard(row.text("category"), row.texts("protection"), row.text_or("why", default=""))
    check_source(row, sources=sources)
    return hazard


def read_price(root: Table, *, sources: Sources) -> PriceBasis | None:
    """Return what the price is reckoned from, or None where it is not stated. Raises the table's error."""
    if not root.has("price"):
        return None
    row = root.table("price")
    price = PriceBasis(row.text("basis"), row.number("amount"), row.text("currency"))
    check_source(row, sources=sources)
    return price


def _step(row: Table, *, sources: Sources) -> MethodStep:
    step = MethodStep(
        text=row.text("text"),
        required=row.flag_or("required", default=False),
        minutes=row.whole_or_none("minutes"),
        pharmacist_only=row.flag_or("pharmacist_only", default=False),
    )
    check_source(row, sources=sources)
    return step


def _check(row: Table, *, sources: Sources) -> QualityCheck:
    check = QualityCheck(
        code=row.text("code"),
        name=row.text("name"),
        method=row.text("method"),
        limits=row.text("limits"),
        required=row.flag_or("required", default=True),
    )
    check_source(row, sources=sources)
    return check
