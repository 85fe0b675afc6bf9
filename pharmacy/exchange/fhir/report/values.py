"""The report on a FHIR file, as plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.exchange.fhir.readable import Cleaned
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry, PrescriberEntry


class Outcome(Enum):
    """What became of a resource."""

    UNDERSTOOD = "understood"
    NOT_USED = "not used"
    NOT_READ = "could not be read"


@dataclass(frozen=True)
class Line:
    """One resource. path: where it stands. name: what it is called; empty for people and where nothing names it.

    role: what it was understood as ("medicine taken"). because: why it is not used, or cannot be read.
    remarks: what a person has to look at. unread: elements of a used resource that nothing was made of.
    """

    path: str
    kind: str
    outcome: Outcome
    role: str = ""
    name: str = ""
    because: str = ""
    remarks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrderFound:
    """One order, as far as it could be read; what could not stays empty and is named in remarks.

    formulation: a code of this pharmacy; empty where the order names a product in another way: then a person chooses.
    known: what it says as a medicine that is taken, for the case that another order is entered.
    directions: how it is taken as somebody wrote it, one text a step. notes: whatever else is said in words.
    """

    path: str
    name: str
    formulation: str = ""
    strength: Quantity | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[DoseStep, ...] = ()
    days: int | None = None
    repeats_allowed: int = 0
    purpose: str = ""
    written_on: date | None = None
    starts_on: date | None = None
    prescriber: PrescriberEntry | None = None
    known: KnownEntry | None = None
    directions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonFound:
    """Everything about one patient. patient: None where the file does not hold them, or their record is not used.

    may_be_entered: whether a prescription for them may be begun; never for a record that says no (deceased).
    because: why the record is not used, or that it is not in the file.
    """

    path: str
    patient: PatientEntry | None
    may_be_entered: bool
    because: str
    orders: tuple[OrderFound, ...]
    known: tuple[KnownEntry, ...]

    def known_beside(self, order: OrderFound) -> tuple[KnownEntry, ...]:
        """Return what is known of the patient when this order is entered: the other orders are medicines taken."""
        others = (one.known for one in self.orders if one.path != order.path and one.known)
        return tuple(dict.fromkeys((*others, *self.known)))


@dataclass(frozen=True)
class Report:
    """What a file holds. kind: the kind of Bundle, or of the one resource. remarks: about the file as a whole.

    cleaned: the texts that held characters which no text may hold.
    """

    kind: str
    lines: tuple[Line, ...]
    people: tuple[PersonFound, ...]
    remarks: tuple[str, ...] = ()
    cleaned: tuple[Cleaned, ...] = ()

    def with_outcome(self, outcome: Outcome) -> tuple[Line, ...]:
        """Return the lines of one outcome, in the order of the file."""
        return tuple(line for line in self.lines if line.outcome is outcome)
