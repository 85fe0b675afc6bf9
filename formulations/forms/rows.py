"""Rows of a section added, taken away and moved by buttons, without any script."""

from dataclasses import dataclass, replace

from formulations.editing.section import Section
from formulations.editing.typed import TypedRow, new_row


@dataclass(frozen=True)
class Moved:
    """Rows after a button was pressed. focus: the row where the work goes on, and the button or field in it."""

    rows: list[TypedRow]
    row: int
    button: str = ""


def pressed(section: Section, rows: list[TypedRow], *, do: str) -> Moved | None:
    """Return the rows after the button "add-row", "remove-3", "up-2", "down-2" or "copy-2"; None for any other.

    A row that is not there changes nothing.
    """
    if do == "add-row":
        return Moved([*rows, new_row(section)], len(rows))
    act, _, which = do.rpartition("-")
    if act not in ("remove", "up", "down", "copy") or not (which.isascii() and which.isdigit()):
        return None
    number = int(which)
    if number >= len(rows):
        return Moved(rows, max(len(rows) - 1, 0))
    return _ACTS[act](rows, number)


def _remove(rows: list[TypedRow], number: int) -> Moved:
    left = [row for place, row in enumerate(rows) if place != number]
    return Moved(left, min(number, max(len(left) - 1, 0)))


def _up(rows: list[TypedRow], number: int) -> Moved:
    return _swapped(rows, number, other=max(number - 1, 0), button="up")


def _down(rows: list[TypedRow], number: int) -> Moved:
    return _swapped(rows, number, other=min(number + 1, len(rows) - 1), button="down")


def _swapped(rows: list[TypedRow], number: int, *, other: int, button: str) -> Moved:
    changed = list(rows)
    changed[number], changed[other] = rows[other], rows[number]
    return Moved(changed, other, button)


def _copy(rows: list[TypedRow], number: int) -> Moved:
    texts = {key: text for key, text in rows[number].texts.items() if key.rpartition(".")[2] != "code"}
    twin = replace(rows[number], texts=texts, was=None)
    return Moved([*rows[: number + 1], twin, *rows[number + 1 :]], number + 1)


_ACTS = {"remove": _remove, "up": _up, "down": _down, "copy": _copy}
