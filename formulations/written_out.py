"""A specification written out for reading: every number and rule with why it is so, its source and how sure that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from formulations.models import DeviceCalibration
from formulations.reference.loader import law, law_codes

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cited:
    """A source as it is shown: its title, what it says about this very point, and how sure it is."""

    title: str
    says: str
    how_sure: str


@dataclass(frozen=True)
class Line:
    """One fact: what it is about, its value, why, and where it comes from."""

    name: str
    value: str
    why: str = ""
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Section:
    """One part of the specification. key: its place in the page's address (#key)."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Document:
    """The content of a specification, with its source codes turned into sources."""

    def __init__(self, content: Row) -> None:
        self.content = content
        self._sources = {source["code"]: source for source in content["sources"]}

    def rows(self, key: str) -> Iterable[Row]:
        """Return the rows under a key; none when the key is missing."""
        rows: list[Row] = self.content.get(key, [])
        return rows

    def line(self, name: str, value: str, *, row: Row, why: str = "") -> Line:
        """Return one line with the source or the sources that its row names."""
        codes = [row["source"]] if "source" in row else row.get("sources", [])
        return Line(name, value, why or row.get("why", ""), tuple(self._cited(code) for code in codes))

    def _cited(self, entry: str) -> Cited:
        code, _, says = entry.partition(": ")
        source = self._sources[code]
        return Cited(source["title"], says, source["how_sure"])


def write_out(content: Row, *, calibrations: Iterable[DeviceCalibration]) -> tuple[Section, ...]:
    """Return the sections of a specification's page.

    content: the document of one specification, as approved. calibrations: what this pharmacy measured, newest first.
    Source: the content itself, and the law files for the ceilings.
    """
    document = Document(content)
    sections = (
        Section("what", "What it is", tuple(_identity(document))),
        Section("made-of", "What it is made of", tuple(_components(document))),
        Section("restrictions", "What is refused or conditional", tuple(_restrictions(document))),
        Section("from", "What it may be made from", tuple(_source_materials(document))),
        Section("storage", "How it is kept", tuple(_keeping(document))),
        Section("limits", "How long it keeps", tuple(_limits(document))),
        Section("devices", "How a dose is measured", tuple(_devices(document, calibrations=list(calibrations)))),
        Section("dose", "Limits of the dose per day", tuple(_dose_limits(document))),
        Section("screening", "What a patient is screened for", tuple(_screening(document))),
        Section("label", "Warnings on the label", tuple(_warnings(document))),
        *_leaflet(document),
        Section("sources", "Sources", tuple(_sources(document))),
    )
    return tuple(section for section in sections if section.lines)


def _identity(document: Document) -> Iterable[Line]:
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


def _components(document: Document) -> Iterable[Line]:
    names = {row["code"]: row["name"] for row in document.rows("excipients")}
    basis = document.content["preparation"]["basis"]
    for row in document.rows("components"):
        amount = f"{row['quantity']} in {basis}" if "quantity" in row else f"as much as {basis} needs"
        chosen = f", {row['choice']} to choose" if "choice" in row else ""
        default = ", the default" if row.get("is_default") else ""
        yield document.line(names[row["excipient"]], f"{row['function']}{chosen}{default}: {amount}", row=row)


def _restrictions(document: Document) -> Iterable[Line]:
    for row in document.rows("restrictions"):
        value = f"{row['effect']} as {', '.join(row['functions'])} ({row['finding_code']}), {row['grade']}"
        yield document.line(row["excipient"], value, row=row, why=row["reason"])


def _source_materials(document: Document) -> Iterable[Line]:
    for row in document.rows("source_materials"):
        yield document.line(row["name"], row["kind"], row=row, why=row["weigh_as"])


def _keeping(document: Document) -> Iterable[Line]:
    storage, container = document.content["storage"], document.content["container"]
    degrees = storage["temperature"]
    place = storage["code"].replace("-", " ")
    value = f"{place}, {degrees['least_celsius']} to {degrees['most_celsius']} °C"
    yield document.line("Temperature", value, row=degrees)
    light = "protect from light" if storage["protect_from_light"] else "light does no harm"
    frost = "do not freeze" if storage["do_not_freeze"] else "frost does no harm"
    yield document.line("Conditions", f"{light}; {frost}", row=storage)
    yield document.line("Container", f"{container['name']}: {', '.join(container['fills'])}", row=container)


def _limits(document: Document) -> Iterable[Line]:
    category = document.content["preparation"]["law_category"]
    for code in law_codes():
        for ceiling in (one for one in law(code).ceilings if one.category == category):
            source = Cited(ceiling.source.title, "", ceiling.source.how_sure)
            yield Line(f"Law {code}: {ceiling.code}", f"{ceiling.days} days", ceiling.why, (source,))
    for row in document.rows("house_limits"):
        when = "always" if row["applies"] == "always" else "where the law sets none"
        yield document.line(f"House limit: {row['code']}", f"{row['days']} days, {when}", row=row)
    for row in document.rows("studies"):
        strengths = f"{row['least_strength']} to {row['most_strength']}"
        holds = f"{row['days']} days: {row['vehicle']}, {row['container']}, {row['storage']}, {strengths}"
        yield document.line(f"Study: {row['code']}", holds, row=row, why=row["summary"])
    if opened := document.content.get("in_use"):
        yield document.line("Once opened", f"{opened['days']} days", row=opened)


def _devices(document: Document, *, calibrations: list[DeviceCalibration]) -> Iterable[Line]:
    for row in document.rows("devices"):
        yield document.line(row["name"], _scale(row), row=row)
        for one in (one for one in calibrations if one.device_code == row["code"]):
            value = f"{one.value} {one.unit}, {one.count} counted, {one.method}"
            yield Line(f"Measured here on {one.measured_at:%d %b %Y}", value, f"By {one.measured_by}.")


def _scale(row: Row) -> str:
    words = {
        "capacity": "holds {}",
        "mark": "a mark every {}",
        "least": "from {}",
        "nominal_units_per_ml": "nominally {} drops in 1 ml, to be measured",
        "nominal_amount_per_stroke": "nominally {} a stroke, to be measured",
        "most_units": "at most {} at once",
    }
    return ", ".join(text.format(row[key]) for key, text in words.items() if key in row)


def _dose_limits(document: Document) -> Iterable[Line]:
    for row in document.rows("dose_limits"):
        bound = f"above {row['above']}" if "above" in row else f"below {row['below']}"
        yield document.line(f"{bound} a day", _binding(row), row=row, why=row["message"])


def _screening(document: Document) -> Iterable[Line]:
    for row in document.rows("screening"):
        found = [*row.get("atc", []), *row.get("ingredients", []), *row.get("terms", []), *row.get("icd10", [])]
        value = f"{_binding(row)}; looks at {row['looks_at'].replace('-', ' ')}: {', '.join(found)}"
        yield document.line(row["code"], value, row=row, why=row["message"])


def _binding(row: Row) -> str:
    if row["severity"] == "inform":
        return "inform"
    return f"{row['severity']}, {'a pharmacist may settle it' if row['overridable'] else 'nobody may settle it'}"


def _warnings(document: Document) -> Iterable[Line]:
    for row in document.rows("label_warnings"):
        yield document.line(row["code"], row["text"], row=row)


def _leaflet(document: Document) -> Iterable[Section]:
    for language, sections in document.content["leaflet"].items():
        for part in sections:
            lines = tuple(document.line(row["code"], row["text"], row=row) for row in part["sentences"])
            title = f"Leaflet ({language}): {part['section'].replace('-', ' ')}"
            yield Section(f"leaflet-{language}-{part['section']}", title, lines)


def _sources(document: Document) -> Iterable[Line]:
    for row in document.rows("sources"):
        yield Line(row["code"], row["title"], row["how_sure"].replace("-", " "))
