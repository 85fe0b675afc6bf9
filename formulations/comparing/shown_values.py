"""The values of a row as a reader sees them: yes and no, a source by its title, a list entry by entry."""

from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
Key = tuple[str, ...]
NOTHING = "nothing listed"


def source_titles(document: Row) -> dict[str, str]:
    """Return the title of each source that a document lists, by code; none where the list is not one yet."""
    rows = document.get("sources")
    if not isinstance(rows, list):
        return {}
    return {
        str(row["code"]): str(row["title"])
        for row in rows
        if isinstance(row, Mapping) and {"code", "title"} <= row.keys()
    }


def excipient_names(document: Row) -> dict[str, str]:
    """Return the name of each excipient that a document lists, and of its active, by code."""
    rows = document.get("excipients")
    found = [*(rows if isinstance(rows, list) else []), document.get("active")]
    return {
        str(row["code"]): str(row["name"])
        for row in found
        if isinstance(row, Mapping) and {"code", "name"} <= row.keys()
    }


def flat(row: Row, *, before: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Yield every value of a row with its key; tables within the row are taken apart."""
    for key, value in row.items():
        if isinstance(value, Mapping) and value:
            yield from flat(value, before=(*before, key))
        else:
            yield (*before, key), value


def parts(value: Any, *, key: Key, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return a value as the entries that a reader compares: one for most values, one each for a list."""
    if isinstance(value, list):
        return tuple(entry(item, key=key, titles=titles) for item in value) or (NOTHING,)
    return (entry(value, key=key, titles=titles),)


def entry(value: Any, *, key: Key, titles: Mapping[str, str]) -> str:
    """Return one value in words. titles: source code to title, for the keys that name a source."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name.replace('_', ' ')} {entry(item, key=(name,), titles=titles)}" for name, item in value.items()
        )
    if isinstance(value, list):
        return ", ".join(entry(item, key=key, titles=titles) for item in value)
    if key[-1] == "source":
        return titles.get(str(value), str(value))
    if key[-1] == "sources":
        code, colon, says = str(value).partition(": ")
        return f"{titles.get(code, code)}{colon}{says}"
    return str(value)
