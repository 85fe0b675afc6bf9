"""A draft with one section written anew: what the section names is brought along, what others name stays."""

from collections.abc import Mapping, Sequence
from typing import Any

from formulations.editing.codes import fresh_code
from formulations.editing.known import sources_named
from formulations.editing.section import Row, Section, with_rows
from formulations.reference.formulary.wording import LEAFLET_SECTIONS
from formulations.reference.loader import storage_conditions

LIST_OF_SUBSTANCES = "The pharmacy's list of substances"


def written(
    document: Row, section: Section, *, rows: list[dict[str, Any]], formulary: Mapping[str, Row], new: Sequence[Row]
) -> dict[str, Any]:
    """Return the document with new rows in one section.

    formulary: substances that are copied in when a component names them. new: sources added with the section.
    """
    changed = with_rows(document, section, rows=rows, parts=LEAFLET_SECTIONS)
    add_sources(changed, new)
    if section.key == "components":
        _copy_substances(changed, formulary=formulary)
    shipped: Any = storage_conditions()["sources"]
    add_sources(changed, [one for one in shipped if one["code"] in sources_named(changed)])
    return changed


def orphans(document: Row, section: Section, *, changed: Row) -> list[str]:
    """Return why a section cannot be kept as it is: what other parts of the document name and it would take away."""
    if section.key == "sources":
        gone = sources_named(document) - {row["code"] for row in changed.get("sources", [])}
        return [
            f"“{code}” is named by other parts of this document: keep its row and its code." for code in sorted(gone)
        ]
    if section.key == "excipients":
        named = {row.get("excipient") for row in document.get("components", [])}
        gone = named - {row.get("code") for row in changed.get("excipients", [])} - {None}
        return [f"“{code}” is among the components: take it out there first." for code in sorted(map(str, gone))]
    return []


def add_sources(document: dict[str, Any], rows: Sequence[Row]) -> None:
    """Add sources to a document's list, where their codes are not in it yet."""
    listed = list(document.get("sources", []))
    codes = {row.get("code") for row in listed}
    fresh = [dict(row) for row in rows if row["code"] not in codes]
    if fresh:
        document["sources"] = listed + fresh


def _copy_substances(document: dict[str, Any], *, formulary: Mapping[str, Row]) -> None:
    listed = list(document.get("excipients", []))
    have = {row.get("code") for row in listed}
    for component in document.get("components", []):
        code = component.get("excipient")
        if code in formulary and code not in have:
            listed.append(substance_of(formulary[code], document=document))
            have.add(code)
    if listed:
        document["excipients"] = listed


def substance_of(row: Row, *, document: dict[str, Any]) -> dict[str, Any]:
    """Return a substance of the formulary as a row of this document; its source is added to the document's list."""
    titles = {one.get("title"): one["code"] for one in document.get("sources", []) if "code" in one}
    codes = set(titles.values())
    title = str(row.get("source") or LIST_OF_SUBSTANCES)
    source = title if title in codes else titles.get(title)
    if source is None:
        source = fresh_code(title, taken=codes)
        add_sources(document, [{"code": source, "title": title, "how_sure": "not-confirmed"}])
    return {**{key: value for key, value in row.items() if key != "source"}, "source": source}
