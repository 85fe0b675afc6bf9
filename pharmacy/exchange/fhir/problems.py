"""What is wrong with a bundle, in one line that a person can act on."""

MOST_SHOWN = 60


class BadBundle(ValueError):
    """Input that no prescription can be read from. The message names the field, its value and what to do."""


def shown(value: object) -> str:
    """Return a value as it may stand in a message: short, on one line, in plain ASCII.

    Source: house rule; a message must not carry the control or direction characters that it complains about.
    """
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = ascii(value) if isinstance(value, str) else _number_text(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."


def _number_text(value: object) -> str:
    """JSON's own words for the three values that have one; str of a number never expands its exponent."""
    return (
        {None: "null", True: "true", False: "false"}[value]
        if value is None or value is True or value is False
        else str(value)
    )


def bad(path: str, value: object, *, do: str) -> BadBundle:
    """Return the refusal of one field. do: what is wrong and what to do, such as "is not a number; write 4.5"."""
    return BadBundle(f"{path}: {shown(value)} {do}")


def missing(path: str, *, do: str) -> BadBundle:
    """Return the refusal of a field that is not there. do: what to write there."""
    return BadBundle(f"{path}: is missing; {do}")
