"""The law that is worked by: of each country the editions that were adopted here."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from formulations.comparing import ComparedSection, side_by_side
from formulations.models import LawEdition
from formulations.queries.places import place_sections
from formulations.reference.law_editions import BadLaw, UnknownLaw, law, law_edition, law_editions, law_from
from formulations.reference.typed_reader import Table
from formulations.science.law import Law
from formulations.sources.shipped import law_place
from formulations.written_out import Section

NEVER = datetime.min.replace(tzinfo=UTC)
WAITS, IN_FORCE, LATER, EARLIER, REPLACED = "waits", "in force", "not yet", "earlier", "replaced"


@dataclass(frozen=True)
class ListedEdition:
    """One edition on record. standing: waits for adoption, in force, not yet in force, earlier, or replaced."""

    row: LawEdition
    name: str
    standing: str


def law_in_force(code: str, *, on: date | None = None) -> Law:
    """Return the edition of a country's rules by which what is made on a day is dated: the adopted one. One query.

    on: the day of making; without it, the newest adopted. Raises UnknownLaw where no edition was adopted for that day.
    Where set-up never put editions on record, what ships is taken. Source: the edition itself.
    """
    rows = _editions(code)
    if not rows:
        return law(code, on=on)
    held = [row for row in rows if row.adopted_at and (on is None or row.valid_from <= on)]
    if not held:
        waiting = ", ".join(str(row.valid_from) for row in rows if not row.adopted_at) or "none"
        message = f"no adopted edition of the law {code!r} holds for {on}; waiting for adoption: {waiting}"
        raise UnknownLaw(message)
    return _read(held[0])


def law_on_record(code: str, *, valid_from: date) -> Law:
    """Return the adopted edition that took effect on a day, as a batch keeps it. One query. Raises UnknownLaw."""
    for row in _editions(code):
        if row.adopted_at and row.valid_from == valid_from:
            return _read(row)
    return law_edition(code, valid_from=valid_from)


def editions_worked_by(code: str) -> tuple[Law, ...]:
    """Return every adopted edition of a law, the newest first; of one day the one adopted last. One query.

    Where set-up never put editions on record, those that ship. Raises UnknownLaw for a code that does not ship.
    """
    rows = _editions(code)
    adopted = {row.valid_from: row for row in reversed(rows) if row.adopted_at}
    return tuple(_read(adopted[day]) for day in sorted(adopted, reverse=True)) if rows else law_editions(code)


def _editions(code: str) -> list[LawEdition]:
    """Return the editions of a law, the newest first; of one day, what was adopted last first."""
    return sorted(LawEdition.objects.filter(law=code), key=_newest_first, reverse=True)


def _newest_first(row: LawEdition) -> tuple[date, datetime]:
    return row.valid_from, row.adopted_at or NEVER


def _read(row: LawEdition) -> Law:
    return _parsed(json.dumps(row.content), name=str(row))


@lru_cache(maxsize=64)
def _parsed(content: str, *, name: str) -> Law:
    return law_from(Table(json.loads(content), path=f"{name}: ", error=BadLaw))


def listed_editions(*, today: date) -> tuple[ListedEdition, ...]:
    """Return every edition on record, what waits for adoption first, then by country and newest first. One query."""
    rows = sorted(LawEdition.objects.select_related("adopted_by"), key=_newest_first, reverse=True)
    rows.sort(key=lambda row: (row.adopted_at is not None, row.law))
    return tuple(_listed(row, among=rows, today=today) for row in rows)


def waiting_editions() -> int:
    """Return how many editions wait for adoption. One query."""
    return LawEdition.objects.filter(adopted_at__isnull=True).count()


def _listed(row: LawEdition, *, among: list[LawEdition], today: date) -> ListedEdition:
    return ListedEdition(row, row.content.get("name", row.law), _standing(row, among=among, today=today))


def _standing(row: LawEdition, *, among: list[LawEdition], today: date) -> str:
    if row.adopted_at is None:
        return WAITS
    adopted = [one for one in among if one.law == row.law and one.adopted_at]
    same_day = [one for one in adopted if one.valid_from == row.valid_from]
    if same_day[0].pk != row.pk:
        return REPLACED
    if row.valid_from > today:
        return LATER
    ruling = next(one for one in adopted if one.valid_from <= today)
    return IN_FORCE if ruling.pk == row.pk else EARLIER


def edition_before(row: LawEdition) -> LawEdition | None:
    """Return the adopted edition that an edition is compared with: of the same day, or else the one before it."""
    others = (one for one in _editions(row.law) if one.adopted_at and one.pk != row.pk)
    return next((one for one in others if one.valid_from <= row.valid_from), None)


def edition_changes(row: LawEdition, *, before: LawEdition) -> tuple[ComparedSection, ...]:
    """Return where an edition differs from another, side by side."""
    sections = side_by_side(before.content, row.content)
    return tuple(section for section in sections if section.differs)


def edition_sections(row: LawEdition) -> tuple[Section, ...]:
    """Return every rule of an edition with why, source, how sure and last review. One query."""
    return place_sections(law_place(row.content).gathered)
