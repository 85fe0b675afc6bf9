"""Reads a document of text, whole numbers and tables key by key, each with its type, and names what is wrong."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from formulations.reference.faults import Fault, Place
from formulations.science.quantities import BadQuantity, Quantity, Unit, read_number

MOST_SHOWN = 60  # enough of a bad value to find it, not enough to fill a screen
NOTHING = Quantity(Decimal(0), Unit.MILLIGRAM)  # stands in for an amount that could not be read

T = TypeVar("T")


class BadDocument(ValueError):
    """A document that cannot be used; the message names the file or formulation, the key, its value and what to do.

    faults: each thing that is wrong by itself, where the reader went on to find all of them.
    """

    def __init__(self, message: str, *, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class Table:
    """One table of a document. Each key is read once, by type; `finish` refuses keys that nobody knows.

    path: where this table stands ("devices[2]", or "law/us.toml: " for a whole file), for messages.
    error: the exception to raise, a BadDocument.
    faults: a list that takes what is wrong, so that reading goes on with something in its place; without it the first
    fault is raised. where: this table's place in the document, for the faults.
    """

    def __init__(
        self,
        values: object,
        *,
        path: str,
        error: type[BadDocument] = BadDocument,
        where: Place = (),
        faults: list[Fault] | None = None,
    ) -> None:
        self.path = path
        self.error = error
        self.where = where
        self.faults = faults
        self._read: set[str] = set()
        if not isinstance(values, Mapping):
            self._refused(where, path, problem="must be a table of keys and values", value=_short(values))
            self.faults, values = [], {}  # whatever is missing in it is told already
        self._values: Mapping[str, object] = values

    def has(self, key: str) -> bool:
        """Return whether the key is present."""
        return key in self._values

    def text(self, key: str) -> str:
        """Return a text that is not empty. Raises the table's error when missing, empty or not text."""
        return self._taken(key, fits=_is_text, problem="must be text that is not empty", otherwise="")

    def text_or(self, key: str, *, default: str) -> str:
        """Return a text, or the default when the key is missing."""
        return self.text(key) if self.has(key) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a missing key is an empty list."""
        if not self.has(key):
            return ()
        problem = "must be a list of texts that are not empty"
        value: list[str] = self._taken(key, fits=_is_texts, problem=problem, otherwise=[])
        return tuple(value)

    def whole(self, key: str) -> int:
        """Return a whole number from 0 up."""
        return self._taken(key, fits=_is_whole, problem="must be a whole number from 0 up", otherwise=0)

    def whole_or_none(self, key: str) -> int | None:
        """Return a whole number, or None when the key is missing."""
        return self.whole(key) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """Return true or false."""
        return self._taken(key, fits=_is_flag, problem="must be true or false", otherwise=False)

    def flag_or(self, key: str, *, default: bool) -> bool:
        """Return true or false, or the default when the key is missing."""
        return self.flag(key) if self.has(key) else default

    def day(self, key: str) -> date:
        """Return a date written as text, year-month-day."""
        try:
            return date.fromisoformat(self.text(key) or "0001-01-01")
        except ValueError:
            self.refuse(key, "must be a date such as 2023-11-01")
            return date.min

    def quantity(self, key: str) -> Quantity:
        """Return an amount written as text with its unit ("1.5 mg")."""
        return self._exact(key, read=Quantity.read, otherwise=NOTHING)

    def quantity_or_none(self, key: str) -> Quantity | None:
        """Return an amount, or None when the key is missing."""
        return self.quantity(key) if self.has(key) else None

    def quantities(self, key: str) -> tuple[Quantity, ...]:
        """Return a list of amounts written as text with their units; a missing key is an empty list."""
        try:
            return tuple(Quantity.read(text) for text in self.texts(key))
        except BadQuantity as error:
            self.refuse(key, str(error))
            return ()

    def number(self, key: str) -> Decimal:
        """Return an exact number written as text ("0.5")."""
        return self._exact(key, read=read_number, otherwise=Decimal(0))

    def number_or_none(self, key: str) -> Decimal | None:
        """Return an exact number, or None when the key is missing."""
        return self.number(key) if self.has(key) else None

    def one_of(self, key: str, *, allowed: tuple[str, ...]) -> str:
        """Return a text that must be one of those allowed."""
        value = self.text(key)
        if value and value not in allowed:
            self.refuse(key, f"must be one of: {', '.join(allowed)}")
        return value if value in allowed else allowed[0]

    def table(self, key: str) -> "Table":
        """Return the table under the key."""
        if not self.has(key):
            self._miss(key)
            return Table({}, path=self._at(key), error=self.error, faults=[])
        return self._inner(self._values[key], path=self._at(key), where=(*self.where, key), key=key)

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the list of tables under the key; a missing key is an empty list."""
        if not self.has(key):
            return ()
        nothing: list[object] = []
        rows = self._taken(key, fits=_is_list, problem="must be a list of tables", otherwise=nothing)
        path, where = self._at(key), (*self.where, key)
        return tuple(
            self._inner(item, path=f"{path}[{number + 1}]", where=(*where, number), key=key)
            for number, item in enumerate(rows)
        )

    def finish(self) -> None:
        """Refuse keys that were not read: a slip in a key's name must not silently drop what it says."""
        for key in sorted(set(self._values) - self._read):
            self.refuse(key, "is a key that is not known here; correct or remove it")

    def refuse(self, key: str, problem: str) -> None:
        """Note what is wrong with one key, or raise it where nothing takes faults."""
        self._refused((*self.where, key), self._at(key), problem=problem, value=_short(self._values.get(key)))

    def is_sound(self) -> bool:
        """Return whether nothing was wrong in this table so far, so that its values may be held against each other."""
        return not any(fault.where[: len(self.where)] == self.where for fault in self.faults or ())

    def bad(self, key: str, problem: str) -> BadDocument:
        """Return the table's error for one key, with where it stands, its value and what is wrong with it."""
        value = _short(self._values.get(key))
        fault = Fault(0, (*self.where, key), problem, value)
        return self.error(f"{self._at(key)} = {value!r}: {problem}", faults=(fault,))

    def _inner(self, values: object, *, path: str, where: Place, key: str) -> "Table":
        self._read.add(key)
        return Table(values, path=path, error=self.error, where=where, faults=self.faults)

    def _taken(self, key: str, *, fits: Callable[[object], bool], problem: str, otherwise: T) -> T:
        if not self.has(key):
            self._miss(key)
            return otherwise
        self._read.add(key)
        value = self._values[key]
        if not fits(value):
            self.refuse(key, problem)
            return otherwise
        return value  # type: ignore[return-value]

    def _exact(self, key: str, *, read: Callable[[str], T], otherwise: T) -> T:
        text = self.text(key)
        if not text:
            return otherwise
        try:
            return read(text)
        except BadQuantity as error:
            self.refuse(key, str(error))
            return otherwise

    def _miss(self, key: str) -> None:
        self._refused((*self.where, key), self._at(key), problem="is missing; add it", value=None)

    def _refused(self, where: Place, path: str, *, problem: str, value: str | None) -> None:
        fault = Fault(0, where, problem, value)
        if self.faults is None:
            shown = "" if value is None else f" = {value!r}:"
            raise self.error(f"{path}{shown} {problem}", faults=(fault,))
        self.faults.append(fault)

    def _at(self, key: str) -> str:
        joint = "." if self.path and key and not self.path.endswith(" ") else ""
        return f"{self.path}{joint}{key}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}..."
