"""How long a preparation keeps by law, study and house rule, in days: the limits before any date of an ingredient."""

from dataclasses import dataclass, replace

from formulations.science.evidence import why_not_longer, why_not_ours
from formulations.science.specification import ChosenFormula, HouseLimit, Law, LawCeiling, StabilityStudy

ALWAYS = "always"
NO_LAW = "no-law"


class NoUseByLimit(ValueError):
    """Neither law, study nor pharmacy limits how long the preparation keeps, so it cannot be dated."""


@dataclass(frozen=True)
class DaysLimit:
    """One limit in days. applies: whether it binds; why says what it rests on, or why it was set aside."""

    code: str
    days: int
    why: str
    source: str
    applies: bool


def find_life(formula: ChosenFormula, *, law: Law) -> tuple[DaysLimit, ...]:
    """Return every limit in days, those that bind and those set aside; the shortest that binds is the life.

    The default is the law's ceiling or, where it sets none, the house limit for that case. A study made on exactly
    this preparation replaces the default when the law allows it, up to the law's ceiling for studies; one that found a
    shorter life always binds. House limits for every case always bind.
    Raises NoUseByLimit when nothing binds.
    Source: USP <795> (2023), beyond-use dates; house limits where a law sets no ceiling.
    """
    defaults = _defaults(formula, law=law)
    default_days = min((limit.days for limit in defaults), default=0)
    studies = [
        _from_study(study, objections=_objections(study, formula=formula, law=law, default_days=default_days))
        for study in formula.specification.studies
    ]
    longer = [limit for limit in studies if limit.applies and limit.days > default_days]
    limits = [_replaced(limit, by=longer) for limit in defaults]
    limits += studies + _ceiling_for_studies(law, applies=bool(longer))
    limits += [_from_house(limit) for limit in formula.specification.house_limits if limit.applies == ALWAYS]
    if not any(limit.applies for limit in limits):
        raise NoUseByLimit(_nothing_binds(formula, law=law))
    return tuple(limits)


def _defaults(formula: ChosenFormula, *, law: Law) -> list[DaysLimit]:
    specification = formula.specification
    ceilings = [ceiling for ceiling in law.ceilings if ceiling.category == specification.law_category]
    if ceilings:
        return [_from_law(ceiling) for ceiling in ceilings]
    return [_from_house(limit) for limit in specification.house_limits if limit.applies == NO_LAW]


def _objections(study: StabilityStudy, *, formula: ChosenFormula, law: Law, default_days: int) -> tuple[str, ...]:
    objections = why_not_ours(study, formula=formula)
    if objections or study.days <= default_days:
        return objections
    return why_not_longer(study, category=formula.specification.law_category, law=law)


def _from_study(study: StabilityStudy, *, objections: tuple[str, ...]) -> DaysLimit:
    why = f"{study.summary}; set aside: {'; '.join(objections)}" if objections else study.summary
    return DaysLimit(study.code, study.days, why=why, source=study.source.title, applies=not objections)


def _from_law(ceiling: LawCeiling) -> DaysLimit:
    return DaysLimit(ceiling.code, ceiling.days, why=ceiling.why, source=ceiling.source.title, applies=True)


def _from_house(limit: HouseLimit) -> DaysLimit:
    why = f"{limit.why} (house limit of this pharmacy)"
    return DaysLimit(limit.code, limit.days, why=why, source=limit.source.title, applies=True)


def _replaced(limit: DaysLimit, *, by: list[DaysLimit]) -> DaysLimit:
    """Return a default as set aside when a study gives more days than it does, or as it is."""
    longer = [study.code for study in by if study.days > limit.days]
    if not longer:
        return limit
    why = f"{limit.why}; set aside: the study {longer[0]} was made on exactly this preparation"
    return replace(limit, why=why, applies=False)


def _ceiling_for_studies(law: Law, *, applies: bool) -> list[DaysLimit]:
    days = law.extension_ceiling_days
    if days is None or not applies:
        return []
    why = f"the longest life that a study may give by {law.name}"
    source = law.extension_source.title if law.extension_source else law.edition
    return [DaysLimit(f"{law.code}-extension-ceiling", days, why=why, source=source, applies=True)]


def _nothing_binds(formula: ChosenFormula, *, law: Law) -> str:
    specification = formula.specification
    return (
        f"{specification.name} version {specification.version} cannot be dated: {law.name} sets no ceiling for "
        f"{specification.law_category} and the specification has no house limit; add a house limit with its reason"
    )
