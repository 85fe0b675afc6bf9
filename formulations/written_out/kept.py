"""How a preparation is kept and how long, line by line."""

from collections.abc import Iterable

from formulations.reference.loader import law, law_codes
from formulations.written_out.document import Cited, Document, Line, Row, joined, listed, stated, worded

STATES = {"unopened": "unopened", "in-use": "once opened"}
LIGHT = {"protected": "away from light", "any": "in any light"}


def storage(document: Document) -> Iterable[Line]:
    """Yield temperature and conditions."""
    if row := document.table("storage"):
        yield from _storage(document, row=row)


def container(document: Document) -> Iterable[Line]:
    """Yield the container, its sizes, and what stays behind in it."""
    if row := document.table("container"):
        yield from _container(document, row=row)


def other_packs(document: Document) -> Iterable[Line]:
    """Yield the packs that may be chosen besides the usual one."""
    for row in document.rows("other_packs"):
        yield Line("Pack", stated(row, "name"))
        yield from _storage(document, row=row.get("storage", {}))
        yield from _container(document, row=row.get("container", {}))
        if opened := row.get("in_use"):
            yield document.line("Once opened", f"{stated(opened, 'days')} days", row=opened)


def _storage(document: Document, *, row: Row) -> Iterable[Line]:
    degrees = row.get("temperature", {})
    span = f"{stated(degrees, 'least_celsius')} to {stated(degrees, 'most_celsius')} °C" if degrees else ""
    yield document.line("Temperature", joined(worded(row, "code"), span, by=", "), row=degrees)
    light = "protect from light" if row.get("protect_from_light") else "light does no harm"
    frost = "do not freeze" if row.get("do_not_freeze") else "frost does no harm"
    yield document.line("Conditions", f"{light}; {frost}", row=row)


def _container(document: Document, *, row: Row) -> Iterable[Line]:
    counted = "; filled with the exact count" if row.get("counted") else ""
    yield document.line("Container", f"{stated(row, 'name')}: {listed(row, 'fills')}{counted}", row=row)
    if behind := row.get("stays_behind"):
        yield document.line("Stays behind", f"{stated(behind, 'amount')} in each", row=behind)


def law_limits(document: Document) -> Iterable[Line]:
    """Yield the ceilings that the newest edition of each law on file sets for this kind of preparation."""
    category = document.table("preparation").get("law_category")
    for edition in (law(code) for code in law_codes()):
        name = f"{edition.name}, edition of {edition.valid_from:%-d %b %Y}"
        for ceiling in (one for one in edition.ceilings if one.category == category):
            source = Cited(ceiling.source.title, "", ceiling.source.how_sure.replace("-", " "), ceiling.source.code)
            yield Line(name, ceiling.span, ceiling.why, (source,))


def house_limits(document: Document) -> Iterable[Line]:
    """Yield the pharmacy's own limits."""
    for row in document.rows("house_limits"):
        when = "always" if row.get("applies") == "always" else "where the law sets none"
        only = joined(_state(row), worded(row, "container") if row.get("container") else "", _place(row), by=", ")
        value = joined(f"{stated(row, 'days')} days, {when}", f"only {only}" if only else "")
        yield document.line(f"House limit: {stated(row, 'code')}", value, row=row)


def studies(document: Document) -> Iterable[Line]:
    """Yield the studies that may lengthen a date, each with exactly what it holds for."""
    for row in document.rows("studies"):
        strengths = f"{stated(row, 'least_strength')} to {stated(row, 'most_strength')}"
        vehicle = row.get("vehicle_name") or stated(row, "vehicle")
        holds = f"{vehicle}, {stated(row, 'container')}, {stated(row, 'storage')}, {strengths}"
        value = joined(f"{stated(row, 'days')} days: {holds}", *_beside(row))
        yield document.line(f"Study: {stated(row, 'code')}", value, row=row, why=row.get("summary", ""))


def _beside(row: Row) -> Iterable[str]:
    yield joined(_state(row), LIGHT.get(row.get("light", ""), ""), by=", ")
    for key, text in (
        ("active", "of {}"),
        ("preservative", "with {}"),
        ("assay_method", "assay: {}"),
        ("result", "{}"),
    ):
        yield text.format(row[key]) if row.get(key) else ""
    yield "shows that the preservation works" if row.get("microbial_evidence") else ""
    who = joined(row.get("assessed_by", ""), row.get("assessed_on", ""), by=", ")
    yield f"assessed by {who}" if who else ""


def _state(row: Row) -> str:
    return STATES.get(row.get("state", ""), "")


def _place(row: Row) -> str:
    return worded(row, "storage") if row.get("storage") else ""


def in_use(document: Document) -> Iterable[Line]:
    """Yield how long an opened container may be used."""
    if opened := document.table("in_use"):
        yield document.line("Once opened", f"{stated(opened, 'days')} days", row=opened)
