"""What a preparation is: its name, its actives, its basis and its strengths, line by line."""

from collections.abc import Iterable

from formulations.written_out.document import Document, Line, Row, joined, listed, stated, worded

CODES = (("unii", "UNII {}"), ("cas", "CAS {}"), ("atc", "ATC {}"), ("molar_mass", "{} g/mol"))


def formulation(document: Document) -> Iterable[Line]:
    """Yield name, form, route and what a colleague should know first."""
    head = document.table("formulation")
    if not head:
        return
    yield Line("Name", stated(head, "name"))
    yield Line("On patient paper", stated(head, "patient_name"))
    yield Line("Form and route", f"{stated(head, 'dosage_form')}, {stated(head, 'route')}")
    yield Line("In short", stated(head, "summary"))
    if head.get("synonyms"):
        yield Line("Also searched by", listed(head, "synonyms"))
    if head.get("stays_draft"):
        yield Line("To be confirmed first", head["stays_draft"])


def active(document: Document) -> Iterable[Line]:
    """Yield the active: how it is labelled, and what it is."""
    row = document.table("active")
    if row:
        yield from _active(document, row=row)
    if row.get("never_say"):
        yield Line("Never on patient paper", listed(row, "never_say"))


def further_actives(document: Document) -> Iterable[Line]:
    """Yield the second actives, each in its fixed amount."""
    for row in document.rows("further_actives"):
        yield Line("In fixed amount", f"{stated(row, 'amount')} in {stated(row, 'per')}")
        yield from _active(document, row=row)


def _active(document: Document, *, row: Row) -> Iterable[Line]:
    yield document.line("Labelled as", stated(row, "labelled_as"), row=row, why=row.get("labelling_rule", ""))
    codes = joined(*(text.format(row[key]) for key, text in CODES if row.get(key)), by=", ")
    yield Line("Substance", joined(stated(row, "name"), codes))
    names = joined(*(listed(row, key, none="") for key in ("synonyms", "brands")), by=", ")
    if names:
        yield Line("Also called", names)


def preparation(document: Document) -> Iterable[Line]:
    """Yield the basis, the vehicle and the kind in law."""
    row = document.table("preparation")
    if not row:
        return
    yield Line("Amounts are for", stated(row, "basis"))
    yield Line("Doses are written in", stated(row, "dose_unit"))
    yield document.line("Kind in law", worded(row, "law_category"), row=row)
    yield Line("Vehicle", row.get("vehicle_name") or document.name_of(stated(row, "vehicle")))
    yield Line("Made without", listed(row, "free_from", none="nothing is claimed"))
    yield Line("Before use", "shake" if row.get("shake") else "need not be shaken")


def strengths(document: Document) -> Iterable[Line]:
    """Yield the strengths kept ready."""
    for row in document.rows("strengths"):
        yield document.line("Strength", f"{stated(row, 'amount')} in {stated(row, 'per')}", row=row)


def strengths_on_request(document: Document) -> Iterable[Line]:
    """Yield the range of strengths made on request."""
    if row := document.table("strengths_on_request"):
        value = f"{stated(row, 'least')} to {stated(row, 'most')} in {stated(row, 'per')}"
        yield document.line("On request", value, row=row)
