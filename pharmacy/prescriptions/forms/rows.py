"""Rows of a page that can be added and taken away without any script: the number of rows is posted with them."""

from typing import Any

MOST_ROWS = 60
ROWS = ("step", "past")
REPEATED = (
    "unit",
    "times_a_day",
    "when",
    "every",
    "product",
    "strength",
)  # what the next dose step mostly shares with the one before it


def count_rows(data: Any, *, name: str) -> int:
    """Return how many rows a page holds; a fresh page, and one that says nonsense, has one. name: of the count."""
    text = str(data.get(name, "1")) if data else "1"
    is_count = text.isascii() and text.isdigit() and len(text) < 4
    return min(max(int(text), 1), MOST_ROWS) if is_count else 1


def with_row_added(data: Any, *, name: str) -> Any:
    """Return posted data with one more row, which begins like the one before it. name: of the count and of the rows."""
    changed = data.copy()
    last = count_rows(data, name=name)
    for field in fields_of(data, name=name):
        if field in REPEATED:
            changed.setlist(f"{name}-{last + 1}-{field}", data.getlist(f"{name}-{last}-{field}"))
    changed[name] = str(min(last + 1, MOST_ROWS))
    return changed


def fields_of(data: Any, *, name: str) -> set[str]:
    """Return the names of the fields that the posted rows have."""
    return {key.split("-", 2)[2] for key in data if key.startswith(f"{name}-") and key.count("-") > 1}


def with_row_removed(data: Any, *, name: str, number: int) -> Any:
    """Return posted data without one row; the rows after it move up.

    name: of the count and of the rows ("past" counts past-1-text, past-2-text). number: of the row, from 1.
    """
    changed = data.copy()
    last = count_rows(data, name=name)
    for row in range(number, last + 1):
        for field in fields_of(data, name=name):
            changed.setlist(f"{name}-{row}-{field}", data.getlist(f"{name}-{row + 1}-{field}"))
    changed[name] = str(max(last - 1, 1))
    return changed


def add_row(data: Any, name: str) -> Any:
    """Return posted data with one more row at the end, as the button "add-step" says. name: of the rows."""
    return with_row_added(data, name=name) if name in ROWS else data


def remove_row(data: Any, which: str) -> Any:
    """Return posted data without one row, as the button "remove-past-2" says. which: name and number of the row."""
    name, _, number = which.partition("-")
    if name not in ROWS or not (number.isascii() and number.isdigit()):
        return data
    return with_row_removed(data, name=name, number=int(number))
