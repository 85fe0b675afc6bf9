"""Reads a document of text, whole numbers and tables key by key, each with its type, and names what is wrong."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from formulations.science.quantities import BadQuantity, Quantity, read_number

MOST_SHOWN = 60  # enough of a bad value to find it, not enough to fill a screen


class BadDocument(ValueError):
    """A document that cannot be used; the message names the file or formulation, the key, its value and what to do."""


class Table:
    """One table of a document. Each key is read once, by type; `finish` refuses keys that nobody knows.

    path: where this table stands ("devices[2]", or "law/us.toml: " for a whole file), for messages.
    error: the exception to raise, a BadDocument.
    """

    def __init__(self, values: object, *, path: str, error: type[BadDocument] = BadDocument) -> None:
        self.path = path
        self.error = error
        if not isinstance(values, Mapping):
            raise error(f"{path} = {_short(values)!r}: must be a table of keys and values")
        self._values: Mapping[str, object] = values
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Return whether the key is present."""
        return key in self._values

    def text(self, key: str) -> str:
        """Return a text that is not empty. Raises the table's error when missing, empty or not text."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.bad(key, "must be text that is not empty")
        return value

    def text_or(self, key: str, *, default: str) -> str:
        """Return a text, or the default when the key is missing."""
        return self.text(key) if self.has(key) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a missing key is an empty list."""
        if not self.has(key):
            return ()
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.bad(key, "must be a list of texts that are not empty")
        return tuple(value)

    def whole(self, key: str) -> int:
        """Return a whole number from 0 up."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.bad(key, "must be a whole number from 0 up")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """Return a whole number, or None when the key is missing."""
        return self.whole(key) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self._take(key)
        if not isinstance(value, bool):
            raise self.bad(key, "must be true or false")
        return value

    def flag_or(self, key: str, *, default: bool) -> bool:
        """Return true or false, or the default when the key is missing."""
        return self.flag(key) if self.has(key) else default

    def day(self, key: str) -> date:
        """Return a date written as text, year-month-day."""
        value = self.text(key)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.bad(key, "must be a date such as 2023-11-01") from error

    def quantity(self, key: str) -> Quantity:
        """Return an amount written as text with its unit ("1.5 mg")."""
        value = self.text(key)
        try:
            return Quantity.read(value)
        except BadQuantity as error:
            raise self.bad(key, str(error)) from error

    def quantity_or_none(self, key: str) -> Quantity | None:
        """Return an amount, or None when the key is missing."""
        return self.quantity(key) if self.has(key) else None

    def number(self, key: str) -> Decimal:
        """Return an exact number written as text ("0.5")."""
        value = self.text(key)
        try:
            return read_number(value)
        except BadQuantity as error:
            raise self.bad(key, str(error)) from error

    def number_or_none(self, key: str) -> Decimal | None:
        """Return an exact number, or None when the key is missing."""
        return self.number(key) if self.has(key) else None

    def one_of(self, key: str, *, allowed: tuple[str, ...]) -> str:
        """Return a text that must be one of those allowed."""
        value = self.text(key)
        if value not in allowed:
            raise self.bad(key, f"must be one of: {', '.join(allowed)}")
        return value

    def table(self, key: str) -> "Table":
        """Return the table under the key."""
        return Table(self._take(key), path=self._at(key), error=self.error)

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the list of tables under the key; a missing key is an empty list."""
        if not self.has(key):
            return ()
        value = self._take(key)
        if not isinstance(value, list):
            raise self.bad(key, "must be a list of tables")
        return tuple(Table(item, path=f"{self._at(key)}[{n}]", error=self.error) for n, item in enumerate(value, 1))

    def finish(self) -> None:
        """Refuse keys that were not read: a slip in a key's name must not silently drop what it says."""
        unknown = sorted(set(self._values) - self._read)
        if unknown:
            raise self.bad(unknown[0], "is a key that is not known here; correct or remove it")

    def bad(self, key: str, problem: str) -> BadDocument:
        """Return the table's error for one key, with where it stands, its value and what is wrong with it."""
        return self.error(f"{self._at(key)} = {_short(self._values.get(key))!r}: {problem}")

    def _take(self, key: str) -> object:
        if key not in self._values:
            raise self.error(f"{self._at(key)} is missing; add it")
        self._read.add(key)
        return self._values[key]

    def _at(self, key: str) -> str:
        joint = "." if self.path and key and not self.path.endswith(" ") else ""
        return f"{self.path}{joint}{key}"


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}..."
