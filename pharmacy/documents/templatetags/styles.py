"""Texts in a style sheet, where the escapes of a page are read as they stand: O'Neil would be O&#x27;Neil."""

import re

from django import template

ESCAPED = re.compile(r"""[\x00-\x1f"'\\<>&]""")  # the template escapes none of what is left

register = template.Library()


@register.filter
def in_css(text: object) -> str:
    r"""Return a text as it is written between the quotes of a CSS string: O\27 Neil.

    Source: CSS Syntax Module Level 3, 4.3.7 (a backslash, the code point in hexadecimal, a space).
    """
    return ESCAPED.sub(lambda found: f"\\{ord(found.group()):x} ", str(text))
