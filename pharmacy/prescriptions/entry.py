"""A prescription as it comes in, from the entry page or from another system: plain values, not yet on record."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep


class BadEntry(ValueError):
    """Something that cannot be entered. field: what was wrong, in words; the message gives the value and what to do."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True)
class PatientEntry:
    """Who it is for. public_id names a patient already on record; then the other fields are not used."""

    given_name: str
    family_name: str
    birth_date: date | None = None
    language: str = ""
    public_id: UUID | None = None


@dataclass(frozen=True)
class PrescriberEntry:
    """Who prescribes."""

    name: str
    registration: str = ""
    address: str = ""


@dataclass(frozen=True)
class KnownEntry:
    """Something known of the patient. kind: medicine, allergy or condition. system, code: a coding, if there is one.

    ended_on: the last intake of a medicine that is no longer taken.
    """

    kind: str
    text: str
    system: str = ""
    code: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class Follows:
    """Which prescription an entry goes on from, and how: later-batch, next-product or repeat.

    from_day: the day of that prescription's regimen that is day 1 of the entry.
    """

    continues: UUID
    how: str
    from_day: int


@dataclass(frozen=True)
class StepProduct:
    """What one step of a course is made as. formulation: its code. strength, choices: as of a PrescriptionEntry."""

    formulation: str
    strength: Quantity | None
    choices: dict[str, str] = field(default_factory=dict)

    def is_same_as(self, other: "StepProduct") -> bool:
        """Whether both are the same formulation in the same strength."""
        return (self.formulation, str(self.strength)) == (other.formulation, str(other.strength))


@dataclass(frozen=True)
class PrescriptionEntry:
    """What is ordered, for whom, and what is known of the patient.

    strength: amount of active per unit; None where the formulation comes in one strength.
    choices: function to excipient code ({"filler": "lactose"}); a function left out takes the default.
    steps: doses in mass or in ml; days of the last step may be None (until the supply ends).
    days: days to supply; None where the days of the steps decide.
    starts_on: first day of taking, where it is not the day of making. due_on: the day by which it must be ready.
    repeats_allowed: how many more such supplies the prescriber allowed.
    products: of each step, where a course changes its product; None takes what is named above. Such an entry is split
    first.
    follows: what it goes on from. filling: what the supply is shared out for, where a pharmacist chose.
    """

    patient: PatientEntry
    prescriber: PrescriberEntry | None
    formulation: str
    strength: Quantity | None
    steps: tuple[DoseStep, ...]
    days: int | None
    choices: dict[str, str] = field(default_factory=dict)
    known: tuple[KnownEntry, ...] = ()
    purpose: str = ""
    written_on: date | None = None
    starts_on: date | None = None
    due_on: date | None = None
    repeats_allowed: int = 0
    products: tuple[StepProduct | None, ...] = ()
    follows: Follows | None = None
    filling: str = ""
