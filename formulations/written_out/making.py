"""How a preparation is made and checked, and how dangerous making it is, line by line."""

from collections.abc import Iterable

from formulations.written_out.document import Document, Line, joined, listed, stated


def equipment(document: Document) -> Iterable[Line]:
    """Yield what it is made with."""
    for row in document.rows("equipment"):
        yield document.line("Equipment", stated(row, "name"), row=row)


def method(document: Document) -> Iterable[Line]:
    """Yield the steps of making, in their order."""
    for number, row in enumerate(document.rows("method"), start=1):
        minutes = row.get("minutes")
        timed = f"{minutes} minute{'' if minutes == 1 else 's'}" if minutes else ""
        needed = "may not be skipped" if row.get("required") else ""
        who = "only a pharmacist" if row.get("pharmacist_only") else ""
        notes = joined(timed, needed, who, by=", ")
        yield document.line(f"Step {number}", stated(row, "text") + (f" ({notes})" if notes else ""), row=row)


def appearance(document: Document) -> Iterable[Line]:
    """Yield what the finished preparation looks like."""
    if row := document.table("appearance"):
        yield document.line("Appearance", stated(row, "text"), row=row)


def quality_checks(document: Document) -> Iterable[Line]:
    """Yield the checks of the finished preparation, with their limits."""
    for row in document.rows("quality_checks"):
        must = "" if row.get("required", True) else "not asked of every batch"
        value = joined(stated(row, "limits"), f"by {stated(row, 'method')}", must)
        yield document.line(stated(row, "name"), value, row=row)


def hazard(document: Document) -> Iterable[Line]:
    """Yield how dangerous making it is, and what protects."""
    if row := document.table("hazard"):
        yield document.line("Hazard", stated(row, "category"), row=row)
        yield Line("Protection", listed(row, "protection", none="nothing beyond the usual"))


def price(document: Document) -> Iterable[Line]:
    """Yield what the price is reckoned from."""
    if row := document.table("price"):
        value = f"{stated(row, 'amount')} {stated(row, 'currency')} for {stated(row, 'basis')}"
        yield document.line("Price basis", value, row=row)
