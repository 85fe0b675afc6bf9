"""A leaflet language: its sentences, how it writes amounts and dates, and what no sentence in it may say."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from formulations.science.amount_form import OTHER, AmountForm


class MissingWording(ValueError):
    """A sentence that the language file does not have, or a sentence asked for without one of its values."""


@dataclass(frozen=True)
class Ban:
    """Words that may stand in no sentence for a patient, and why."""

    pattern: str
    why: str


@dataclass(frozen=True)
class Language:
    """The sentences of one language. version: SHA-256 of the file, so that a paper can name what it was made from.

    dates: the order of day, month and year for each style that a law may ask for. notations: what is misread in this
    language besides what is misread in all of them. lists: when "and" is another word: ending of its key -> pattern of
    the word after it. counts_in_words: a pharmacy's choice, whether what is counted is said as "two", not as "2".
    """

    code: str
    name: str
    version: str
    reviewed: str
    sentences: "dict[str, str]"
    bans: tuple[Ban, ...]
    notations: tuple[Ban, ...] = ()
    amounts: AmountForm = field(default_factory=AmountForm)
    dates: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    own_name: str = ""
    counts_in_words: bool = False

    def say(self, key: str, **values: str) -> str:
        """Return the sentence under a key ("directions.oral.whole-unit") with its values set in.

        Raises MissingWording when the sentence or one of its values is missing: nothing falls back to another
        language, and no sentence is printed with a gap.
        """
        if key not in self.sentences:
            raise MissingWording(f"{self.name} has no sentence {key!r}; add it to languages/{self.code}.toml")
        try:
            return self.sentences[key].format_map(values)
        except KeyError as error:
            raise MissingWording(f"sentence {key!r} in {self.name} needs the value {error}") from error

    def say_count(self, key: str, *, count: int, **values: str) -> str:
        """Return the sentence for a number of things, in its plural: "label.in-use-one" for 1, else "label.in-use"."""
        category = self.amounts.category(Decimal(count))
        own = f"{key}-{category}"
        return self.say(own if category != OTHER and self.has(own) else key, **values)

    def count(self, number: int) -> str:
        """Return a number of things or times as this paper says it: "2", or "two" where there is a word for it.

        Source: USP <17> asks for digits, labels in Great Britain are used to words; a paper never mixes them.
        """
        key = f"number-words.{number}"
        return self.say(key) if self.counts_in_words and self.has(key) else str(number)

    def joined(self, words: "list[str]") -> str:
        """Return words as a list in a sentence: "a, b and c"."""
        if len(words) == 1:
            return words[0]
        endings = (f"-{ending}" for ending, before in self.lists.items() if re.match(before, words[-1], re.IGNORECASE))
        return self.say(f"when.and{next(endings, '')}", first=", ".join(words[:-1]), last=words[-1])

    def has(self, key: str) -> bool:
        """Return whether there is a sentence under the key."""
        return key in self.sentences

    def months(self, style: str) -> tuple[str, ...]:
        """Return the twelve month names. style: long, short, or as in a box of the calendar."""
        return tuple(self.say(f"months-{style}.{number}") for number in range(1, 13))


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names of the values that a sentence needs."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)
