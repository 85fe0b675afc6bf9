"""How a preparation keeps: storage, container, studies, house limits and in-use life."""

from itertools import pairwise

from formulations.reference.sourced import check_source, source_of
from formulations.reference.typed_reader import Table
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.specification import (
    Container,
    HouseLimit,
    InUseLimit,
    Pack,
    Source,
    StabilityStudy,
    Storage,
)

Sources = dict[str, Source]
LAW_CATEGORIES = ("nonpreserved-aqueous", "preserved-aqueous", "nonaqueous-oral-liquid", "other-nonaqueous")
WHEN_A_HOUSE_LIMIT_APPLIES = ("always", "no-law")
STATES = ("unopened", "in-use")
LIGHT = ("protected", "any")


def read_storage(row: Table, *, sources: Sources) -> Storage:
    """Return how the preparation is kept. Raises the table's error."""
    temperature = row.table("temperature")
    storage = Storage(
        code=row.text("code"),
        least_celsius=temperature.whole("least_celsius"),
        most_celsius=temperature.whole("most_celsius"),
        protect_from_light=row.flag("protect_from_light"),
        do_not_freeze=row.flag("do_not_freeze"),
    )
    if temperature.is_sound() and storage.most_celsius <= storage.least_celsius:
        temperature.refuse("most_celsius", f"must be above least_celsius, {storage.least_celsius}")
    check_source(temperature, sources=sources)
    check_source(row, sources=sources)
    return storage


def read_container(row: Table, *, sources: Sources) -> Container:
    """Return what the preparation is handed over in; fills smallest first. Raises the table's error."""
    container = Container(
        code=row.text("code"),
        name=row.text("name"),
        fills=_fills(row),
        counted=row.flag("counted"),
        stays_behind=_stays_behind(row, sources=sources),
    )
    check_source(row, sources=sources)
    return container


def read_studies(root: Table, *, sources: Sources) -> tuple[StabilityStudy, ...]:
    """Return the studies on how long the preparation keeps, with exactly what each holds for."""
    return tuple(_study(row, sources=sources) for row in root.tables("studies"))


def read_house_limits(root: Table, *, sources: Sources) -> tuple[HouseLimit, ...]:
    """Return the pharmacy's own limits. Raises the table's error for one that does not say when it applies."""
    limits = []
    for row in root.tables("house_limits"):
        limit = HouseLimit(
            code=row.text("code"),
            days=row.whole("days"),
            applies=row.one_of("applies", allowed=WHEN_A_HOUSE_LIMIT_APPLIES),
            why=row.text("why"),
            source=source_of(row, sources=sources),
            container=row.text_or("container", default=""),
            storage=row.text_or("storage", default=""),
            state=_state(row),
        )
        row.finish()
        limits.append(limit)
    return tuple(limits)


def read_in_use(root: Table, *, sources: Sources) -> InUseLimit | None:
    """Return how long an opened container may be used, or None when opening changes nothing."""
    if not root.has("in_use"):
        return None
    row = root.table("in_use")
    limit = InUseLimit(row.text("code"), row.whole("days"), row.text("why"), source_of(row, sources=sources))
    row.finish()
    return limit


def read_other_packs(root: Table, *, sources: Sources) -> tuple[Pack, ...]:
    """Return the packs that may be chosen besides the usual one. Raises the table's error."""
    packs = []
    for row in root.tables("other_packs"):
        pack = Pack(
            code=row.text("code"),
            name=row.text("name"),
            storage=read_storage(row.table("storage"), sources=sources),
            container=read_container(row.table("container"), sources=sources),
            in_use=read_in_use(row, sources=sources),
        )
        row.finish()
        packs.append(pack)
    return tuple(packs)


def _state(row: Table) -> str:
    return row.one_of("state", allowed=STATES) if row.has("state") else ""


def _study(row: Table, *, sources: Sources) -> StabilityStudy:
    study = StabilityStudy(
        code=row.text("code"),
        days=row.whole("days"),
        vehicle=row.text("vehicle"),
        container=row.text("container"),
        storage=row.text("storage"),
        least_strength=row.quantity("least_strength"),
        most_strength=row.quantity("most_strength"),
        microbial_evidence=row.flag("microbial_evidence"),
        summary=row.text("summary"),
        source=source_of(row, sources=sources),
        active=row.text_or("active", default=""),
        preservative=row.text_or("preservative", default=""),
        light=row.one_of("light", allowed=LIGHT) if row.has("light") else "",
        state=_state(row),
        assay_method=row.text_or("assay_method", default=""),
        result=row.text_or("result", default=""),
        vehicle_name=row.text_or("vehicle_name", default=""),
        assessed_by=row.text_or("assessed_by", default=""),
        assessed_on=row.day("assessed_on").isoformat() if row.has("assessed_on") else "",
    )
    row.finish()
    return study


def _stays_behind(container: Table, *, sources: Sources) -> Quantity | None:
    if not container.has("stays_behind"):
        return None
    row = container.table("stays_behind")
    amount = row.quantity("amount")
    check_source(row, sources=sources)
    return amount


def _fills(row: Table) -> tuple[Quantity, ...]:
    fills = row.quantities("fills")
    try:
        in_order = bool(fills) and all(smaller < larger for smaller, larger in pairwise(fills))
    except BadQuantity as error:
        row.refuse("fills", str(error))
        return fills
    if row.is_sound() and not in_order:
        row.refuse("fills", "must list at least one amount, smallest first")
    return fills
