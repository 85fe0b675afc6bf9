"""What ships for the papers: leaflet languages, read from their TOML files, and the label stocks."""

import hashlib
import string
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from formulations.reference.label_stock import LabelStock, Rung
from formulations.reference.stocks import UnknownStock, in_large_print, label_stock, label_stocks, larger_stocks
from formulations.reference.typed_reader import Table

__all__ = [
    "Ban",
    "LabelStock",
    "Language",
    "MissingWording",
    "Rung",
    "UnknownLanguage",
    "UnknownStock",
    "in_large_print",
    "label_stock",
    "label_stocks",
    "language",
    "languages",
    "larger_stocks",
    "placeholders",
]  # fmt: skip

HERE = Path(__file__).resolve().parent
LANGUAGES = HERE / "languages"


class UnknownLanguage(ValueError):
    """A language in which no reviewed sentences ship."""


class MissingWording(ValueError):
    """A sentence that the language file does not have, or a sentence asked for without one of its values."""


@dataclass(frozen=True)
class Ban:
    """Words that may stand in no sentence for a patient, and why."""

    pattern: str
    why: str


@dataclass(frozen=True)
class Language:
    """The sentences of one language. version: SHA-256 of the file, so that a paper can name what it was made from."""

    code: str
    name: str
    version: str
    reviewed: str
    sentences: "dict[str, str]"
    bans: tuple[Ban, ...]

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

    def has(self, key: str) -> bool:
        """Return whether there is a sentence under the key."""
        return key in self.sentences

    def months(self, style: str) -> tuple[str, ...]:
        """Return the twelve month names. style: long or short."""
        return tuple(self.say(f"months-{style}.{number}") for number in range(1, 13))


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names of the values that a sentence needs."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


@cache
def languages() -> tuple[Language, ...]:
    """Return every language in which reviewed sentences ship."""
    return tuple(_language(path) for path in sorted(LANGUAGES.glob("*.toml")))


def language(code: str) -> Language:
    """Return one language. Raises UnknownLanguage: a paper is never made in another language instead."""
    for known in languages():
        if known.code == code:
            return known
    spoken = ", ".join(one.code for one in languages())
    raise UnknownLanguage(f"no reviewed sentences in language {code[:20]!r}; use one of: {spoken}")


def _language(path: Path) -> Language:
    content = path.read_bytes()
    document = tomllib.loads(content.decode("utf-8"))
    bans = tuple(Ban(ban["pattern"], ban["why"]) for ban in document.pop("bans", []))
    head = Table({key: value for key, value in document.items() if isinstance(value, str)}, path=path.name)
    return Language(
        code=head.text("code"),
        name=head.text("name"),
        version=hashlib.sha256(content).hexdigest(),
        reviewed=head.text("reviewed"),
        sentences=dict(_flat(document, prefix="")),
        bans=bans,
    )


def _flat(tables: "dict[str, object]", *, prefix: str) -> "list[tuple[str, str]]":
    found: list[tuple[str, str]] = []
    for key, value in tables.items():
        if isinstance(value, dict):
            found += _flat(value, prefix=f"{prefix}{key}.")
        elif prefix:
            found.append((f"{prefix}{key}", str(value)))
    return found
