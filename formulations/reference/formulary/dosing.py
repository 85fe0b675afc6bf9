"""How a preparation is dosed: devices, limits on the dose, and what is looked for in what a patient takes or has."""

from formulations.reference.sourced import check_source, statements_of, sure_statements_of
from formulations.reference.typed_reader import Table
from formulations.science.findings import Severity
from formulations.science.measuring import device_kinds
from formulations.science.regimen import BadRegimen, DoseStep, ordered_days, plan_regimen
from formulations.science.specification import Device, DoseLimit, MadeAs, Protocol, ScreeningRule, Source
from formulations.science.step_text import BadStep, read_made_step

Sources = dict[str, Source]
DEVICE_KINDS = device_kinds()
LOOKS_AT = ("medicines", "recent-medicines", "conditions")
SEVERITIES = tuple(severity.value for severity in Severity)


def read_devices(root: Table, *, sources: Sources) -> tuple[Device, ...]:
    """Return the devices. What one drop or stroke delivers is nominal here; a pharmacy's own measurement comes later.

    Raises the table's error for a device of a kind that is not known, or a syringe without capacity and marks.
    """
    devices = tuple(_device(row, sources=sources) for row in root.tables("devices"))
    if not devices:
        root.refuse("devices", "must list at least one device: a dose that cannot be measured cannot be given")
    return devices


def read_dose_limits(root: Table, *, sources: Sources) -> tuple[DoseLimit, ...]:
    """Return the bounds on the dose per day. Raises the table's error for one with no bound, or with two."""
    return tuple(_dose_limit(row, sources=sources) for row in root.tables("dose_limits"))


def read_screening(root: Table, *, sources: Sources) -> tuple[ScreeningRule, ...]:
    """Return what to look for in what a patient takes or has. Raises the table's error, naming the rule."""
    return tuple(_screening_rule(row, sources=sources) for row in root.tables("screening"))


def read_protocols(root: Table, *, sources: Sources) -> tuple[Protocol, ...]:
    """Return the ways of dosing that are on offer. Raises the table's error for steps that make no regimen."""
    return tuple(_protocol(row, sources=sources) for row in root.tables("protocols"))


def _protocol(row: Table, *, sources: Sources) -> Protocol:
    steps, products = _steps(row)
    protocol = Protocol(
        code=row.text("code"),
        name=row.text("name"),
        steps=steps,
        why=row.text_or("why", default=""),
        sources=sure_statements_of(row, sources=sources),
        products=products if any(products) else (),
    )
    row.finish()
    return protocol


def _steps(row: Table) -> tuple[tuple[DoseStep, ...], tuple[MadeAs | None, ...]]:
    """The steps that can be read, and what each is made as."""
    steps: list[tuple[DoseStep, MadeAs | None]] = []
    lines = row.texts("steps")
    for number, line in enumerate(lines, start=1):
        try:
            steps.append(read_made_step(line))
        except BadStep as error:
            row.refuse("steps", f"step {number}, “{line[:60]}”, {error}")
    if len(steps) == len(lines):
        _check_regimen(row, steps=[step for step, _ in steps])
    return tuple(step for step, _ in steps), tuple(made for _, made in steps)


def _check_regimen(row: Table, *, steps: list[DoseStep]) -> None:
    try:
        is_open = bool(steps) and ordered_days(steps) is None
        plan_regimen(steps, days=1 + sum(step.days or 0 for step in steps) if is_open else None)
    except BadRegimen as error:
        row.refuse("steps", str(error))


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
        dead_space=row.quantity_or_none("dead_space"),
    )
    if device.kind.endswith("-syringe") and (device.capacity is None or device.mark is None):
        row.refuse("capacity", "a syringe needs its capacity and the distance of its marks")
    if device.dead_space is not None and not device.kind.endswith("-syringe"):
        row.refuse("dead_space", "only the tip of a syringe has a dead space; leave it out")
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
        row.refuse("above", "a dose limit has exactly one bound: above or below")
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
