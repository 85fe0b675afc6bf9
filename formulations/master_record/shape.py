"""What a master formulation record consists of: plain texts in the order in which they are printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signature:
    """Who did what, and when, as text. act: "Written by", "Approved by" ..."""

    act: str
    who: str
    when: str


@dataclass(frozen=True)
class Standing:
    """Where a version stands. word: "Approved"; says: a whole sentence; across: what is printed across each page.

    across is empty only for a version by which may be made: nothing else may be mistaken for it.
    """

    word: str
    says: str
    across: str = ""


@dataclass(frozen=True)
class Fact:
    """One fact: what it is about, what holds, why, and the numbers of its references ("1, 4")."""

    name: str
    value: str
    why: str = ""
    refs: str = ""


@dataclass(frozen=True)
class Ingredient:
    """One component. per_basis, for_batch: amounts as text; for_batch is empty when no batch size was given."""

    name: str
    function: str
    grade: str
    per_basis: str
    for_batch: str
    why: str
    refs: str
    choice: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the method. marks: "required", "20 minutes", "pharmacist only"."""

    number: int
    text: str
    marks: tuple[str, ...]
    why: str
    refs: str


@dataclass(frozen=True)
class Check:
    """One check of the finished preparation, with its limits; the result is written in by hand."""

    name: str
    method: str
    limits: str
    is_required: bool
    why: str
    refs: str


@dataclass(frozen=True)
class UseByLimit:
    """One limit on how long it keeps. rules: the one that decides. is_set_aside: considered, and not binding here."""

    name: str
    days: str
    why: str
    refs: str
    rules: bool = False
    is_set_aside: bool = False


@dataclass(frozen=True)
class Dating:
    """The limits for one strength and pack under the pharmacy's law. about: "4.5 mg, amber bottle"."""

    about: str
    says: str
    limits: tuple[UseByLimit, ...]


@dataclass(frozen=True)
class Reference:
    """One source, numbered in the order of its first mention."""

    number: int
    title: str
    how_sure: str
    reviewed: str


@dataclass(frozen=True)
class Part:
    """One part of the record that is a list of facts; it is left out when it has none."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class MasterRecord:
    """One version of a specification, ready to be laid out. missing: the parts that it does not state."""

    title: str
    code: str
    version: int
    sha256: str
    standing: Standing
    signatures: tuple[Signature, ...]
    missing: tuple[str, ...]
    summary: str
    identity: Part
    basis: str
    batch: str
    components: tuple[Ingredient, ...]
    calculations: Part
    equipment: Part
    hazard: Part
    steps: tuple[Step, ...]
    finished: Part
    checks: tuple[Check, ...]
    keeping: Part
    datings: tuple[Dating, ...]
    label: Part
    limits_of_use: Part
    money: Part
    changes: Part
    references: tuple[Reference, ...]
