"""Left out of the fridge: what is known when a preparation was not kept as it should be. It decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from formulations.science.beyond_use import is_expired
from formulations.science.counting import last_day
from formulations.science.day_text import day_in_words
from formulations.science.evidence import mismatches
from formulations.science.findings import Finding, Severity
from formulations.science.law import Law
from formulations.science.specification import ChosenFormula, StabilityStudy

HOURS_A_DAY = 24
FREEZES_AT = 0  # °C, of water
UNPROVED = " It did not test whether germs stay away when it is warm."
Ranges = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class ExcursionRule:
    """What is said when a storage condition was not kept, and within which °C it may be left; None: nowhere."""

    storage: str
    least_celsius: int | None
    most_celsius: int | None
    says: str
    source: str


@dataclass(frozen=True)
class LeftOut:
    """What happened to a supply. celsius: the temperature furthest from its own. use_by: of its batch."""

    formula: ChosenFormula
    law: Law
    made_on: date
    use_by: date
    hours: int
    celsius: int
    today: date


def judge_left_out(left_out: LeftOut, *, ranges: Ranges, rules: Mapping[str, ExcursionRule]) -> tuple[Finding, ...]:
    """Return what a pharmacist should know, the most serious first; a person decides.

    ranges: least and most °C of each storage condition. rules: what is said where it was not kept.
    A frozen supply that must not freeze is a stop, and one past its date is. A study of exactly this preparation at
    that temperature, as long as it was left out, informs; so does a temperature that belongs to its own storage.
    Otherwise nothing is known, and the house rule is said.
    Source: the studies on file; `storage.toml`.
    """
    storage = left_out.formula.pack.storage
    findings = [_past(left_out)] if is_expired(left_out.use_by, today=left_out.today) else []
    if left_out.celsius <= FREEZES_AT and storage.do_not_freeze:
        return (*findings, _frozen(left_out))
    if storage.least_celsius <= left_out.celsius <= storage.most_celsius:
        return (*findings, _at_home(left_out))
    covering = _covering(left_out, ranges=ranges)
    if covering:
        return (*findings, *(_covered(study, left_out=left_out, ranges=ranges) for study in covering))
    rule = rules.get(storage.code)
    return (*findings, _by_rule(left_out, rule=rule) if rule else _nothing_known(left_out))


def _covering(left_out: LeftOut, *, ranges: Ranges) -> list[StabilityStudy]:
    """Return the studies that differ from ours in storage alone, reach that temperature and lasted long enough."""
    formula = left_out.formula
    return [
        study
        for study in formula.specification.studies
        if all(one.what == "storage" for one in mismatches(study, formula=formula))
        and _reaches(study, left_out=left_out, ranges=ranges)
        and study.days * HOURS_A_DAY >= left_out.hours
        and not is_expired(_reach_of(study, left_out=left_out), today=left_out.today)
    ]


def _reach_of(study: StabilityStudy, *, left_out: LeftOut) -> date:
    """Return the last day that a study reaches from the day of making, had it been so warm all the time."""
    return last_day(left_out.made_on, days=study.days, law=left_out.law)


def _reaches(study: StabilityStudy, *, left_out: LeftOut, ranges: Ranges) -> bool:
    """Whether it was that warm in the study, or warmer, and no colder than where ours belongs."""
    least, most = ranges.get(study.storage, (0, -1))
    if left_out.celsius < left_out.formula.pack.storage.least_celsius:
        return least <= left_out.celsius <= most
    return left_out.celsius <= most


def _past(left_out: LeftOut) -> Finding:
    return Finding(
        code="left-out-past-use-by",
        severity=Severity.STOP,
        message=f"It may be used until {day_in_words(left_out.use_by)} and no longer, however it was kept.",
        about=f"use by {day_in_words(left_out.use_by)}",
        sources=("use-by date of the batch",),
        overridable=False,
    )


def _frozen(left_out: LeftOut) -> Finding:
    return Finding(
        code="left-out-frozen",
        severity=Severity.STOP,
        message=f"At {left_out.celsius} °C it freezes, and its specification says not to freeze it: discard it.",
        about=_about(left_out),
        sources=(_specification(left_out),),
        overridable=False,
    )


def _at_home(left_out: LeftOut) -> Finding:
    storage = left_out.formula.pack.storage
    return Finding(
        code="left-out-within-its-storage",
        severity=Severity.INFORM,
        message=f"{left_out.celsius} °C lies within its own {storage.least_celsius} to {storage.most_celsius} °C: "
        "nothing changes.",
        about=_about(left_out),
        sources=(_specification(left_out),),
    )


def _covered(study: StabilityStudy, *, left_out: LeftOut, ranges: Ranges) -> Finding:
    least, most = ranges[study.storage]
    alone = _reach_of(study, left_out=left_out)
    until = min(alone, left_out.use_by)
    return Finding(
        code="left-out-covered-by-study",
        severity=Severity.INFORM,
        message=f"A study of exactly this preparation kept it at {least} to {most} °C for all its {study.days} days: "
        f"counted from the day of making, until {day_in_words(alone)}. Back where it belongs, that allows use until "
        f"{day_in_words(until)} at most. "
        f"{study.summary}{'' if study.microbial_evidence else UNPROVED}",
        about=_about(left_out),
        sources=(study.source.title,),
        values={"study": study.code, "until": until.isoformat()},
    )


def _by_rule(left_out: LeftOut, *, rule: ExcursionRule) -> Finding:
    least, most = rule.least_celsius, rule.most_celsius
    is_foreseen = least is not None and most is not None and least <= left_out.celsius <= most
    if is_foreseen:
        return Finding(
            code="left-out-foreseen",
            severity=Severity.INFORM,
            message=f"No study on file reaches {_about(left_out)}. {rule.says}",
            about=_about(left_out),
            sources=(rule.source,),
        )
    return Finding(
        code="left-out-nothing-known",
        severity=Severity.WARN,
        message=f"{_unknown(left_out)} {rule.says}",
        about=_about(left_out),
        sources=(rule.source,),
    )


def _nothing_known(left_out: LeftOut) -> Finding:
    return Finding(
        code="left-out-nothing-known",
        severity=Severity.WARN,
        message=f"{_unknown(left_out)} No house rule is on file for this storage either: a pharmacist decides.",
        about=_about(left_out),
        sources=("house rule of this program",),
    )


def _unknown(left_out: LeftOut) -> str:
    storage = left_out.formula.pack.storage
    kept = f"{storage.least_celsius} to {storage.most_celsius} °C"
    return f"No study on file says what {_about(left_out)} does to it; it belongs at {kept}."


def _about(left_out: LeftOut) -> str:
    unit = "hour" if left_out.hours == 1 else "hours"
    return f"{left_out.hours} {unit} at {left_out.celsius} °C"


def _specification(left_out: LeftOut) -> str:
    specification = left_out.formula.specification
    return f"{specification.name}, version {specification.version}: storage"
