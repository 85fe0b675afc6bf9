"""A whole section as typed, read into rows of the document: every fault at its field, nothing lost."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from formulations.editing.checks import repeated, row_faults
from formulations.editing.codes import fresh_code
from formulations.editing.field import Field, Kind
from formulations.editing.known import Known
from formulations.editing.reading import BadField, read_field
from formulations.editing.section import Section
from formulations.editing.typed import TypedRow, typed_row, value_in
from formulations.reference.loader import storage_conditions

# What is read again although nobody touched it, because it names something or is reckoned with; what else stood in a
# row is for the submission to judge.
READ_AGAIN = (Kind.SOURCE, Kind.SOURCES, Kind.SUBSTANCE, Kind.QUANTITY, Kind.QUANTITIES, Kind.FLAG)
Place = tuple[int, str]  # number of the row, key of the field


@dataclass(frozen=True)
class SectionReading:
    """What a section says. rows: as the document holds them. faults: what is wrong, by row and field."""

    rows: list[dict[str, Any]]
    faults: Mapping[Place, str]


def read_section(section: Section, rows: list[TypedRow], *, known: Known) -> SectionReading:
    """Return a section as typed: its rows, and what is wrong at which field. A row with nothing in it is left out."""
    read: list[dict[str, Any]] = []
    places: list[int] = []
    faults: dict[Place, str] = {}
    for number, typed in enumerate(rows):
        if is_blank(section, typed) and (section.is_list or section.may_be_missing):
            continue
        row, wrong = _read_row(section, typed, known=known)
        faults |= {(number, key): text for key, text in wrong}
        read.append(row)
        places.append(number)
    _give_codes(section, read)
    faults |= {(places[place], section.unique): text for place, text in repeated(section, read)}
    return SectionReading(read, faults)


def is_blank(section: Section, typed: TypedRow) -> bool:
    """Return whether nobody has typed anything in a row; a tick alone says nothing."""
    return _nothing_in(section.fields, typed)


def _nothing_in(fields: Iterable[Field], typed: TypedRow) -> bool:
    for one in fields:
        silent = one.kind is Kind.FLAG or typed.text(one.key).strip() in ("", one.starts_as)
        if not silent or typed.ticks.get(one.key) or any(any(pair) for pair in typed.said.get(one.key, ())):
            return False
    return True


def _read_row(section: Section, typed: TypedRow, *, known: Known) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    kept = known.kept(typed.was)
    row = _without_fields(kept, section=section)
    opened = typed_row(kept, section, names=known.substances)
    left_out = _left_out(section, typed)
    wrong: list[tuple[str, str]] = []
    for one in section.fields:
        if one.group in left_out:
            continue
        untouched = bool(kept) and typed.says(one.key) == opened.says(one.key)
        if untouched and one.kind not in READ_AGAIN and value_in(kept, one.key) is not None:
            _put(row, one, value=value_in(kept, one.key), kept=kept)
            continue
        try:
            value = read_field(one, typed, known=known)
        except BadField as error:
            wrong.append((one.key, str(error)))
        else:
            _put(row, one, value=_kept_or(value, one, kept=kept) if untouched else value, kept=kept)
    _add_temperatures(row, kept=kept)
    wrong += [] if wrong or row == kept else row_faults(section, row)
    return row, wrong


def _left_out(section: Section, typed: TypedRow) -> set[str]:
    """Return the optional tables inside the row in which nothing is typed."""
    groups = section.optional_groups
    return {group for group in groups if _nothing_in((one for one in section.fields if one.group == group), typed)}


def _without_fields(kept: Mapping[str, Any], *, section: Section) -> dict[str, Any]:
    """Return what the row holds that the form has no field for."""
    row = deepcopy(dict(kept))
    for one in section.fields:
        holder = value_in(row, one.group) if one.group else row
        if isinstance(holder, dict):
            holder.pop(one.key.rpartition(".")[2], None)
    for group in sorted({one.group for one in section.fields if one.group}, key=len, reverse=True):
        outer, _, key = group.rpartition(".")
        holder = value_in(row, outer) if outer else row
        if isinstance(holder, dict) and not holder.get(key):
            holder.pop(key, None)
    return row


def _kept_or(value: Any, one: Field, *, kept: Mapping[str, Any]) -> Any:
    """Return what stood in a field that nobody touched; nothing for a tick that was left open to its default."""
    before = value_in(kept, one.key)
    if before is None and one.kind is Kind.FLAG and not one.always:
        return None
    return value if before is None else before


def _put(row: dict[str, Any], one: Field, *, value: Any, kept: Mapping[str, Any]) -> None:
    """Put a value into the row; nothing, and a tick that is not set, only where it stood before or always stands."""
    stays = one.always or value_in(kept, one.key) is not None
    if value is None and one.kind in (Kind.WORDS, Kind.TICKS) and stays:
        value = []
    says_no = value is False and one.kind is Kind.FLAG and not stays and one.starts_as != "yes"
    if value is None or says_no:
        return
    holder = row
    for step in one.group.split(".") if one.group else ():
        holder = holder.setdefault(step, {})
    holder[one.key.rpartition(".")[2]] = value


def _add_temperatures(row: dict[str, Any], *, kept: Mapping[str, Any]) -> None:
    """Add the range of temperatures to a storage that is named by its condition; one that stood there stays."""
    for storage, before in ((row, kept), (row.get("storage"), kept.get("storage"))):
        if isinstance(storage, dict) and "protect_from_light" in storage and "code" in storage:
            same = isinstance(before, Mapping) and before.get("code") == storage["code"]
            stood = before.get("temperature") if same and isinstance(before, Mapping) else None
            shipped: Any = storage_conditions()["conditions"]
            storage["temperature"] = stood or dict(shipped.get(storage["code"], {}))


def _give_codes(section: Section, rows: list[dict[str, Any]]) -> None:
    for one in section.fields:
        if one.kind is not Kind.CODE or not (one.made_from or one.starts_as):
            continue
        outer, _, key = one.key.rpartition(".")
        holders = [value_in(row, outer) if outer else row for row in rows]
        taken = {holder[key] for holder in holders if isinstance(holder, dict) and key in holder}
        for holder in holders:
            if not isinstance(holder, dict) or not holder or key in holder:
                continue
            if name := holder.get(one.made_from) or one.starts_as:
                holder[key] = fresh_code(str(name), taken=taken)
                taken.add(holder[key])
