"""Findings: what a pharmacist must see, with its values and its sources."""

from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How a finding binds: stop and warn wait for a pharmacist, inform does not."""

    STOP = "stop"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True)
class Finding:
    """One thing a pharmacist must see.

    code: a lower-case word with hyphens from docs/findings.md; it never changes its meaning.
    about: what it is about, as on the prescription ("tramadol", "4.8 mg a day").
    sources: where the rule comes from; where sources disagree, both sides stand here.
    overridable: whether a pharmacist may settle a stop with a reason.
    """

    code: str
    severity: Severity
    message: str
    about: str
    sources: tuple[str, ...]
    overridable: bool = True
    values: dict[str, str] = field(default_factory=dict)

    @property
    def waits_for_a_person(self) -> bool:
        """Whether nothing may be supplied until a pharmacist has settled it."""
        return self.severity is not Severity.INFORM
