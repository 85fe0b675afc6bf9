"""What many tests begin with, a prescription brought to its printed papers say, kept after it was once brought there.

That takes over a second, most of it for laying out the papers. The first test of a process does it through the actions;
those that follow get copies of the same rows, triggers and constraints included. Only a world in which nothing was
written since it was built is such a beginning: in any other the actions do it all again.
"""

import copy
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from pharmacy.ledger.models import Event, Head
from tests.kept_rows import Rows, models_of, read_rows, write_rows

ROOMS = ("prescriptions", "compounding", "documents", "printing", "dispensing")
LEDGER = {Event._meta.db_table, Head._meta.db_table}
WRITES = re.compile(r'(?:INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM) "(\w+)"')
READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
UNKNOWN = "a statement that may write anywhere"

_written: set[str] = set()


@dataclass(frozen=True)
class Story:
    """The rows that were written, the events in their order, and the row that was given back."""

    rows: Rows
    events: tuple[Event, ...]
    told: Model


_kept: dict[Hashable, Story] = {}


def nothing_written_yet() -> None:
    """Let the stories begin here: the world was just built."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)
    _written.clear()


def kept_story(tell: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function of a world, a formulation and an entry be told once, and repeated wherever it begins the same."""

    @wraps(tell)
    def told(world: object, formulation: str = "naltrexone-capsule", *, entry: object = None) -> Model:
        if not _may_begin():
            return tell(world, formulation, entry=entry)
        key = (connection.vendor, tell.__name__, formulation, repr(entry), _hour(), Head.objects.get().sha256)
        if key in _kept:
            _repeat(_kept[key])
            return _anew(_kept[key].told)
        last = Event.objects.latest("sequence").sequence
        found = tell(world, formulation, entry=entry)
        if _written <= LEDGER | {model._meta.db_table for model in _models()}:
            _kept[key] = Story(read_rows(_models()), tuple(Event.objects.filter(sequence__gt=last)), found)
        return _anew(found)

    return told


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not sql.lstrip("( ").startswith(READS):
        found = WRITES.match(sql)
        _written.add(found[1] if found else UNKNOWN)
    return execute(sql, params, many, context)


def _may_begin() -> bool:
    """Whether the world stands as it was built, and nobody else can write in it meanwhile."""
    is_listening = connection.in_atomic_block and _note in connection.execute_wrappers
    return is_listening and not _written and not any(model._base_manager.exists() for model in _models())


def _hour() -> str:
    return timezone.now().strftime("%Y-%m-%d %H")


def _models() -> list[type[Model]]:
    return models_of(ROOMS)


def _repeat(story: Story) -> None:
    write_rows(story.rows)
    for event in story.events:
        Event.objects.bulk_create([copy.copy(event)])
        Head.objects.update(sequence=event.sequence, sha256=event.sha256)


def _anew(row: Model) -> Model:
    return type(row)._base_manager.get(pk=row.pk)
