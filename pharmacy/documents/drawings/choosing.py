"""Which drawing shows a dose: by the kind of device, one for each filling."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.reference.papers import Language
from formulations.science.amount_form import AmountForm
from formulations.science.quantities import Quantity, Unit
from pharmacy.documents.drawings.counted import Count, counted
from pharmacy.documents.drawings.syringe import Syringe, syringe
from pharmacy.documents.facts import DeviceFacts, StepFacts
from pharmacy.documents.wording.directions import held

WHOLE_HEIGHT = 78
FINGERTIP = 80  # its width, in the drawing's own units
WHOLE = {
    Unit.CAPSULE: "capsules",
    Unit.TABLET: "tablets",
    Unit.SACHET: "sachets",
    Unit.SUPPOSITORY: "suppositories",
    Unit.PESSARY: "suppositories",
    Unit.PATCH: "patches",
}
SYRINGES = ("oral-syringe", "topical-syringe")


@dataclass(frozen=True)
class Drawing:
    """One picture and its words. template: the SVG; shape: its numbers. words: what it shows; caption: in short.

    how: the same as an instruction, printed beside it: no picture stands without its words.
    """

    template: str
    shape: "Syringe | Count"
    words: str
    caption: str
    how: str


def drawings_of(step: StepFacts, *, device: DeviceFacts, language: Language) -> tuple[Drawing, ...]:
    """Return the drawings of one dose: each filling of a syringe, or the drops, capsules, sachets or strokes counted.

    Raises MissingWording for a kind of device that the language has no words for.
    """
    draws = dict.fromkeys(step.draws) if device.kind in SYRINGES else {step.amount: None}
    read = language.amounts.read
    return tuple(_drawing(read(draw), device=device, language=language) for draw in draws)


def _drawing(amount: Quantity, *, device: DeviceFacts, language: Language) -> Drawing:
    one = "-one" if amount.value == Decimal(1) and device.kind in ("pump", "dropper") else ""
    written = held(language.amounts.write(amount))
    values = {
        "amount": written,
        "draw": written,
        "count": language.amounts.number.write(amount.value),
        "capacity": held(device.capacity),
    }

    def say(part: str) -> str:
        singular = f"figure.{device.kind}{one}{part}"
        return language.say(singular if language.has(singular) else f"figure.{device.kind}{part}", **values)

    template, shape = _shape(amount, device=device, form=language.amounts)
    how = " ".join((say("-how"), *_caught(device, language=language)))
    return Drawing(f"print/drawings/{template}.svg", shape, say(""), say("-caption"), how)


def _caught(device: DeviceFacts, *, language: Language) -> list[str]:
    """Where the strokes of a pump go, as drawn."""
    return [language.say("figure.pump-fingertip")] if device.kind == "pump" else []


def _shape(amount: Quantity, *, device: DeviceFacts, form: AmountForm) -> "tuple[str, Syringe | Count]":
    if device.kind in SYRINGES:
        capacity, mark = form.read(device.capacity), form.read(device.mark)
        return "syringe", syringe(amount, capacity=capacity, mark=mark, form=form)
    if device.kind == "whole-unit":
        return WHOLE[amount.unit], counted(int(amount.value), least_height=WHOLE_HEIGHT)
    if device.kind == "pump":
        return "strokes", counted(int(amount.value), room_after=FINGERTIP)
    return "drops", counted(int(amount.value))
