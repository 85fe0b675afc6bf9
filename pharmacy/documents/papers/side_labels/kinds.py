"""The kinds of side labels: what each says, from the same facts as the full label."""

from collections.abc import Callable
from datetime import date

from pharmacy.documents.papers.label import code_lines
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.names import actives_with_strengths, address_line, capital, medicine_title
from pharmacy.documents.papers.side_labels.rows import KEY, NAME, SAY, SMALL, Row, SideLabelText
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import held, held_together
from pharmacy.documents.wording.keeping import FRIDGE, shake_sentences, storage_sentences

# Routes by which nothing may be swallowed, with the sign for them.
OUTWARD = {
    "cutaneous": "skin",
    "transdermal": "skin",
    "perianal": "skin",
    "rectal": "not-by-mouth",
    "vaginal": "not-by-mouth",
    "sublingual": "tongue",
}


class NothingToSay(ValueError):
    """A side label that would have no words of its own: nothing in the specification asks for it."""


def side_label_text(kind: str, *, job: LabelJob) -> SideLabelText:
    """Return what a side label says. kind: auxiliary, bag, batch or flag. Raises MissingWording, NothingToSay."""
    rows = KINDS[kind](job)
    return SideLabelText(tuple(rows), tuple(code_lines(job)))


def auxiliary(job: LabelJob) -> list[Row]:
    """Return few words in large type, each with a drawing, on what must not be missed of one container.

    Which of them stand there is the specification's: its storage, shaking, route and life once opened.
    Source: USP <17> (few auxiliary labels; a drawing only besides its words), as summarised by the Wisconsin guide.
    """
    messages = [*_kept(job), *_used(job), *_discarded(job)]
    if not messages:
        medicine = job.facts.medicine.patient_name
        message = f"Nothing of {medicine} asks for an auxiliary label: leave it out."
        raise NothingToSay(message)
    return [*_whose(job), *messages]


def bag(job: LabelJob) -> list[Row]:
    """Return whose bag it is and how it is kept; no medicine, for everybody in the shop can read it."""
    facts, say = job.facts, job.language.say
    count = sum(box.is_made_now for box in facts.containers)
    pharmacy = facts.pharmacy
    return [
        Row("patient-name", facts.patient, NAME),
        Row("prescription-number", say("label.prescription", number=facts.prescription_number), KEY),
        Row("containers", say("side-label.containers", count=str(count)), KEY),
        *(row for row in _kept(job) if row.sign == "refrigerator"),
        Row("pharmacy-name-and-address", f"{pharmacy.name}, {address_line(pharmacy)}", SMALL),
        Row("telephone", held_together(pharmacy.phone), SMALL),
    ]


def batch(job: LabelJob) -> list[Row]:
    """Return what a batch is called, for the shelf of the pharmacy; no patient, for it may be split for several."""
    facts, say = job.facts, job.language.say
    made = facts.batch
    if made is None:
        message = f"The papers of lot {facts.lot} were asked for before batch labels were known. Ask for them again."
        raise NothingToSay(message)
    checked = say("side-label.checked-by", name=made.checked_by) if made.checked_by else say("side-label.not-checked")
    return [
        Row("internal", say("side-label.internal"), KEY),
        Row("medicine", medicine_title(facts.medicine), NAME),
        Row("lot", say("label.lot", lot=facts.lot), SAY),
        Row("use-by", f"{say('label.use-by')} {_day(facts.use_by, job=job)}", KEY),
        Row("quantity", say("side-label.quantity", amount=held(made.quantity)), KEY),
        Row("version", say("side-label.version", version=str(facts.medicine.version)), SMALL),
        Row("made-on", say("label.made", date=_day(facts.made_on, job=job)), SMALL),
        Row("made-by", say("side-label.made-by", name=made.made_by), SMALL),
        Row("checked-by", checked, SMALL),
        Row("storage", " ".join(storage_sentences(facts.storage, language=job.language)), SMALL),
    ]


def flag(job: LabelJob) -> list[Row]:
    """Return the little that a syringe or a dropper bottle has room for; the full label stands on what it is in.

    Source: house rule. No law that ships allows a shortened label, so a flag never takes the place of the full one.
    """
    facts, say = job.facts, job.language.say
    strength = capital(actives_with_strengths(facts.medicine, language=job.language))
    lot, day = held_together(say("label.lot", lot=facts.lot)), held_together(_day(facts.use_by, job=job))
    return [
        Row("patient-name", facts.patient, KEY),
        Row("active-and-strength", strength, KEY),
        Row("use-by lot", f"{say('label.use-by')} {day}, {lot}", KEY),
        *_which_container(job),
        Row("full-label", say("side-label.full-label"), SMALL),
    ]


KINDS: dict[str, Callable[[LabelJob], list[Row]]] = {"auxiliary": auxiliary, "bag": bag, "batch": batch, "flag": flag}


def _whose(job: LabelJob) -> list[Row]:
    """So that it stands on no other container: FDA recalls name wrong auxiliary labels."""
    facts = job.facts
    lot = held_together(job.language.say("label.lot", lot=facts.lot))
    return [Row("patient-name", facts.patient, SMALL), Row("lot", lot, SMALL), *_which_container(job)]


def _which_container(job: LabelJob) -> list[Row]:
    box = job.box
    if box.of == 1:
        return []
    numbers = {"number": str(box.number), "of": str(box.of)}
    which = job.language.say("label.container", container=job.facts.medicine.container, **numbers)
    return [Row("container", held_together(capital(which)), SMALL)]


def _kept(job: LabelJob) -> list[Row]:
    storage = job.facts.storage
    is_cold = (storage.least_celsius, storage.most_celsius) == FRIDGE
    first, *others = storage_sentences(storage, language=job.language)
    signs = [*(["freeze"] if storage.do_not_freeze else []), *(["light"] if storage.protect_from_light else [])]
    rows = [Row(sign, text, SAY, sign) for sign, text in zip(signs, others, strict=True)]
    return [Row("refrigerator", first, SAY, "refrigerator"), *rows] if is_cold else rows


def _used(job: LabelJob) -> list[Row]:
    medicine = job.facts.medicine
    rows = [Row("shake", text, SAY, "shake") for text in shake_sentences(medicine, language=job.language)]
    sign = OUTWARD.get(medicine.route)
    return [*rows, Row("route", job.language.say(f"auxiliary.{medicine.route}"), SAY, sign)] if sign else rows


def _discarded(job: LabelJob) -> list[Row]:
    """The last day of an opened container, where opening it changes anything."""
    if job.facts.storage.in_use_days is None:
        return []
    day = _day(job.box.discard_on, job=job)
    return [Row("discard-on", job.language.say("auxiliary.discard", date=day), SAY, "in-use")]


def _day(day: date, *, job: LabelJob) -> str:
    return date_text(day, language=job.language, style=job.facts.law.date_style, length="short")
