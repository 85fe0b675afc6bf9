"""What a preparation is made of and may be made from, line by line."""

from collections.abc import Iterable

from formulations.science.component_parts import component_shares
from formulations.written_out.document import NOT_STATED, Document, Line, Row, joined, listed, stated, worded

SCOPES = {"drug": "for every form of this drug", "dosage-form": "for this drug in every such dosage form"}
SLOWS = {True: "can slow the release", False: "does not slow the release"}
FACTS = (("cas", "CAS {}"), ("unii", "UNII {}"), ("e_number", "{}"), ("density", "{}"))


def components(document: Document) -> Iterable[Line]:
    """Yield what it is made of, with amounts, shares and choices."""
    shares = component_shares(document.content)
    for number, row in enumerate(document.rows("components")):
        chosen = " to choose" if "choice" in row else ""
        default = ", the default" if row.get("is_default") else ""
        head = f"{worded(row, 'function')}{chosen}{default}: {_amount(row, document=document)}"
        share = f"({shares[number]})" if shares[number] and "quantity" in row else ""
        grade = f"; {row['grade']}" if row.get("grade") else ""
        met = f"Used all the same: {row['condition_met']}" if row.get("condition_met") else ""
        value = f"{joined(head, share, by=' ')}{grade}"
        why = joined(row.get("why", ""), met, by=" ")
        yield document.line(document.name_of(stated(row, "excipient")), value, row=row, why=why)


def _amount(row: Row, *, document: Document) -> str:
    basis = stated(document.table("preparation"), "basis")
    if row.get("function") == "shell":
        return f"one for {basis}"
    if row.get("function") == "active" and "quantity" not in row:
        return "as much as the strength says"
    if basis == NOT_STATED:
        return stated(row, "quantity")
    return f"{row['quantity']} in {basis}" if "quantity" in row else f"as much as {basis} needs"


def excipients(document: Document) -> Iterable[Line]:
    """Yield what each substance carries that a patient may have to avoid, and what else is known of it."""
    for row in document.rows("excipients"):
        carries = f"carries {listed(row, 'contains')}" if row.get("contains") else "carries nothing to avoid"
        on_paper = f"on the leaflet: {stated(row, 'patient_name')}"
        slows = SLOWS[row["release_modifying"]] if "release_modifying" in row else ""
        used = f"used as {listed(row, 'functions')}" if row.get("functions") else ""
        facts = joined(*(text.format(row[key]) for key, text in FACTS if row.get(key)), by=", ")
        names = joined(*(listed(row, key, none="") for key in ("synonyms", "brands")), by=", ")
        called = f"also called {names}" if names else ""
        why = f"Found by: {listed(row, 'avoid_terms')}" if row.get("avoid_terms") else ""
        value = joined(carries, on_paper, slows, used, facts, called)
        yield document.line(stated(row, "name"), value, row=row, why=joined(row.get("why", ""), why, by=" "))


def restrictions(document: Document) -> Iterable[Line]:
    """Yield what is refused, conditional or preferred, and why."""
    for row in document.rows("restrictions"):
        functions = listed(row, "functions", none="any part").replace("-", " ")
        kind = f"{stated(row, 'effect')} as {functions} ({stated(row, 'finding_code')}), {stated(row, 'grade')}"
        value = joined(kind, SCOPES.get(row.get("scope", ""), ""))
        yield document.line(_restricted(row, document=document), value, row=row, why=row.get("reason", ""))


def _restricted(row: Row, *, document: Document) -> str:
    if row.get("property"):
        return f"whatever is or carries: {worded(row, 'property')}"
    return document.name_of(stated(row, "excipient"))


def source_materials(document: Document) -> Iterable[Line]:
    """Yield what the active may be taken from, how it is weighed, and what else it brings."""
    for row in document.rows("source_materials"):
        factor = f"factor {row['factor']}" if row.get("factor") else ""
        unit = f"{row['labelled_mass_per_unit']} in one" if row.get("labelled_mass_per_unit") else ""
        holds = f"its excipients: {listed(row, 'excipients')}" if row.get("excipients") else ""
        carries = f"carries {listed(row, 'contains')}" if row.get("contains") else ""
        brands = f"such as {listed(row, 'brands')}" if row.get("brands") else ""
        value = joined(stated(row, "kind"), factor, unit, brands, holds, carries)
        why = joined(row.get("weigh_as", ""), row.get("why", ""), by=" ")
        yield document.line(stated(row, "name"), value, row=row, why=why)
