"""What one field of the editing page is: its place in the document, what kind of value it takes, what it says."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kinds of value that a field takes. The word names the piece of the page that shows it."""

    LINE = "line"
    LONG = "long"
    CODE = "code"
    QUANTITY = "quantity"
    QUANTITIES = "quantities"
    NUMBER = "number"
    WHOLE = "whole"
    DENSITY = "density"
    DAY = "day"
    FLAG = "flag"
    PERHAPS = "perhaps"  # yes, no, or nobody has said
    CHOICE = "choice"
    TICKS = "ticks"  # several of a short list
    WORDS = "words"
    SUBSTANCE = "substance"  # one of the document's excipients; one from the formulary is copied in
    ANY_SUBSTANCE = "any-substance"  # the same, without copying
    SOURCE = "source"
    SOURCES = "sources"


Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """One field. key: its place in a row, with a point where a table stands inside the row ("stays_behind.amount").

    required: a row cannot be kept without it. choices: value and words of each. made_from: where a code comes from
    when it is left empty. span: how many of twelve columns it takes. column: whether it is a column of the table (else
    it stands on the row's second line). starts_as: what a new row begins with; of a tick
    also what leaving it out means. suggest: a list of words to pick from.
    always: kept even when it is false or empty.
    """

    key: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    choices: Choices = ()
    hint: str = ""
    made_from: str = ""
    span: int = 6
    column: bool = False
    starts_as: str = ""
    suggest: str = ""
    always: bool = False

    @property
    def name(self) -> str:
        """The field's name in a posted form."""
        return self.key.replace(".", "__")

    @property
    def group(self) -> str:
        """The table inside the row that the field stands in; empty when it stands in the row itself."""
        return self.key.rpartition(".")[0]


def choices_of(values: tuple[str, ...], *, words: dict[str, str] | None = None) -> Choices:
    """Return values with the words that stand for them: "no-law" reads "no law" unless `words` says otherwise."""
    return tuple((value, (words or {}).get(value, value.replace("-", " "))) for value in values)
