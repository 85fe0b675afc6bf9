"""Looks for medicines that a rule names, taken now or until lately."""

from dataclasses import dataclass
from datetime import date

from formulations.science.day_text import day_in_words
from formulations.science.findings import Finding
from formulations.science.specification import ScreeningRule
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.identify import Candidate, Identified, identify
from pharmacy.prescriptions.screening.unchecked import code_differs, not_checked, was_not_checked
from pharmacy.prescriptions.screening.wording import finding_from

Rules = tuple[ScreeningRule, ...]


@dataclass(frozen=True)
class _Intake:
    """Whether a medicine is taken now; if not, the day of the last intake, and days from it to the first dose.

    None when nobody knows.
    """

    now: bool
    last_day: date | None = None
    days: int | None = None


def check_medicines(
    entries: tuple[KnownEntry, ...], *, rules: Rules, today: date, first_day: date
) -> tuple[list[Finding], tuple[str, ...]]:
    """Return what is found about the medicines of a patient, and the texts of those that could not be checked.

    entries: medicines only. One without the day of its last intake, or with a day to come, is taken now, unless its
    text says that it was stopped. first_day: of taking what is to be made; a wash-out has until then.
    Source: the rules given.
    """
    findings: list[Finding] = []
    unchecked: list[str] = []
    for entry in entries:
        identified = identify(entry)
        dated = entry.ended_on is not None
        intakes = [
            _intake(identified.ended_on, has_ended=dated or one.past, today=today, first_day=max(today, first_day))
            for one in identified.candidates
        ]
        findings += _findings_about(identified, intakes=intakes, rules=rules)
        if was_not_checked(identified, ended_on=entry.ended_on, rules=rules, today=today):
            findings.append(not_checked(identified))
            unchecked.append(identified.about)
    return findings, tuple(dict.fromkeys(unchecked))


def _findings_about(identified: Identified, *, intakes: list[_Intake], rules: Rules) -> list[Finding]:
    """intakes: one for each medicine that the entry means."""
    found = [code_differs(identified)] if identified.code_differs else []
    for candidate, intake in zip(identified.candidates, intakes, strict=True):
        found += [
            finding_from(
                rule,
                about=identified.about,
                values=_values(candidate, intake=intake),
                last_taken=intake.last_day,
                meaning=candidate.name,
            )
            for rule in _rules_met(candidate, intake=intake, rules=rules)
        ]
    return found


def _intake(ended_on: date | None, *, has_ended: bool, today: date, first_day: date) -> _Intake:
    if not has_ended:
        return _Intake(now=True)
    if ended_on is None:
        return _Intake(now=False)
    return _Intake(now=ended_on > today, last_day=ended_on, days=max(0, (first_day - ended_on).days))


def _rules_met(candidate: Candidate, *, intake: _Intake, rules: Rules) -> list[ScreeningRule]:
    looks_at = "medicines" if intake.now else "recent-medicines"
    named = [rule for rule in rules if rule.looks_at == looks_at and _names(rule, candidate=candidate)]
    if intake.now:
        return named
    if intake.days is None:  # the rule with the longest wait asks for the day
        return [rule for rule in named if rule.within_days == max(one.within_days for one in named)]
    return [rule for rule in named if rule.from_days <= intake.days < rule.within_days]


def _names(rule: ScreeningRule, *, candidate: Candidate) -> bool:
    by_code = any(code.startswith(prefix) for code in candidate.codes for prefix in rule.atc)
    return by_code or not candidate.called.isdisjoint(rule.ingredients)


def _values(candidate: Candidate, *, intake: _Intake) -> dict[str, str]:
    values = {"recognised as": candidate.name}
    if candidate.codes:
        values["ATC"] = ", ".join(candidate.codes)
    if not intake.now:
        values["last taken"] = day_in_words(intake.last_day) if intake.last_day else "on a day that is not known"
    return values
