"""How a preparation is dosed: devices, limits on the dose, and what is looked for in what a patient takes or has."""

from formulations.reference.sourced import check_source, statements_of
from formulations.reference.typed_reader import Table
from formulations.science.findings import Severity
from formulations.science.specification import Device, DoseLimit, ScreeningRule, Source

Sources = dict[str, Source]
DEVICE_KINDS = ("whole-unit", "oral-syringe", "topical-syringe", "dropper", "pump")
LOOKS_AT = ("medicines", "recent-medicines", "conditions")
SEVERITIES = tuple(severity.value for severity in Severity)


def read_devices(root: Table, *, sources: Sources) -> tuple[Device, ...]:
    """Return the devices. What one drop or stroke delivers is nominal here; a pharmacy's own measurement comes later.

    Raises the table's error for a device of a kind that is not known, or a syringe without capacity and marks.
    """
    devices = tuple(_device(row, sources=sources) for row in root.tables("devices"))
    if not devices:
        raise root.bad("devices", "must list at least one device: a dose that cannot be measured cannot be given")
    return devices


def read_dose_limits(root: Table, *, sources: Sources) -> tuple[DoseLimit, ...]:
    """Return the bounds on the dose per day. Raises the table's error for one with no bound, or with two."""
    return tuple(_dose_limit(row, sources=sources) for row in root.tables("dose_limits"))


def read_screening(root: Table, *, sources: Sources) -> tuple[ScreeningRule, ...]:
    """Return what to look for in what a patient takes or has. Raises the table's error, naming the rule."""
    return tuple(_screening_rule(row, sources=sources) for row in root.tables("screening"))


def _device(row: Table, *, sources: Sources) -> Device:
    device = Device(
        code=row.text("code"),
        kind=row.one_of("kind", allowed=DEVICE_KINDS),
        name=row.text("name"),
        capacity=row.quantity_or_none("capacity"),
        mark=row.quantity_or_none("mark"),
        least=row.quantity_or_none("least"),
        units_per_ml=row.number_or_none("nominal_units_per_ml"),
        amount_per_stroke=row.quantity_or_none("nominal_amount_per_stroke"),
        most_units=row.whole_or_none("most_units"),
    )
    if device.kind.endswith("-syringe") and (device.capacity is None or device.mark is None):
        raise row.bad("capacity", "a syringe needs its capacity and the distance of its marks")
    check_source(row, sources=sources)
    return device


def _dose_limit(row: Table, *, sources: Sources) -> DoseLimit:
    limit = DoseLimit(
        code=row.one_of("code", allowed=("dose-above-range", "dose-below-range")),
        severity=Severity(row.one_of("severity", allowed=SEVERITIES)),
        overridable=row.flag("overridable"),
        message=row.text("message"),
        above=row.quantity_or_none("above"),
        below=row.quantity_or_none("below"),
        titration_exempt=row.flag_or("titration_exempt", default=False),
        sources=statements_of(row, sources=sources),
    )
    if (limit.above is None) == (limit.below is None):
        raise row.bad("above", "a dose limit has exactly one bound: above or below")
    row.finish()
    return limit


def _screening_rule(row: Table, *, sources: Sources) -> ScreeningRule:
    rule = ScreeningRule(
        code=row.text("code"),
        severity=Severity(row.one_of("severity", allowed=SEVERITIES)),
        overridable=row.flag("overridable"),
        message=row.text("message"),
        looks_at=row.one_of("looks_at", allowed=LOOKS_AT),
        sources=statements_of(row, sources=sources),
        atc=row.texts("atc"),
        ingredients=row.texts("ingredients"),
        terms=row.texts("terms"),
        icd10=row.texts("icd10"),
        snomed=row.texts("snomed"),
        from_days=row.whole("from_days") if row.has("from_days") else 0,
        within_days=row.whole("within_days") if row.has("within_days") else 0,
    )
    row.finish()
    return rule
