"""How long a preparation keeps by law, study and house rule, in days: the limits before any date of an ingredient."""

from dataclasses import dataclass, replace
from datetime import date

from formulations.science.counting import days_of
from formulations.science.evidence import IN_USE, in_words, mismatches, name_of_container, not_compared, why_not_longer
from formulations.science.law import Law, LawCeiling
from formulations.science.specification import ChosenFormula, HouseLimit, StabilityStudy

ALWAYS = "always"
NO_LAW = "no-law"
BY_LAW, BY_GUIDE, BY_STUDY, BY_HOUSE = "law", "guide", "study", "house"


class NoUseByLimit(ValueError):
    """Neither law, study nor pharmacy limits how long the preparation keeps, so it cannot be dated."""


@dataclass(frozen=True)
class DaysLimit:
    """One limit in days. applies: whether it binds; why says what it rests on, or why it was set aside.

    kind: law, guide, study or house.
    """

    code: str
    days: int
    why: str
    source: str
    applies: bool
    kind: str


def find_life(formula: ChosenFormula, *, law: Law, made_on: date) -> tuple[DaysLimit, ...]:
    """Return every limit in days, those that bind and those set aside; the shortest that binds is the life.

    The default is the law's ceiling for this category, route and storage or, where the law sets none for the
    category, the house limit for that case. A study made on exactly this preparation replaces the default when the law
    allows it, up to the law's ceiling for studies; one that found a shorter life always binds. House limits for every
    case always bind. made_on turns calendar months into days. Guide values never bind.
    Raises NoUseByLimit when nothing binds.
    Source: USP <795>, beyond-use dates; house limits where a law sets no ceiling.
    """
    defaults = _defaults(formula, law=law, made_on=made_on)
    default_days = min((limit.days for limit in defaults if limit.applies), default=0)
    studies = [
        _from_study(study, objections=_objections(study, formula=formula, law=law, default_days=default_days))
        for study in formula.specification.studies
    ]
    longer = [limit for limit in studies if limit.applies and limit.days > default_days]
    limits = [_replaced(limit, by=longer) for limit in defaults]
    limits += studies + _ceiling_for_studies(law, applies=bool(longer))
    limits += [_from_house(limit, formula=formula) for limit in formula.specification.house_limits if _always(limit)]
    if not any(limit.applies for limit in limits):
        raise NoUseByLimit(_nothing_binds(formula, law=law))
    return (*limits, *_guides(formula, law=law, made_on=made_on))


def ceilings_for(formula: ChosenFormula, *, law: Law) -> tuple[LawCeiling, ...]:
    """Return what a law says on the category and route of a preparation, however it is stored. Source: the law."""
    specification = formula.specification
    return tuple(
        ceiling
        for ceiling in law.ceilings
        if ceiling.category == specification.law_category and ceiling.is_for_route(specification.route)
    )


def _defaults(formula: ChosenFormula, *, law: Law, made_on: date) -> list[DaysLimit]:
    ceilings = ceilings_for(formula, law=law)
    if ceilings:
        return [
            _from_law(ceiling, formula=formula, days=days_of(ceiling, start=made_on, law=law)) for ceiling in ceilings
        ]
    return [
        _from_house(limit, formula=formula)
        for limit in formula.specification.house_limits
        if limit.applies == NO_LAW and limit.state != IN_USE
    ]


def _objections(study: StabilityStudy, *, formula: ChosenFormula, law: Law, default_days: int) -> tuple[str, ...]:
    objections = tuple(one.sentence for one in mismatches(study, formula=formula))
    if objections or study.days <= default_days:
        return objections
    return why_not_longer(study, category=formula.specification.law_category, law=law)


def _from_study(study: StabilityStudy, *, objections: tuple[str, ...]) -> DaysLimit:
    missing = ", ".join(not_compared(study))
    unsaid = f" Not compared, since its record does not say: {missing}." if missing and not objections else ""
    why = _set_aside(study.summary, because="; ".join(objections)) if objections else f"{study.summary}{unsaid}"
    return DaysLimit(study.code, study.days, why, study.source.title, applies=not objections, kind=BY_STUDY)


def _from_law(ceiling: LawCeiling, *, formula: ChosenFormula, days: int) -> DaysLimit:
    storage = formula.pack.storage.code
    applies = ceiling.is_for_storage(storage)
    only = " or ".join(in_words(code) for code in ceiling.storage)
    why = (
        ceiling.why if applies else _set_aside(ceiling.why, because=f"it holds for {only}, ours is {in_words(storage)}")
    )
    return DaysLimit(ceiling.code, days, why, ceiling.source.title, applies=applies, kind=BY_LAW)


def _from_house(limit: HouseLimit, *, formula: ChosenFormula) -> DaysLimit:
    why = f"{limit.why} (house limit of this pharmacy)"
    elsewhere = _scope_missed(limit, formula=formula)
    if elsewhere:
        why = _set_aside(why, because=elsewhere)
    return DaysLimit(limit.code, limit.days, why, limit.source.title, applies=not elsewhere, kind=BY_HOUSE)


def _scope_missed(limit: HouseLimit, *, formula: ChosenFormula) -> str:
    """Return why a house limit speaks of another pack; empty when it speaks of this one."""
    container, storage = formula.pack.container, formula.pack.storage.code
    if limit.container and limit.container != container.code:
        theirs = name_of_container(limit.container, formula=formula)
        return f"it is for this container: {theirs}; ours is {container.name}"
    if limit.storage and limit.storage != storage:
        return f"it is for this storage: {in_words(limit.storage)}; ours is {in_words(storage)}"
    return ""


def _always(limit: HouseLimit) -> bool:
    return limit.applies == ALWAYS and limit.state != IN_USE


def _guides(formula: ChosenFormula, *, law: Law, made_on: date) -> list[DaysLimit]:
    specification = formula.specification
    return [
        DaysLimit(
            guide.code,
            days_of(guide, start=made_on, law=law),
            _set_aside(guide.why, because="a guide value, which no rule makes binding"),
            guide.source.title,
            applies=False,
            kind=BY_GUIDE,
        )
        for guide in law.guides
        if guide.category == specification.law_category and guide.is_for_route(specification.route)
    ]


def _replaced(limit: DaysLimit, *, by: list[DaysLimit]) -> DaysLimit:
    """Return a default as set aside when a study gives more days than it does, or as it is."""
    longer = [study.code for study in by if study.days > limit.days]
    if not longer or not limit.applies:
        return limit
    because = f"the study {in_words(longer[0])} was made on exactly this preparation"
    return replace(limit, why=_set_aside(limit.why, because=because), applies=False)


def _set_aside(why: str, *, because: str) -> str:
    return f"{why.rstrip('.')}; set aside: {because}"


def _ceiling_for_studies(law: Law, *, applies: bool) -> list[DaysLimit]:
    days = law.extension_ceiling_days
    if days is None or not applies:
        return []
    why = f"the law ({law.name}) lets no study give it a longer life"
    source = law.extension_source.title if law.extension_source else law.edition
    return [DaysLimit(f"{law.code}-extension-ceiling", days, why, source, applies=True, kind=BY_LAW)]


def _nothing_binds(formula: ChosenFormula, *, law: Law) -> str:
    specification = formula.specification
    what = f"{specification.name} version {specification.version} cannot be dated"
    spoken = ceilings_for(formula, law=law)
    if spoken:
        allowed = ", ".join(sorted({in_words(code) for ceiling in spoken for code in ceiling.storage}))
        ours = in_words(formula.pack.storage.code)
        return f"{what} when its storage is {ours}: {law.name} dates it for {allowed} only; choose a pack kept so"
    return (
        f"{what}: {law.name} sets no ceiling for {specification.law_category} and the specification has no house limit "
        "for this pack; add a house limit with its reason"
    )
