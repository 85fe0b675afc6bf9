"""Where a page of a long list begins."""

MOST_DIGITS = 9


def place_of_page(text: str) -> int | None:
    """Return the number that the page before ended with, or None for the first page.

    text: from the address. Anything that is no number leads to the first page.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
