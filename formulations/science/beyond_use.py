"""The use-by date: the shortest of all limits, and which limit ruled; and the one function that decides "expired"."""

from dataclasses import dataclass
from datetime import date

from formulations.science.counting import DateOutOfReach, last_day
from formulations.science.day_text import day_in_words
from formulations.science.evidence import IN_USE, mismatches
from formulations.science.law import Law
from formulations.science.life import DaysLimit, find_life
from formulations.science.specification import ChosenFormula, InUseLimit

__all__ = [
    "DateOutOfReach", "IngredientExpired", "Limit", "NotShorter", "UseBy", "find_discard_on", "find_in_use",
    "find_use_by", "is_expired", "last_day",
]  # fmt: skip

BY_INGREDIENT, BY_PERSON = "ingredient", "person"
INGREDIENT_EXPIRY = "ingredient-expiry"
SHORTENED = "shortened-by-pharmacist"


class IngredientExpired(ValueError):
    """An ingredient that expires before the day of making."""


class NotShorter(ValueError):
    """A person's date that does not shorten the use-by date, or lies before the day of making."""


@dataclass(frozen=True)
class Limit:
    """One limit on the use-by date. date: the last day of use that it allows.

    applies: False for a limit that is shown but does not bind (a study that does not match, or a law's default that
    a matching study replaced); why says which. days is None for a limit that is a date by itself (ingredient expiry).
    kind: law, guide, study, house, ingredient or person.
    """

    code: str
    date: date
    days: int | None
    why: str
    source: str
    applies: bool
    kind: str


@dataclass(frozen=True)
class UseBy:
    """The last day on which the preparation may be used, the limit that ruled, and every limit looked at."""

    date: date
    ruled_by: str
    limits: tuple[Limit, ...]


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
    Source: USP <795>, beyond-use dates, and the sources of the limits themselves.
    """
    limits = [_dated(limit, made_on=made_on, law=law) for limit in find_life(formula, law=law, made_on=made_on)]
    if ingredient_expiry is not None:
        limits.append(_ingredient_limit(ingredient_expiry, made_on=made_on))
    if shortened_to is not None:
        limits.append(_shortened_limit(shortened_to, made_on=made_on, earliest=_shortest(limits).date))
    ruling = _shortest(limits)
    return UseBy(date=ruling.date, ruled_by=ruling.code, limits=tuple(limits))


def find_in_use(formula: ChosenFormula) -> InUseLimit | None:
    """Return how long a container may be used once opened: the shortest that binds, or None where nothing limits it.

    Looked at: the pack's own limit, house limits for opened containers of this pack, and studies made on opened
    containers of exactly this preparation.
    Source: the specification.
    """
    opened = [limit for limit in (formula.pack.in_use, *_opened_by_house(formula), *_opened_by_study(formula)) if limit]
    return min(opened, key=lambda limit: limit.days, default=None)


def find_discard_on(opened_on: date, *, use_by: date, in_use: InUseLimit | None, law: Law) -> date:
    """Return the last day of an opened container: the end of its in-use life, and never after its use-by date.

    Source: the specification's in-use limit, counted by the law's day-one rule from the day of opening.
    """
    if in_use is None:
        return use_by
    return min(use_by, last_day(opened_on, days=in_use.days, law=law))


def _opened_by_house(formula: ChosenFormula) -> list[InUseLimit]:
    container, storage = formula.pack.container.code, formula.pack.storage.code
    return [
        InUseLimit(limit.code, limit.days, limit.why, limit.source)
        for limit in formula.specification.house_limits
        if limit.state == IN_USE and limit.container in ("", container) and limit.storage in ("", storage)
    ]


def _opened_by_study(formula: ChosenFormula) -> list[InUseLimit]:
    return [
        InUseLimit(study.code, study.days, study.summary, study.source)
        for study in formula.specification.studies
        if study.state == IN_USE and all(one.what == "state" for one in mismatches(study, formula=formula))
    ]


def _shortest(limits: list[Limit]) -> Limit:
    return min((limit for limit in limits if limit.applies), key=lambda limit: limit.date)


def _dated(limit: DaysLimit, *, made_on: date, law: Law) -> Limit:
    until = last_day(made_on, days=limit.days, law=law)
    return Limit(
        limit.code, until, days=limit.days, why=limit.why, source=limit.source, applies=limit.applies, kind=limit.kind
    )


def _ingredient_limit(expiry: date, *, made_on: date) -> Limit:
    if is_expired(expiry, today=made_on):
        raise IngredientExpired(
            f"an ingredient expired on {day_in_words(expiry)}, before the day of making {day_in_words(made_on)}; "
            "use another lot"
        )
    why = "the earliest expiry of an ingredient lot used"
    return Limit(
        INGREDIENT_EXPIRY,
        expiry,
        days=None,
        why=why,
        source="expiry of the ingredient lots",
        applies=True,
        kind=BY_INGREDIENT,
    )


def _shortened_limit(shortened_to: date, *, made_on: date, earliest: date) -> Limit:
    if shortened_to > earliest:
        raise NotShorter(
            f"{day_in_words(shortened_to)} is after the use-by date {day_in_words(earliest)}; "
            "a person may only shorten it"
        )
    if shortened_to < made_on:
        raise NotShorter(
            f"{day_in_words(shortened_to)} is before the day of making {day_in_words(made_on)}; "
            f"give a day from then to {day_in_words(earliest)}"
        )
    why = "shortened by a pharmacist"
    return Limit(
        SHORTENED, shortened_to, days=None, why=why, source="decision of the pharmacist", applies=True, kind=BY_PERSON
    )
