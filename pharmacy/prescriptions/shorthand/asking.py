"""What is asked back about a word: why it stops, and the answers, each of which is one click."""

import re
from decimal import Decimal

from formulations.science.quantities import Unit, plain_number
from pharmacy.prescriptions.shorthand.grammar import Said
from pharmacy.prescriptions.shorthand.marks import Choice, Mark, Standing
from pharmacy.prescriptions.shorthand.splitting import Item

_NUMBER_FIRST = re.compile(r"^[0-9]+(\.[0-9]+)?(?= |$)")
_STANDING = {"asked": Standing.ASKED, "unknown": Standing.UNKNOWN, "stray": Standing.ASKED}


def mark_of(one: Said | Item, *, text: str, units: tuple[Unit, ...]) -> tuple[int, Mark]:
    """Return the mark of one stretch of a shorthand, with its place. units: what a bare number may be asked back as.

    Source: the table of shorthand.
    """
    written = text[one.start : one.end]
    if isinstance(one, Item):
        return one.start, _mark_of_item(one, written=written, text=text, units=units)
    if one.about == "month":
        numbers = str(one.value).split(" days ")
        answers = tuple(f"{number.removesuffix(' days')} days" for number in numbers)
        choices = _choices(answers, one=one, text=text)
        return one.start, Mark(written, Standing.ASKED, why=one.plain, choices=choices)
    source = next((item.source for item in one.items if item.source), "")
    return one.start, Mark(written, Standing.UNDERSTOOD, plain=one.plain, source=source)


def _mark_of_item(item: Item, *, written: str, text: str, units: tuple[Unit, ...]) -> Mark:
    standing = _STANDING.get(item.kind, Standing.UNDERSTOOD)
    answers = item.choices
    if item.kind == "stray" and item.plain == item.value and item.value:
        answers = tuple(f"{item.value} {unit.words[1]}" for unit in units)
    return Mark(
        written,
        standing,
        plain=item.plain,
        why=item.why,
        choices=_choices(answers, one=item, text=text),
        others=item.others,
        source=item.source,
    )


def _choices(answers: tuple[str, ...], *, one: Said | Item, text: str) -> tuple[Choice, ...]:
    """Return the answers, each with the whole text in which it stands in the place of what was asked about.

    A person reads 1,500; into the text goes 1500, as a comma there would be asked about again.
    """
    before, after = text[: one.start], text[one.end :]
    return tuple(Choice(_shown(words), " ".join(f"{before} {words} {after}".split())) for words in answers)


def _shown(words: str) -> str:
    return _NUMBER_FIRST.sub(lambda number: plain_number(Decimal(number.group())), words)
