"""Amounts in running text: a number and its unit never part at a line end."""

import re

from django import template

from formulations.science.quantities import unit_words

NO_BREAK = "\u00a0"
UNITS = sorted({*unit_words(), "days"}, key=len, reverse=True)
AMOUNT = re.compile(rf"(?<=\d) (?=(?:{'|'.join(re.escape(unit) for unit in UNITS)})(?![a-z]))")

register = template.Library()


@register.filter
def unbroken(text: object) -> str:
    """Return a text in which no line breaks between a number and its unit.

    Source: house rule of the program (numbers and units never part at a line end); ISMP, space before the unit.
    """
    return AMOUNT.sub(NO_BREAK, str(text))
