"""What speaks against making a batch, checking, discarding or dating it earlier. Pure: values in, reasons out."""

import re
from dataclasses import dataclass
from datetime import date

from formulations.science.beyond_use import is_expired
from formulations.science.day_text import day_in_words
from pharmacy.staff.refusals import Conflict

PRINTABLE_LOT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}", re.ASCII)


@dataclass(frozen=True)
class Objection:
    """One reason why something may not be done. code: a lower-case word with hyphens; message: reason and next step."""

    code: str
    message: str


class Refused(Conflict):
    """Something that may not be done; the message gives every reason. objections: the same, one by one."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        super().__init__(" ".join(objection.message for objection in objections))
        self.objections = objections


class BatchRefused(Refused):
    """A batch that may not be made, checked or changed."""


class OpenFindings(BatchRefused):
    """A batch that may not be made because findings still wait for a pharmacist."""


@dataclass(frozen=True)
class BatchFacts:
    """What is known before a batch is made.

    stage: of the prescription. open_findings, unscreened_findings: "code (about)" of each finding that waits, and of
    each finding of today's plan that is not on record. use_by is None when the plan cannot be measured.
    containers_now: how many containers are made now. lot: as typed, or empty for the next one. withdrawn: when and why
    the version was that it would be made to; empty when it was not. first_day: day 1 of taking.
    no_check: why the screening of the prescription does not stand; empty when it does.
    """

    stage: str
    maker_role: str
    open_findings: tuple[str, ...]
    unscreened_findings: tuple[str, ...]
    is_measurable: bool
    containers_now: int
    lot: str
    lot_is_taken: bool
    made_on: date
    use_by: date
    today: date
    withdrawn: str = ""
    first_day: date | None = None
    no_check: str = ""


def objections_to_batch(facts: BatchFacts) -> tuple[Objection, ...]:
    """Return every reason why the batch may not be made; none means it may. Source: house rules, USP <795> 2023."""
    about_the_order = (*_about_the_order(facts), *_about_the_screening(facts))
    return (*about_the_order, *_about_the_plan(facts), *_about_the_lot(facts), *_about_the_days(facts))


def _about_the_order(facts: BatchFacts) -> list[Objection]:
    found = []
    if facts.maker_role not in ("pharmacist", "technician"):
        found.append(Objection("wrong-role", "Only a pharmacist or a technician makes a batch."))
    if facts.stage == "refused":
        found.append(Objection("refused", "This prescription was refused; nothing may be made for it."))
    elif facts.stage == "entered":
        found.append(Objection("not-screened", "This prescription was not screened yet. Screen it first."))
    elif facts.stage != "screened":
        found.append(Objection("already-made", "A batch was already made for this prescription."))
    if facts.withdrawn:
        message = f"{facts.withdrawn} Refuse this prescription; enter it again once another version is approved."
        found.append(Objection("version-withdrawn", message))
    return found


def _about_the_screening(facts: BatchFacts) -> list[Objection]:
    found = []
    if facts.open_findings:
        listed = ", ".join(facts.open_findings)
        found.append(Objection("open-findings", f"A pharmacist must settle these findings first: {listed}."))
    if facts.unscreened_findings:
        listed = ", ".join(facts.unscreened_findings)
        found.append(Objection("unscreened-findings", f"New since the screening: {listed}. Screen again."))
    if facts.stage == "screened" and facts.no_check and not facts.open_findings:
        found.append(Objection("no-standing-check", facts.no_check))
    return found


def objections_to_version(withdrawn: str, *, lot: str) -> list[Objection]:
    """Return why nothing of a lot goes on: the version that it was made to was withdrawn.

    withdrawn: when and why; empty when it was not. Source: house rule.
    """
    if not withdrawn:
        return []
    return [Objection("version-withdrawn", f"Lot {lot} was made to a version that is no longer used. {withdrawn}")]


def _about_the_plan(facts: BatchFacts) -> list[Objection]:
    if not facts.is_measurable:
        return [Objection("not-measurable", "No device measures these doses, so there is nothing to make.")]
    if not facts.containers_now:
        first = day_in_words(facts.first_day or facts.made_on)
        message = (
            f"Made on {day_in_words(facts.made_on)} it could be used until {day_in_words(facts.use_by)}, and the "
            f"first dose is on {first}. Nothing is made on this day; make it nearer to the first dose."
        )
        return [Objection("nothing-to-make", message)]
    return []


def _about_the_lot(facts: BatchFacts) -> list[Objection]:
    if facts.lot and not PRINTABLE_LOT.fullmatch(facts.lot):
        rule = "use 1 to 20 letters, digits, points or hyphens, starting with a letter or digit"
        return [Objection("bad-lot", f"Lot {facts.lot[:30]!r} cannot be printed; {rule}.")]
    if facts.lot_is_taken:
        return [Objection("lot-is-taken", f"Lot {facts.lot} was used before. Give another, or leave it empty.")]
    return []


def _about_the_days(facts: BatchFacts) -> list[Objection]:
    found = []
    if facts.made_on > facts.today:
        found.append(
            Objection("made-in-the-future", f"The day of making {day_in_words(facts.made_on)} is still to come.")
        )
    if is_expired(facts.use_by, today=facts.today):
        found.append(
            Objection("past-use-by", f"It would already be past its use-by date, {day_in_words(facts.use_by)}.")
        )
    return found


@dataclass(frozen=True)
class ShorteningFacts:
    """What is known before a use-by date is shortened."""

    lot: str
    is_released: bool
    is_discarded: bool
    use_by: date
    wanted: date
    made_on: date
    reason: str
    today: date


def objections_to_shortening(facts: ShorteningFacts) -> tuple[Objection, ...]:
    """Return every reason why the use-by date may not become the wanted one. Source: house rule (only shorten)."""
    found = []
    if facts.is_released:
        found.append(Objection("already-released", f"Lot {facts.lot} is released; recall it instead."))
    if facts.is_discarded:
        found.append(Objection("discarded", f"Lot {facts.lot} was discarded; its date does not matter any more."))
    if facts.wanted >= facts.use_by:
        wanted, use_by = day_in_words(facts.wanted), day_in_words(facts.use_by)
        message = f"A use-by date may only be shortened: {wanted} is not before {use_by}."
        found.append(Objection("not-shorter", message))
    if facts.wanted < max(facts.made_on, facts.today):
        wanted = day_in_words(facts.wanted)
        message = f"{wanted} is already past or before the day of making. Do not release this batch instead."
        found.append(Objection("past-use-by", message))
    if not facts.reason.strip():
        found.append(Objection("no-reason", "Give the reason for the shorter date."))
    return tuple(found)


def objections_to_new_filling(filled: object, *, needed: object, wanted: date) -> tuple[Objection, ...]:
    """Return why what is filled already does not do until the wanted date.

    filled, needed: the containers made now as they were filled, and as that date would need them.
    Source: house rule (a label never dates a container to a day on which it is still needed).
    """
    if filled == needed:
        return ()
    message = f"Usable until {wanted} only, what is filled would not be used up in time. Discard it and make it anew."
    return (Objection("supply-not-covered", message),)


def objections_to_check(
    *, stage: str, role: str, is_checked: bool, lot: str, is_discarded: bool = False
) -> tuple[Objection, ...]:
    """Return every reason why a second person may not sign this batch now (that it is another person is apart).

    stage: of the prescription. role: of the checker.
    """
    found = []
    if role != "pharmacist":
        found.append(Objection("wrong-role", "Only a pharmacist checks a batch."))
    if is_checked:
        found.append(Objection("already-checked", f"Lot {lot} was already checked."))
    if is_discarded:
        found.append(Objection("discarded", f"Lot {lot} was discarded; check the batch that is made in its place."))
    if stage in ("refused", "released", "supplied"):
        found.append(Objection("wrong-stage", f"The prescription of lot {lot} is {stage}; it cannot be checked now."))
    return tuple(found)


@dataclass(frozen=True)
class DiscardFacts:
    """What is known before a batch is discarded. stage: of the prescription. is_maker: whether this person made it."""

    lot: str
    stage: str
    role: str
    is_maker: bool
    is_discarded: bool


def objections_to_discarding(facts: DiscardFacts) -> tuple[Objection, ...]:
    """Return every reason why this person may not discard the batch now. Source: house rule (not after release)."""
    found = []
    if facts.role != "pharmacist" and not (facts.role == "technician" and facts.is_maker):
        message = "Only a pharmacist, or the technician who made it, discards a batch."
        found.append(Objection("wrong-role", message))
    if facts.is_discarded:
        found.append(Objection("already-discarded", f"Lot {facts.lot} was already discarded."))
    if facts.stage in ("released", "supplied"):
        found.append(Objection("already-released", f"Lot {facts.lot} is released; call it back instead."))
    if facts.stage == "refused":
        message = f"The prescription of lot {facts.lot} was refused; nothing of it goes out, nothing is made anew."
        found.append(Objection("refused", message))
    return tuple(found)


def objections_to_reason(reason: str, *, act: str) -> tuple[Objection, ...]:
    """Return why this reason does not do. act: what it is the reason for, as in "discarding it"."""
    return () if reason.strip() else (Objection("no-reason", f"Give the reason for {act}."),)
