"""What ships for the papers: label stocks and leaflet languages, read from their TOML files."""

import hashlib
import string
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from formulations.reference.typed_reader import BadDocument, Table

HERE = Path(__file__).resolve().parent
STOCKS = HERE / "label_stocks"
LANGUAGES = HERE / "languages"


class BadPaper(BadDocument):
    """A stock or language file that cannot be used; the message names the file, the key and what to do."""


class UnknownStock(ValueError):
    """A label stock that no file describes."""


class UnknownLanguage(ValueError):
    """A language in which no reviewed sentences ship."""


class MissingWording(ValueError):
    """A sentence that the language file does not have, or a sentence asked for without one of its values."""


@dataclass(frozen=True)
class Rung:
    """Type sizes of a label, in points, by what they are for. leading: height of a line of small type, in its size."""

    patient: Decimal
    medicine: Decimal
    directions: Decimal
    use_by: Decimal
    small: Decimal
    leading: Decimal

    @property
    def least(self) -> Decimal:
        """The smallest type on a label of this rung, in points."""
        return min(self.patient, self.medicine, self.directions, self.use_by, self.small)


@dataclass(frozen=True)
class LabelStock:
    """One kind of label. Lengths in millimetres. rungs: type sizes from roomy to the least it may carry.

    printer_dpi, dots_per_module: so that a module of the 2D code is a whole number of printer dots.
    """

    code: str
    name: str
    width: Decimal
    height: Decimal
    margin: Decimal
    printer_dpi: int
    dots_per_module: int
    large_print: bool
    source: str
    rungs: tuple[Rung, ...]


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
def label_stocks() -> tuple[LabelStock, ...]:
    """Return every label stock that ships, the smallest first."""
    stocks = [_stock(path) for path in sorted(STOCKS.glob("*.toml"))]
    return tuple(sorted(stocks, key=lambda stock: stock.width * stock.height))


def label_stock(code: str) -> LabelStock:
    """Return one label stock. Raises UnknownStock, naming those that exist."""
    for stock in label_stocks():
        if stock.code == code:
            return stock
    raise UnknownStock(f"label stock {code[:40]!r} is not known; use one of: {_codes(label_stocks())}")


def larger_stocks(stock: LabelStock) -> tuple[LabelStock, ...]:
    """Return the stocks with more room than this one, the smallest first."""
    return tuple(other for other in label_stocks() if other.width * other.height > stock.width * stock.height)


@cache
def languages() -> tuple[Language, ...]:
    """Return every language in which reviewed sentences ship."""
    return tuple(_language(path) for path in sorted(LANGUAGES.glob("*.toml")))


def language(code: str) -> Language:
    """Return one language. Raises UnknownLanguage: a paper is never made in another language instead."""
    for known in languages():
        if known.code == code:
            return known
    raise UnknownLanguage(f"no reviewed sentences in language {code[:20]!r}; use one of: {_codes(languages())}")


def _codes(known: "tuple[LabelStock, ...] | tuple[Language, ...]") -> str:
    return ", ".join(item.code for item in known)


def _stock(path: Path) -> LabelStock:
    table = Table(tomllib.loads(path.read_text("utf-8")), path=path.name, error=BadPaper)
    stock = LabelStock(
        code=table.text("code"),
        name=table.text("name"),
        width=table.number("width"),
        height=table.number("height"),
        margin=table.number("margin"),
        printer_dpi=table.whole("printer_dpi"),
        dots_per_module=table.whole("dots_per_module"),
        large_print=table.flag("large_print"),
        source=table.text("source"),
        rungs=tuple(_rung(rung) for rung in table.tables("rungs")),
    )
    table.finish()
    return stock


def _rung(table: Table) -> Rung:
    names = ("patient", "medicine", "directions", "use_by", "small", "leading")
    rung = Rung(**{name: table.number(name) for name in names})
    table.finish()
    return rung


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
