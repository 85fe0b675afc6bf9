"""What leaves the pharmacy with a preparation and what surrounds it: label, refusals, dose limits, price, changes."""

from collections.abc import Iterable

from formulations.master_record.amounts import as_printed
from formulations.master_record.composition import concerned
from formulations.master_record.references import References
from formulations.master_record.shape import Fact
from formulations.written_out.document import Row


def label(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield what must stand on the label beside the dose and the dates, and how much more stands on the leaflet."""
    head, preparation = content.get("formulation", {}), content.get("preparation", {})
    yield Fact("Name", head.get("patient_name", ""))
    if preparation.get("shake"):
        yield Fact("Before use", "Shake well before use.")
    for row in content.get("label_warnings", []):
        yield refs.fact("Warning", row.get("text", ""), row=row)
    contains = ", ".join(name.replace("-", " ") for name in _carried(content))
    yield Fact("Contains", contains or "nothing that is known to be avoided")
    sentences = sum(len(part.get("sentences", [])) for parts in content.get("leaflet", {}).values() for part in parts)
    yield Fact("Leaflet", f"{sentences} sentences, approved with this version; they stand on its page in the formulary")


def _carried(content: Row) -> Iterable[str]:
    """What a patient may avoid, carried by what is always in it and by the default of each choice."""
    components = content.get("components", [])
    codes = {row.get("excipient") for row in components if not row.get("choice") or row.get("is_default")}
    rows = [row for row in content.get("excipients", []) if row.get("code") in codes]
    return dict.fromkeys(name for row in rows for name in row.get("contains", []))


def limits_of_use(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield what is refused or conditional in it, the bounds of the dose per day, and the protocols on offer."""
    for row in content.get("restrictions", []):
        yield _restriction(row, content=content, refs=refs)
    for row in content.get("dose_limits", []):
        bound = f"above {as_printed(row['above'])}" if "above" in row else f"below {as_printed(row.get('below', ''))}"
        yield refs.fact(f"Dose {bound} a day", row.get("severity", ""), row=row, why=row.get("message", ""))
    for row in content.get("protocols", []):
        yield refs.fact(f"Protocol: {row.get('name', '')}", "; ".join(row.get("steps", [])), row=row)


def _restriction(row: Row, *, content: Row, refs: References) -> Fact:
    names = {one.get("code", ""): one.get("name", "") for one in content.get("excipients", [])}
    what = row.get("excipient") or row.get("property", "")
    functions = ", ".join(row.get("functions", [])) or "anything"
    value = f"{row.get('effect', '')} as {functions} ({row.get('grade', '')})"
    found = ", ".join(dict.fromkeys(names.get(code, code) for code, _ in concerned(row, content=content)))
    among = f": {found}" if found and "property" in row else ""
    return refs.fact(names.get(what, what.replace("-", " ")), f"{value}{among}", row=row, why=row.get("reason", ""))


def money(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield the basis of the price."""
    if row := content.get("price"):
        yield refs.fact("Price", f"{row.get('amount', '')} {row.get('currency', '')} {row.get('basis', '')}", row=row)
