"""What speaks against a specification, one reason at a time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Objection:
    """One reason why something may not be done.

    code: a lower-case word with hyphens. message: the reason and what to do next. where: the path in the document
    ("components[2]"), empty where it is about the whole. source: why the rule exists.
    """

    code: str
    message: str
    where: str = ""
    source: str = ""
