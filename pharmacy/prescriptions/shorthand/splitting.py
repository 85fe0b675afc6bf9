"""Splits a shorthand into tokens, and tokens into the longest phrases that the table knows."""

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from formulations.science.quantities import MOST_DIGITS
from pharmacy.prescriptions.shorthand.table import Word, table

_TOKEN = re.compile(
    r"(?P<part>[0-9]+/[0-9]+)"
    r"|(?P<comma>[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?)"
    r"|(?P<number>[0-9]+\.?[0-9]*|\.[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*\.?)"
    r"|(?P<sign>\S)"
)
_NUMBER = re.compile(r"0|[1-9][0-9]*|(?:0|[1-9][0-9]*)\.[0-9]*[1-9]")
LEAST_LETTERS = 4  # a shorter word is nearly the same as too many others
_DAYS_IN = {"7": 1, "52": 7}
ISMP = "ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations"
MONTH = "A month has 28 to 31 days."
PARTS = "British dispensing practice: days, weeks and months as parts of 7, 52 and 12"


@dataclass(frozen=True)
class Token:
    """One token. kind: part, comma, number, word or sign. word: the token as the table spells it."""

    kind: str
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Item:
    """One stretch of the text with what it is. start, end: its place in the text.

    kind: as in the table, besides "days" for a length of time in one piece (14/7), and "unknown".
    """

    kind: str
    value: str
    start: int
    end: int
    plain: str = ""
    why: str = ""
    choices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    source: str = ""

    @property
    def number(self) -> Decimal:
        """The value as a number."""
        return Decimal(self.value)


def items_in(text: str) -> tuple[Item, ...]:
    """Return what a shorthand consists of, in its order; what is not known is an item of the kind unknown.

    Source: the table of shorthand; numbers as ISMP wants them written.
    """
    tokens = _tokens(text)
    found: list[Item] = []
    place = 0
    while place < len(tokens):
        word, count = _longest_phrase(tokens[place : place + table().longest])
        end = tokens[place + count - 1].end
        found.append(_of_table(word, start=tokens[place].start, end=end) if word else _of_token(tokens[place]))
        place += count
    return tuple(found)


def _tokens(text: str) -> list[Token]:
    return [
        Token(str(match.lastgroup), _spelled(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def _spelled(written: str) -> str:
    """A word as the table spells it: small letters, no dots, one sign for micro. Numbers and signs stay."""
    if not any(letter.isalpha() for letter in written):
        return written
    return written.lower().replace(".", "").replace("\u03bc", "\u00b5")


def _longest_phrase(tokens: list[Token]) -> tuple[Word | None, int]:
    for count in range(len(tokens), 0, -1):
        word = table().phrases.get(tuple(token.word for token in tokens[:count]))
        if word is not None:
            return word, count
    return None, 1


def _of_table(word: Word, *, start: int, end: int) -> Item:
    return Item(word.kind, word.value, start, end, word.plain, word.why, word.choices, word.others, word.source)


def _of_token(token: Token) -> Item:
    readers = {"number": _number, "part": _part, "comma": _comma}
    reader = readers.get(token.kind)
    if reader:
        return reader(token)
    return Item("unknown", "", token.start, token.end, why="It is not understood.", choices=_nearly_the_same(token))


def _nearly_the_same(token: Token) -> tuple[str, ...]:
    """Words of the table that are spelled nearly as this one: suggested, never taken by themselves."""
    if len(token.word) < LEAST_LETTERS:
        return ()
    known = {" ".join(phrase) for phrase, word in table().phrases.items() if word.kind not in ("asked", "refused")}
    return tuple(get_close_matches(token.word, sorted(known), n=2, cutoff=0.75))


def _number(token: Token) -> Item:
    """A number, or a question where it is written as numbers are misread: 1.0, .5, 05."""
    text = token.word
    if len(text) > MOST_DIGITS:
        return _too_many_digits(token)
    if _NUMBER.fullmatch(text):
        return Item("number", text, token.start, token.end, plain=text)
    as_meant = text.rstrip(".") if "." in text else f"0.{text[1:]}"
    why = "A point is missed where a 0 ends the number or none begins it."
    choices = _as_numbers(as_meant, text.replace(".", ""))
    return Item("asked", "", token.start, token.end, why=why, choices=choices, source=ISMP)


def _too_many_digits(token: Token) -> Item:
    return Item("unknown", "", token.start, token.end, why=f"More than {MOST_DIGITS} digits are no dose.")


def _as_numbers(*written: str) -> tuple[str, ...]:
    """What may be meant, each once, without the zeros and commas that are misread: "1.500" is 1.5."""
    return tuple(dict.fromkeys(f"{Decimal(one).normalize():f}" for one in written))


def _part(token: Token) -> Item:
    number, _, of = token.word.partition("/")
    if of in _DAYS_IN and number.lstrip("0") and len(number) <= 3:
        days = int(number) * _DAYS_IN[of]
        return Item("days", str(days), token.start, token.end, plain=f"for {days} days", source=PARTS)
    if of == "12" and number.lstrip("0") and len(number) <= 2:
        choices = months_in_days(int(number))
        return Item("asked", "", token.start, token.end, why=MONTH, choices=choices, source=PARTS)
    return Item("unknown", "", token.start, token.end, why="A part is only read of 7 (days) and 52 (weeks).")


def months_in_days(number: int) -> tuple[str, str]:
    """Return what a number of months is asked back as: "28 days", "30 days". Source: house rule."""
    return f"{28 * number} days", f"{30 * number} days"


def _comma(token: Token) -> Item:
    if len(token.word) > MOST_DIGITS:
        return _too_many_digits(token)
    whole, _, rest = token.word.partition(",")
    as_point = [f"{whole}.{rest}"] if "," not in rest and "." not in rest else []
    why = "A comma is read as a decimal point and as a thousand."
    choices = _as_numbers(*as_point, token.word.replace(",", ""))
    return Item("asked", "", token.start, token.end, why=why, choices=choices, source=ISMP)
