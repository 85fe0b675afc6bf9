"""The use-by date: the shortest of all limits, and which limit ruled; and the one function that decides "expired"."""

from dataclasses import dataclass
from datetime import date, timedelta

from formulations.science.life import DaysLimit, find_life
from formulations.science.specification import ChosenFormula, InUseLimit, Law

IN_USE = "in-use"
INGREDIENT_EXPIRY = "ingredient-expiry"
SHORTENED = "shortened-by-pharmacist"


class IngredientExpired(ValueError):
    """An ingredient that expires before the day of making."""


class NotShorter(ValueError):
    """A person's date that does not shorten the use-by date, or lies before the day of making."""


class DateOutOfReach(ValueError):
    """A day after the last one that a calendar date can state."""


@dataclass(frozen=True)
class Limit:
    """One limit on the use-by date. date: the last day of use that it allows.

    applies: False for a limit that is shown but does not bind (a study that does not match, or a law's default that
    a matching study replaced); why says which. days is None for a limit that is a date by itself (ingredient expiry).
    """

    code: str
    date: date
    days: int | None
    why: str
    source: str
    applies: bool


@dataclass(frozen=True)
class UseBy:
    """The last day on which the preparation may be used, the limit that ruled, and every limit looked at."""

    date: date
    ruled_by: str
    limits: tuple[Limit, ...]


def last_day(start: date, *, days: int, law: Law) -> date:
    """Return the last day of a life of `days` days that begins on start.

    Raises DateOutOfReach past the calendar's end.
    Source: the law's day-one rule. US: the day itself is day 1 (USP <795>); elsewhere counting begins the day after.
    """
    try:
        return start + timedelta(days=days - 1 if law.day_of_making_counts else days)
    except OverflowError as error:
        raise DateOutOfReach(f"{days} days from {start} is past the calendar's end; check the date") from error


def is_expired(use_by: date, *, today: date) -> bool:
    """Return whether a use-by date has passed; the use-by day itself is still a day of use.

    Source: USP <795>, the beyond-use date is the date after which a preparation shall not be used.
    """
    return today > use_by


def find_use_by(
    formula: ChosenFormula,
    *,
    law: Law,
    made_on: date,
    ingredient_expiry: date | None = None,
    shortened_to: date | None = None,
) -> UseBy:
    """Return the use-by date: the earliest of all limits that bind, and every limit looked at.

    ingredient_expiry: earliest expiry of any ingredient lot used. shortened_to: an earlier date that a person set.
    Raises NoUseByLimit, IngredientExpired (expiry before made_on), NotShorter (shortened_to after the date that the
    limits give, or before made_on) and DateOutOfReach.
    Source: USP <795> (2023), beyond-use dates, and the sources of the limits themselves.
    """
    limits = [_dated(limit, made_on=made_on, law=law) for limit in find_life(formula, law=law)]
    if ingredient_expiry is not None:
        limits.append(_ingredient_limit(ingredient_expiry, made_on=made_on))
    if shortened_to is not None:
        limits.append(_shortened_limit(shortened_to, made_on=made_on, earliest=_shortest(limits).date))
    ruling = _shortest(limits)
    return UseBy(date=ruling.date, ruled_by=ruling.code, limits=tuple(limits))


def find_discard_on(opened_on: date, *, use_by: date, in_use: InUseLimit | None, law: Law) -> date:
    """Return the last day of an opened container: the end of its in-use life, and never after its use-by date.

    Source: the specification's in-use limit, counted by the law's day-one rule from the day of opening.
    """
    if in_use is None:
        return use_by
    return min(use_by, last_day(opened_on, days=in_use.days, law=law))


def _shortest(limits: list[Limit]) -> Limit:
    return min((limit for limit in limits if limit.applies), key=lambda limit: limit.date)


def _dated(limit: DaysLimit, *, made_on: date, law: Law) -> Limit:
    until = last_day(made_on, days=limit.days, law=law)
    return Limit(limit.code, until, days=limit.days, why=limit.why, source=limit.source, applies=limit.applies)


def _ingredient_limit(expiry: date, *, made_on: date) -> Limit:
    if is_expired(expiry, today=made_on):
        raise IngredientExpired(
            f"an ingredient expired on {expiry}, before the day of making {made_on}; use another lot"
        )
    why = "the earliest expiry of an ingredient lot used"
    return Limit(INGREDIENT_EXPIRY, expiry, days=None, why=why, source="expiry of the ingredient lots", applies=True)


def _shortened_limit(shortened_to: date, *, made_on: date, earliest: date) -> Limit:
    if shortened_to > earliest:
        raise NotShorter(f"{shortened_to} is after the use-by date {earliest}; a person may only shorten it")
    if shortened_to < made_on:
        raise NotShorter(f"{shortened_to} is before the day of making {made_on}; give a day from then to {earliest}")
    why = "shortened by a pharmacist"
    return Limit(SHORTENED, shortened_to, days=None, why=why, source="decision of the pharmacist", applies=True)
