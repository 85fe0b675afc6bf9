"""Text that can stand on paper as it was typed: no hidden, no turning, no stacked characters."""

from formulations.reference.plain_text import BadText, plain_lines, plain_text
from pharmacy.prescriptions.entry import BadEntry

LONGEST_LINE = 200


def refuse_unprintable(text: str, *, field: str, longest: int = LONGEST_LINE) -> str:
    """Return the text as one tidy line: composed (NFC), spaces made single.

    field: what the text is, for the message. longest: the most characters that are kept.
    Raises BadEntry for what `plain_text` refuses.
    """
    try:
        return plain_text(text, longest=longest)
    except BadText as error:
        raise BadEntry(str(error), field=field) from error


def tidy_lines(text: str, *, field: str, longest: int = LONGEST_LINE) -> tuple[str, ...]:
    """Return the lines of a text that say something, each checked as by `refuse_unprintable`."""
    try:
        return plain_lines(text, longest=longest)
    except BadText as error:
        raise BadEntry(str(error), field=field) from error
