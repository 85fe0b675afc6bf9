"""What a preparation is and what it is made of, line by line."""

from collections.abc import Iterable

from formulations.written_out.document import Document, Line, Row


def identity(document: Document) -> Iterable[Line]:
    """Yield what the preparation is: active, strengths, kind in law."""
    head, active = document.content["formulation"], document.content["active"]
    preparation = document.content["preparation"]
    yield Line("In short", head["summary"])
    yield document.line("Active", active["labelled_as"], row=active, why=active["labelling_rule"])
    yield Line("Identity", f"UNII {active['unii']}, CAS {active['cas']}, ATC {active['atc']}")
    for strength in document.rows("strengths"):
        yield document.line("Strength", f"{strength['amount']} in {strength['per']}", row=strength)
    if request := document.content.get("strengths_on_request"):
        yield document.line("On request", f"{request['least']} to {request['most']} in {request['per']}", row=request)
    category = preparation["law_category"].replace("-", " ")
    yield document.line("Kind in law", category, row=preparation)
    yield Line("Made without", ", ".join(preparation["free_from"]) or "nothing is claimed")


def components(document: Document) -> Iterable[Line]:
    """Yield what it is made of, with amounts and choices."""
    names = _names(document)
    for row in document.rows("components"):
        chosen = " to choose" if "choice" in row else ""
        default = ", the default" if row.get("is_default") else ""
        value = f"{row['function'].replace('-', ' ')}{chosen}{default}: {_amount(row, document=document)}"
        yield document.line(names[row["excipient"]], value, row=row)


def _amount(row: Row, *, document: Document) -> str:
    basis = document.content["preparation"]["basis"]
    if row["function"] == "shell":
        return f"one for {basis}"
    return f"{row['quantity']} in {basis}" if "quantity" in row else f"as much as {basis} needs"


def _names(document: Document) -> dict[str, str]:
    return {row["code"]: row["name"] for row in document.rows("excipients")}


def restrictions(document: Document) -> Iterable[Line]:
    """Yield what is refused or conditional, and why."""
    names = _names(document)
    for row in document.rows("restrictions"):
        value = f"{row['effect']} as {', '.join(row['functions'])} ({row['finding_code']}), {row['grade']}"
        yield document.line(str(names.get(row["excipient"], row["excipient"])), value, row=row, why=row["reason"])


def source_materials(document: Document) -> Iterable[Line]:
    """Yield what the active may be taken from, and how it is weighed."""
    for row in document.rows("source_materials"):
        yield document.line(row["name"], row["kind"], row=row, why=row["weigh_as"])
