"""The record of one check, ready to be read on a page and in print: nothing left to compute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from formulations.queries import pinned_specification
from formulations.science.day_text import day_in_words
from formulations.science.formula import choose_formula
from formulations.science.quantities import Quantity
from pharmacy.prescriptions.models import PlausibilityCheck
from pharmacy.prescriptions.plan_shown import show_strength
from pharmacy.staff import clock

WORDS = {"stop": "Stop", "warn": "Warning", "inform": "For information"}
KNOWN = {"medicines": "Medicine", "allergies": "Allergy or intolerance", "conditions": "Condition"}


@dataclass(frozen=True)
class RecordedFact:
    """One thing that the check rests on."""

    name: str
    value: str


@dataclass(frozen=True)
class RecordedFinding:
    """One finding and its answer. answer: who settled it, when and why, in one line; empty for information."""

    severity: str
    word: str
    code: str
    about: str
    message: str
    sources: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class CheckRecord:
    """Everything that the record of a check says. reused: whose answers were taken over, or empty."""

    number: int
    patient: str
    product: str
    made_by: str
    made_at: str
    reused: str
    fingerprint: str
    points: tuple[RecordedFact, ...]
    facts: tuple[RecordedFact, ...]
    findings: tuple[RecordedFinding, ...]


def record_of(check: PlausibilityCheck) -> CheckRecord:
    """Return the record of a check as it was written. Source: ApBetrO section 7(1b)."""
    prescription = check.prescription
    reused = check.reused_from
    return CheckRecord(
        number=prescription.number,
        patient=str(prescription.patient),
        product=prescription.product,
        made_by=str(check.made_by),
        made_at=_moment(check.made_at),
        reused=f"{reused.made_by} of {_moment(reused.made_at)}" if reused else "",
        fingerprint=check.fingerprint,
        points=tuple(RecordedFact(one["point"], one["says"]) for one in check.points),
        facts=_facts(check.facts, strength=_strength(check)),
        findings=tuple(_finding(one) for one in check.findings),
    )


def _strength(check: PlausibilityCheck) -> str:
    """The strength with its unit, "1 mg/ml": the facts name its amount alone, and what is hashed stays as it is."""
    specification = pinned_specification(check.prescription.specification)
    amount = Quantity.read(check.facts["strength"].replace(",", ""))
    return show_strength(choose_formula(specification, strength=amount, choices={}).strength)


def _facts(facts: Mapping[str, Any], *, strength: str) -> tuple[RecordedFact, ...]:
    edition = day_in_words(date.fromisoformat(facts["law"]["edition"]))
    specification, changed = facts["specification"], facts["changed"]
    return (
        RecordedFact("Specification", f"version {specification['version']}, SHA-256 {specification['sha256']}"),
        RecordedFact("Law", f"{facts['law']['code'].upper()}, in force from {edition}"),
        RecordedFact("Strength", strength),
        RecordedFact(
            "Choices", ", ".join(f"{name}: {code}" for name, code in sorted(facts["choices"].items())) or "none"
        ),
        RecordedFact("Days", str(facts["days"])),
        *(RecordedFact(word, _known(one)) for name, word in KNOWN.items() for one in facts[name]),
        RecordedFact("Last supply", f"it was {changed['before']}" if changed else "none, or the same as this one"),
        RecordedFact("Dictionary", f"SHA-256 {facts['dictionary']}"),
    )


def _known(one: Mapping[str, str]) -> str:
    code = f" ({one['code']})" if one["code"] else ""
    ended = f", last taken on {day_in_words(date.fromisoformat(one['ended_on']))}" if one["ended_on"] else ""
    return f"{one['text']}{code}{ended}"


def _finding(one: Mapping[str, Any]) -> RecordedFinding:
    word = WORDS[one["severity"]]
    return RecordedFinding(
        severity=one["severity"],
        word=word if one["overridable"] or one["severity"] != "stop" else f"{word}, may not be overridden",
        code=one["code"],
        about=one["about"],
        message=one["message"],
        sources=tuple(one["sources"]),
        answer=_answered(one),
    )


def _answered(one: Mapping[str, Any]) -> str:
    answer, signed = one["answer"], one["signed"]
    if not answer or not signed:
        return ""
    at = parse_datetime(signed["at"])
    first = f"{answer['by']} on {day_in_words(date.fromisoformat(answer['on']))}: {answer['reason']}"
    if at is None or not one["taken_over"]:
        return first
    return f"{first} (taken over and signed by {signed['by']}, {_moment(at)})"


def _moment(at: Any) -> str:
    local = timezone.localtime(at, clock.zone())
    return f"{day_in_words(local.date())}, {local:%H:%M}"
