"""Works out which medicines one entry means, from its text and its code."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from formulations.reference.medicines.catalogue import Medicine, catalogue
from formulations.reference.medicines.coding import atc_code
from formulations.reference.medicines.recognition import Mention, Recognition, recognise
from pharmacy.prescriptions.entry import KnownEntry

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)


@dataclass(frozen=True)
class Candidate:
    """One medicine that an entry means. codes: its ATC codes for the route; called: names and classes for rules."""

    name: str
    codes: tuple[str, ...]
    called: frozenset[str]
    past: bool


@dataclass(frozen=True)
class Identified:
    """What an entry means. about: how it is named to the pharmacist. unknown: words that nothing explains.

    ended_on: the last intake, from the entry, else the newest day that its text states; None when nobody knows.
    complete: whether all of it is known. group_codes: codes that stand for it and name a group, not one medicine.
    code_differs: whether text and code name different medicines.
    """

    about: str
    candidates: tuple[Candidate, ...]
    ended_on: date | None
    unknown: tuple[str, ...]
    complete: bool
    group_codes: tuple[str, ...]
    code_differs: bool


def identify(entry: KnownEntry) -> Identified:
    """Return the medicines that an entry means; where text and code differ, those of both.

    Source: the medicines catalogue; ATC codes are taken from the two systems that FHIR names for them.
    """
    said = recognise(entry.text)
    own_code = atc_code(entry.system, code=entry.code)
    codes = tuple(dict.fromkeys(code for code in (own_code, *said.codes) if code))
    from_text = tuple(_mentioned(mention, codes=codes) for mention in said.mentions)
    used = {code for candidate in from_text for code in candidate.codes}
    from_codes = tuple(_coded(code, past=said.past) for code in codes if code not in used)
    return Identified(
        about=_about(entry, atc=own_code),
        candidates=from_text + from_codes,
        ended_on=entry.ended_on or _newest_day(entry.text),
        unknown=said.unknown,
        complete=_is_complete(said, codes=codes),
        group_codes=() if from_text else codes,
        code_differs=bool(from_text) and not all(_agree(code, said=said) for code in codes),
    )


def _newest_day(text: str) -> date | None:
    """Return the newest day written as 2026-11-10 in a text; it counts only where the text says that intake ended."""
    days = []
    for written in _DAY.findall(text):
        with suppress(ValueError):  # 2026-13-40 is no day, so it says nothing
            days.append(date.fromisoformat(written))
    return max(days, default=None)


def _about(entry: KnownEntry, *, atc: str) -> str:
    if entry.text.strip():
        return entry.text.strip()
    return f"ATC {atc}" if atc else f"no name, code {entry.code.strip() or 'none'}"


def _is_complete(said: Recognition, *, codes: tuple[str, ...]) -> bool:
    """Whether all of it is known: every word is, or no word is and a code says what it is."""
    return said.is_complete if said.mentions else said.says_nothing or bool(codes)


def _mentioned(mention: Mention, *, codes: tuple[str, ...]) -> Candidate:
    medicine = mention.medicine
    fitting = tuple(code for code in codes if code in medicine.atc or code in medicine.local_atc)
    if fitting:
        local = not set(fitting) & set(medicine.atc)
        return Candidate(medicine.name, fitting, _called(medicine, local=local), mention.past)
    if mention.local and medicine.local_atc:
        return Candidate(medicine.name, medicine.local_atc, _called(medicine, local=True), mention.past)
    return Candidate(medicine.name, medicine.atc, medicine.called, mention.past)


def _coded(code: str, *, past: bool) -> Candidate:
    medicines = catalogue().by_code.get(code, ())
    called = frozenset[str]().union(*(_called(medicine, local=code not in medicine.atc) for medicine in medicines))
    return Candidate(medicines[0].name if medicines else code, (code,), called, past)


def _called(medicine: Medicine, *, local: bool) -> frozenset[str]:
    """Return the names that rules may mean. A local use keeps its name but leaves its classes: they act in the body."""
    return frozenset({medicine.name, *medicine.of}) if local else medicine.called


def _agree(code: str, *, said: Recognition) -> bool:
    """Whether a code fits a medicine named: its own code, its group's, or that of a combination with it."""
    for mention in said.mentions:
        medicine = mention.medicine
        if any(own.startswith(code) for own in (*medicine.atc, *medicine.local_atc)):
            return True
        names = {medicine.name, *medicine.of}
        if any(not names.isdisjoint({other.name, *other.of}) for other in catalogue().by_code.get(code, ())):
            return True
    return False
