"""Reads a document that may be incomplete or wrong, without ever failing: what is not there reads as nothing."""

from collections.abc import Iterator, Mapping

Row = Mapping[str, object]


def table(values: object, key: str) -> Row:
    """Return the table under a key, or an empty one."""
    found = values.get(key) if isinstance(values, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def rows(values: object, key: str) -> list[tuple[str, Row]]:
    """Return the tables listed under a key, each with where it stands: "studies[2]"."""
    found = values.get(key) if isinstance(values, Mapping) else None
    listed = found if isinstance(found, list) else []
    return [(f"{key}[{number}]", row) for number, row in enumerate(listed, 1) if isinstance(row, Mapping)]


def text(values: object, key: str) -> str:
    """Return the text under a key without spaces around it, or an empty one."""
    found = values.get(key) if isinstance(values, Mapping) else None
    return found.strip() if isinstance(found, str) else ""


def texts(values: object, key: str) -> tuple[str, ...]:
    """Return the texts listed under a key."""
    found = values.get(key) if isinstance(values, Mapping) else None
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def sentences(document: Row) -> Iterator[tuple[str, str]]:
    """Give every sentence for patients, each with where it stands: warnings of the label first, then the leaflet."""
    for where, row in rows(document, "label_warnings"):
        yield where, text(row, "text")
    for language in table(document, "leaflet"):
        for section_at, section in rows(table(document, "leaflet"), language):
            for where, row in rows(section, "sentences"):
                yield f"leaflet.{section_at}.{where}", text(row, "text")


def every_text(value: object, *, where: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a document, each with where it stands: "components[2].why"."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from every_text(inner, where=f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from every_text(inner, where=f"{where}[{number}]")
