"""Which pictures a paper must have, worked out anew from the facts: what each shows, says, and stands beside."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from formulations.reference.papers import Language
from formulations.science.quantities import Quantity, Unit
from pharmacy.documents.facts import DeviceFacts, PaperFacts, StepFacts
from pharmacy.documents.finishing.raster import plain
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.side_labels.kinds import OUTWARD
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import step_days
from pharmacy.documents.wording.keeping import FRIDGE, in_use_sentences, storage_sentences

FILLED = ("oral-syringe", "topical-syringe")
WHOLE = {
    Unit.CAPSULE: "capsules",
    Unit.TABLET: "tablets",
    Unit.SACHET: "sachets",
    Unit.SUPPOSITORY: "suppositories",
    Unit.PESSARY: "suppositories",
    Unit.PATCH: "patches",
}
COUNTED = {"dropper": "drops", "pump": "strokes"}
CONTAINERS = {"oral-syringe": "bottle", "dropper": "dropper-bottle", "whole-unit": "box"}
CONTAINER = "dispenser"  # of every other kind of device


@dataclass(frozen=True)
class Filled:
    """A syringe. amount, capacity, mark: in ml; label: the amount as it is written above the plunger."""

    amount: Decimal
    capacity: Decimal
    mark: Decimal
    label: str


@dataclass(frozen=True)
class Picture:
    """One picture that must be there. shows: its drawing; empty for a 2D code or a logo, which have none.

    count: how many of it; numbered: the number on it. words: for those who cannot see it; beside: words it stands with.
    """

    words: str
    beside: str = ""
    shows: str = ""
    count: int = 1
    numbered: str = ""
    filled: Filled | None = None


def pictures_of_label(job: LabelJob) -> list[Picture]:
    """Return the picture of a full label, or of one of two: its 2D code alone."""
    return [Picture(plain(job.language.say("label.code", code=job.code_text)))]


def pictures_of_side_label(kind: str, *, job: LabelJob) -> list[Picture]:
    """Return the pictures of a side label in their order: its 2D code, and a sign beside what must not be missed."""
    kept = _sign_of_each_sentence(job.facts, language=job.language)
    on_it = {"auxiliary": ("refrigerator", "freeze", "light", "shake"), "bag": ("refrigerator",)}.get(kind, ())
    shown = {sentence: sign for sentence, sign in kept.items() if sign in on_it}
    shown |= _on_auxiliary_labels(job) if kind == "auxiliary" else {}
    return [*pictures_of_label(job), *(Picture(sentence, sentence, sign) for sentence, sign in shown.items())]


def pictures_of_leaflet(facts: PaperFacts, *, language: Language) -> list[Picture]:
    """Return the pictures of a leaflet in the order of reading."""
    logo = [Picture(plain(facts.pharmacy.name))] if facts.pharmacy.logo_sha256 else []
    has_page = facts.page_address and "page" in facts.blocks
    page = [Picture(plain(language.say("page.code")))] if has_page else []
    return [
        *logo,
        *(one for step in facts.steps for one in _of_a_step(step, facts=facts, language=language)),
        *_on_keeping(facts, language=language),
        *(_containers(facts, language=language) if len(facts.containers) > 1 else ()),
        *page,
    ]


def _of_a_step(step: StepFacts, *, facts: PaperFacts, language: Language) -> Iterator[Picture]:
    """Each filling of a syringe, or what is counted."""
    device, form = facts.device, language.amounts
    is_filled = device.kind in FILLED
    for text in dict.fromkeys(step.draws) if is_filled else (step.amount,):
        amount = form.read(text)
        beside = (
            step_days(step, language=language)
            if len(facts.steps) > 1
            else _how(amount, device=device, language=language)
        )
        one = Picture(_said(amount, device=device, language=language), plain(beside))
        if is_filled:
            capacity, mark = (form.read(size).value for size in (device.capacity, device.mark))
            yield replace(one, shows="syringe", filled=Filled(amount.value, capacity, mark, plain(text)))
        else:
            counted = COUNTED.get(device.kind) or WHOLE[amount.unit]
            yield replace(one, shows=counted, count=int(amount.value))


def _how(amount: Quantity, *, device: DeviceFacts, language: Language) -> str:
    """The instruction that is printed beside the picture of the only step; of a pump also how much a stroke is."""
    more = f" {language.say('figure.pump-fingertip')}" if device.kind == "pump" else ""
    return _said(amount, device=device, language=language, part="-how") + more


def _said(amount: Quantity, *, device: DeviceFacts, language: Language, part: str = "") -> str:
    """The sentence of a picture: of one stroke or drop where the language has words for it."""
    of_one, of_more = f"figure.{device.kind}-one{part}", f"figure.{device.kind}{part}"
    is_one = device.kind in COUNTED and amount.value == 1 and language.has(of_one)
    written, count = language.amounts.write(amount), language.amounts.number.write(amount.value)
    values = {"amount": written, "draw": written, "count": count, "capacity": device.capacity}
    return plain(language.say(of_one if is_one else of_more, **values))


def _on_keeping(facts: PaperFacts, *, language: Language) -> Iterator[Picture]:
    for sentence, sign in _sign_of_each_sentence(facts, language=language).items():
        yield Picture(plain(language.say(f"sign.{sign}")), sentence, sign)


def _sign_of_each_sentence(facts: PaperFacts, *, language: Language) -> dict[str, str]:
    """The drawing that belongs to each sentence on keeping, in their order."""
    storage, say = facts.storage, language.say
    is_cold = (storage.least_celsius, storage.most_celsius) == FRIDGE
    found = {storage_sentences(storage, language=language)[0]: "refrigerator" if is_cold else "temperature"}
    found |= {say("label.freeze"): "freeze"} if storage.do_not_freeze else {}
    found |= {say("label.light"): "light"} if storage.protect_from_light else {}
    found |= dict.fromkeys(in_use_sentences(storage, language=language), "in-use")
    found |= {say("label.shake"): "shake"} if facts.medicine.shake else {}
    found |= {say("label.out-of-reach"): "out-of-reach"}
    return {plain(sentence): sign for sentence, sign in found.items()}


def _on_auxiliary_labels(job: LabelJob) -> dict[str, str]:
    """The drawings that stand on auxiliary labels alone: how it is used, and when it is thrown away."""
    facts, say = job.facts, job.language.say
    route, key = facts.medicine.route, f"auxiliary.{facts.medicine.route}"
    used = {plain(say(key)): OUTWARD[route]} if route in OUTWARD else {}
    if facts.storage.in_use_days is None:
        return used
    last = date_text(job.box.discard_on, language=job.language, style=facts.law.date_style, length="short")
    return used | {plain(say("auxiliary.discard", date=last)): "in-use"}


def _containers(facts: PaperFacts, *, language: Language) -> Iterator[Picture]:
    shows = CONTAINERS.get(facts.device.kind, CONTAINER)
    for box in facts.containers:
        numbers = {"number": str(box.number), "of": str(box.of)}
        opened = date_text(box.open_on, language=language, style=facts.law.date_style, length="short")
        words = language.say("supply.picture", date=opened, **numbers)
        yield Picture(plain(words), plain(language.say("supply.which", **numbers)), shows, numbered=str(box.number))
