"""What the parts of a document are called for a reader: its sections, its rows and its keys."""

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]

# Each part of the page, as the written-out page has them: its anchor, its title, the keys of the document it holds.
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "what",
        "What it is",
        ("formulation", "active", "further_actives", "preparation", "strengths", "strengths_on_request"),
    ),
    ("made-of", "What it is made of", ("components", "excipients", "restrictions", "source_materials")),
    ("made", "How it is made", ("equipment", "method", "appearance", "quality_checks", "hazard")),
    ("kept", "How it is kept", ("storage", "container", "other_packs")),
    ("limits", "How long it keeps", ("house_limits", "studies", "in_use")),
    ("dosing", "How a dose is measured", ("devices", "dose_limits", "protocols")),
    ("patient", "What a patient is screened for", ("screening",)),
    ("label", "What stands on the label", ("label_warnings",)),
    ("leaflet", "What stands on the leaflet", ("leaflet",)),
    ("cost", "What the price is reckoned from", ("price",)),
    ("where-from", "Sources", ("sources",)),
)
OTHERS = ("others", "Other parts")

# Parts that are one table: what their only row is called.
TABLE_NAMES = {
    "formulation": "Formulation",
    "active": "Active",
    "preparation": "Preparation",
    "strengths_on_request": "Strengths on request",
    "storage": "Storage",
    "container": "Container",
    "in_use": "Once opened",
    "appearance": "Appearance",
    "hazard": "Hazard",
    "price": "Price",
    "format": "Format",
}
KEY_NAMES = {
    "assessed_by": "assessed by",
    "assessed_on": "assessed on",
    "atc": "ATC",
    "avoid_terms": "words for avoiding it",
    "cas": "CAS",
    "cited": "source",
    "counted": "filled with the exact count",
    "condition_met": "why the condition is met",
    "e_number": "E number",
    "effect": "rule",
    "excipient": "substance",
    "finding_code": "finding",
    "how_sure": "how sure",
    "icd10": "ICD-10",
    "is_default": "the default",
    "least_celsius": "from, in °C",
    "law_category": "kind in law",
    "limits": "limits",
    "looks_at": "looks at",
    "minutes": "minutes",
    "most_celsius": "to, in °C",
    "microbial_evidence": "shows that preservation works",
    "overridable": "a pharmacist may settle it",
    "pharmacist_only": "by a pharmacist only",
    "required": "must be done",
    "snomed": "SNOMED CT",
    "stays_behind": "stays behind in it",
    "titration_exempt": "not while titrating",
    "unii": "UNII",
    "url": "address",
}


def key_name(path: tuple[str, ...]) -> str:
    """Return what a key is called: "how sure"; keys within keys are put one after the other."""
    return ", ".join(KEY_NAMES.get(key, key.replace("_", " ")) for key in path)


def row_name(row: Row, *, key: str, names: Mapping[str, str], place: int) -> str:
    """Return what a row is called by the list it stands in.

    names: excipient code to name. place: where it stands, counted from 1, for rows that are steps.
    """
    if key in NAMING:
        return NAMING[key](row, names, place)
    own = (row.get("name"), row.get("title"), _plain(row.get("code")), row.get("text"))
    return next((str(name) for name in own if name), f"Row {place}")


def _substance(row: Row, *, names: Mapping[str, str]) -> str:
    code = str(row.get("excipient") or row.get("property") or "")
    return names.get(code, _plain(code)) or "no substance yet"


def _bound(row: Row) -> str:
    return f"above {row['above']} a day" if "above" in row else f"below {row.get('below', '?')} a day"


def _plain(code: object) -> str:
    return str(code or "").replace("-", " ")


NAMING: Mapping[str, Callable[[Row, Mapping[str, str], int], str]] = {
    "components": lambda row, names, _: f"{_substance(row, names=names)}, {_plain(row.get('function'))}",
    "restrictions": lambda row, names, _: f"{_substance(row, names=names)}: {_plain(row.get('finding_code'))}",
    "strengths": lambda row, *_: f"{row.get('amount', '')} in {row.get('per', '')}",
    "dose_limits": lambda row, *_: f"{_plain(row.get('code'))}, {_bound(row)}",
    "method": lambda _row, _names, place: f"Step {place}",
    "leaflet": lambda row, *_: _plain(row.get("section")),
}
