"""Which finding an answer belongs to, and how findings and answers stand in the record of a check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from formulations.science.findings import Finding
from pharmacy.prescriptions.models import PlausibilityCheck, ScreeningFinding
from pharmacy.staff import clock

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Answer:
    """Why a finding was settled, by whom and on which day first, however often it was taken over since."""

    by: str
    on: date
    reason: str


def key_of(finding: Finding | ScreeningFinding) -> Key:
    """Return what an answer answers: the same code about the same thing, as grave, in the same words."""
    severity = finding.severity if isinstance(finding.severity, str) else finding.severity.value
    return finding.code, finding.about, str(severity), finding.message


def answers_in(check: PlausibilityCheck) -> dict[Key, Answer]:
    """Return the answers on record in a check, by the finding that each belongs to."""
    return {
        (one["code"], one["about"], one["severity"], one["message"]): _answer(one["answer"])
        for one in check.findings
        if one["answer"]
    }


def findings_as_record(rows: Iterable[ScreeningFinding]) -> list[dict[str, Any]]:
    """Return findings as the record of a check keeps them, each with its answer or None."""
    return [_as_record(row) for row in rows]


def answer_to(row: ScreeningFinding) -> Answer | None:
    """Return the answer to a finding: the first one, where it was taken over from an earlier check; None before."""
    if row.settled_at is None:
        return None
    if row.taken_over_from is not None:
        return answers_in(row.taken_over_from)[key_of(row)]
    day = timezone.localtime(row.settled_at, clock.zone()).date()
    return Answer(str(row.settled_by), day, row.settled_reason)


def _as_record(row: ScreeningFinding) -> dict[str, Any]:
    answer = answer_to(row)
    return {
        "code": row.code,
        "severity": row.severity,
        "message": row.message,
        "about": row.about,
        "sources": row.sources,
        "overridable": row.overridable,
        "concerns": row.concerns,
        "answer": _answer_as_record(answer) if answer else None,
        "taken_over": row.taken_over_from is not None,
        "signed": _signature(row.settled_by, at=row.settled_at) if row.settled_at else None,
    }


def _signature(by: object, *, at: datetime) -> dict[str, str]:
    return {"by": str(by), "at": at.isoformat()}


def _answer(record: dict[str, str]) -> Answer:
    return Answer(record["by"], date.fromisoformat(record["on"]), record["reason"])


def _answer_as_record(answer: Answer) -> dict[str, str]:
    return {"by": answer.by, "on": answer.on.isoformat(), "reason": answer.reason}
