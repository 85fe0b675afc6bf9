"""Works out which medicines one entry means, from its text and its code."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from formulations.reference.medicines.catalogue import Medicine, catalogue
from formulations.reference.medicines.coding import atc_code, names_one_substance, rxnorm_code
from formulations.reference.medicines.recognition import Mention, Recognition, recognise
from formulations.reference.medicines.rxnorm import rxnorm_names
from pharmacy.prescriptions.entry import KnownEntry

_COMBINATIONS = range(50, 80)  # last two digits: the 50-series, and the 70-series with psycholeptics
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

    ended_on: the last intake, the newest day of the entry and its text; None when nobody knows.
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

    Source: the medicines catalogue; ATC and RxNorm codes are taken from the systems that FHIR names for them.
    """
    said = recognise(entry.text)
    stands_for = rxnorm_names().get(rxnorm_code(entry.system, code=entry.code), "")
    coded = recognise(stands_for)
    own_code = atc_code(entry.system, code=entry.code)
    codes = tuple(dict.fromkeys(code for code in (own_code, *said.codes) if code))
    from_text = tuple(_mentioned(mention, codes=codes) for mention in said.mentions)
    from_rxnorm = tuple(_mentioned(one, codes=()) for one in coded.mentions if not _is_said(one, said=said))
    used = {code for candidate in from_text for code in candidate.codes}
    from_codes = tuple(_coded(code, past=said.past) for code in codes if code not in used)
    return Identified(
        about=_about(entry, atc=own_code, stands_for=stands_for),
        candidates=from_text + tuple(replace(one, past=said.past) for one in from_rxnorm) + from_codes,
        ended_on=_last_intake(entry),
        unknown=said.unknown,
        complete=_is_complete(said, coded=any(map(_tells_enough, codes)) or coded.is_complete),
        group_codes=() if from_text else codes,
        code_differs=bool(from_text) and bool(from_rxnorm or not all(_agree(code, said=said) for code in codes)),
    )


def _is_said(coded: Mention, *, said: Recognition) -> bool:
    """Whether a text names what a code stands for: the medicine, or all that is in it."""
    names = {name for one in said.mentions for name in (one.medicine.name, *one.medicine.of)}
    return coded.medicine.name in names or (bool(coded.medicine.of) and names.issuperset(coded.medicine.of))


def _last_intake(entry: KnownEntry) -> date | None:
    """Return the last intake: the newer of the day of an entry and the newest in its text, so as not to be early."""
    days = [day for day in (entry.ended_on, _newest_day(entry.text)) if day is not None]
    return max(days, default=None)


def _newest_day(text: str) -> date | None:
    """Return the newest day written as 2026-11-10 in a text; it counts only where the text says that intake ended."""
    days = []
    for written in _DAY.findall(text):
        with suppress(ValueError):  # 2026-13-40 is no day, so it says nothing
            days.append(date.fromisoformat(written))
    return max(days, default=None)


def _about(entry: KnownEntry, *, atc: str, stands_for: str) -> str:
    if entry.text.strip():
        return entry.text.strip()
    if stands_for:
        return f"RxNorm {entry.code.strip()} ({stands_for})"
    return f"ATC {atc}" if atc else f"no name, code {entry.code.strip() or 'none'}"


def _is_complete(said: Recognition, *, coded: bool) -> bool:
    """Whether all of it is known: every word is, or no word names a medicine and a code says what it is."""
    return said.is_complete if said.mentions else said.says_nothing or coded


def _tells_enough(code: str) -> bool:
    """Whether a code says what is in a medicine: that of a combination which is not on file does not.

    Source: WHO ATC guidelines, classification of combination products (50-series and 70-series).
    """
    return not names_one_substance(code) or code in catalogue().by_code or int(code[-2:]) not in _COMBINATIONS


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
