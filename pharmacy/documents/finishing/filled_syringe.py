"""A drawn syringe, measured: its marks, its plunger, its liquid and its numbers, against the dose of its step."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from formulations.science.amount_form import AmountForm
from pharmacy.documents.finishing.figures import Figure, Lettering
from pharmacy.documents.finishing.known_forms import syringe_forms
from pharmacy.documents.finishing.pictures import Filled
from pharmacy.documents.finishing.strokes import Stroke

PARTS = (
    "nozzle", "liquid", "rod", "plunger", "rod-end", "barrel", "flange", "short-marks", "long-marks", "line", "head",
)  # fmt: skip
LIMIT_MM = 0.1
NUMBER_MM = 0.6  # a number's middle, beside its mark
DIGITS = Decimal("0.0001")


def differing_syringe(figure: Figure, *, filled: Filled, form: AmountForm) -> Iterator[str]:
    """Give what is wrong with a drawn syringe. form: how its numbers are written."""
    parts = dict(zip(PARTS, figure.strokes, strict=False))
    known = syringe_forms()
    if len(figure.strokes) != len(PARTS) or any(parts[name].form != form_of for name, form_of in known.items()):
        yield "is not drawn as a syringe is"
        return
    yield from _wrong_marks(parts, filled=filled)
    yield from _off_the_mark(parts, filled=filled, unit_mm=figure.scale.unit_mm)
    yield from _wrong_numbers(figure, parts=parts, filled=filled, form=form)


def _wrong_marks(parts: dict[str, Stroke], *, filled: Filled) -> Iterator[str]:
    places = _places(parts["short-marks"])
    wanted = int(filled.capacity / filled.mark) + 1
    if len(places) != wanted:
        yield f"has {len(places)} marks and not {wanted}"
    steps = [after - before for before, after in pairwise(places)]
    if max(steps) - min(steps) > 0.1:
        yield "has marks that are not evenly apart"


def _off_the_mark(parts: dict[str, Stroke], *, filled: Filled, unit_mm: float) -> Iterator[str]:
    """The plunger, the end of the liquid, and the line and the arrow above them stand where the dose is."""
    wanted = _place(filled.amount, parts=parts, filled=filled)
    head = parts["head"].points[0][0]
    ends = {
        "plunger": parts["plunger"].left,
        "liquid": max(x for x, _ in parts["liquid"].points),
        "line": parts["line"].left,
        "arrow": head,
    }
    for name, x in ends.items():
        off = abs(x - wanted) * unit_mm
        if off > LIMIT_MM:
            shown = (Decimal(x) - Decimal(wanted)) / Decimal(_length(parts)) * filled.capacity + filled.amount
            yield f"has its {name} {off:.1f} mm off the mark of {filled.label}, at {shown:.2f} ml"


def _wrong_numbers(figure: Figure, *, parts: dict[str, Stroke], filled: Filled, form: AmountForm) -> Iterator[str]:
    """Each long mark but the first has its number below it, and the amount stands above the plunger."""
    marks = _places(parts["long-marks"])[1:]
    share = filled.capacity / Decimal(_length(parts))
    zero = Decimal(_places(parts["short-marks"])[0])
    values = [((Decimal(x) - zero) * share).quantize(DIGITS).normalize() for x in marks]
    wanted = [
        *(Lettering(form.number.write(value), x) for value, x in zip(values, marks, strict=True)),
        Lettering(filled.label, _place(filled.amount, parts=parts, filled=filled)),
    ]
    if [one.text for one in figure.letters] != [one.text for one in wanted]:
        yield f"says {' '.join(one.text for one in figure.letters)!r} and not {' '.join(one.text for one in wanted)!r}"
    elif any(abs(a.x - b.x) * figure.scale.unit_mm > NUMBER_MM for a, b in zip(figure.letters, wanted, strict=True)):
        yield "has a number that is not at its mark"


def _place(amount: Decimal, *, parts: dict[str, Stroke], filled: Filled) -> float:
    """Where an amount stands, between the first and the last mark that are drawn."""
    return _places(parts["short-marks"])[0] + _length(parts) * float(amount / filled.capacity)


def _length(parts: dict[str, Stroke]) -> float:
    places = _places(parts["short-marks"])
    return places[-1] - places[0]


def _places(marks: Stroke) -> list[float]:
    return sorted({round(x, 2) for x, _ in marks.points})
