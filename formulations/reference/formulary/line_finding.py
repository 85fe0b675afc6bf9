"""On which line of a TOML text each value stands: the path of keys and places -> line number, counted from 1."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

MOST_DEEP = 16
SPACE = re.compile(r"[ \t]*")
BETWEEN = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
KEY = re.compile(r'[ \t]*(?:([A-Za-z0-9_-]+)|"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\')[ \t]*')
STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
BARE = re.compile(r"[^,\]}#\n\"']+")
ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class Unreadable(ValueError):
    """Text that is not TOML; `tomllib` says what is wrong with it."""


class TooDeep(Unreadable):
    """Text nested more deeply than any formulary; reading on could exhaust the program."""

    def __init__(self, line: int) -> None:
        super().__init__(f"is nested more than {MOST_DEEP} deep, more than any formulary")
        self.line = line


def lines_of(text: str) -> dict[Path, int]:
    """Return the line of every key, table and list entry of a TOML text.

    text: TOML that `tomllib` reads. A path holds keys and places in lists, counted from 0: ("devices", 1, "mark").
    Raises TooDeep for what no formulary needs, and Unreadable for anything else. Source: TOML 1.0.
    """
    return _Finder(text.replace("\r\n", "\n")).found()


def line_of(path: Path, *, lines: dict[Path, int]) -> int:
    """Return the line of a path, or of the nearest thing around it that has one; 1 for the whole file.

    A key that is missing is looked for in its table. Source: arithmetic.
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Finder:
    """Walks once through a text. here: the table that keys now belong to. rows: how many rows a list of tables has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.here: Path = ()
        self.rows: dict[Path, int] = {}
        self.lines: dict[Path, int] = {}
        self.line, self.counted_to = 1, 0

    def found(self) -> dict[Path, int]:
        self._skip(BETWEEN)
        while self.at < len(self.text):
            self._statement()
            self._skip(BETWEEN)
        return self.lines

    def _statement(self) -> None:
        if self._take("[["):
            parent, last = self._header()
            path = (*parent, last)
            place = self.rows.get(path, 0)
            self.rows[path] = place + 1
            self._note(path)
            self.here = (*path, place)
            self._expect("]]")
            self._note(self.here)
        elif self._take("["):
            parent, last = self._header()
            self.here = self._into((*parent, last))
            self._note(self.here)
            self._expect("]")
        else:
            self._pair(self.here)

    def _header(self) -> tuple[Path, str]:
        *parents, last = self._keys()
        path: Path = ()
        for key in parents:
            path = self._into((*path, key))
            self._note(path)
        return path, last

    def _into(self, path: Path) -> Path:
        """A header that goes through a list of tables means its last row."""
        return (*path, self.rows[path] - 1) if path in self.rows else path

    def _pair(self, table: Path) -> None:
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path)
        self._expect("=")
        self._skip(SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._take("["):
            self._entries(path)
        elif self._take("{"):
            self._pairs(path)
        elif not self._skip(STRING) and not self._skip(BARE):
            raise Unreadable(f"line {self._line()}: a value was expected")

    def _entries(self, path: Path) -> None:
        place = 0
        self._skip(BETWEEN)
        while not self._take("]"):
            self._note((*path, place))
            self._value((*path, place))
            place += 1
            self._skip(BETWEEN)
            if not self._take(","):
                self._expect("]")
                return
            self._skip(BETWEEN)

    def _pairs(self, path: Path) -> None:
        self._skip(SPACE)
        while not self._take("}"):
            self._pair(path)
            self._skip(SPACE)
            if not self._take(","):
                self._expect("}")
                return

    def _keys(self) -> Iterator[str]:
        keys = [self._key()]
        while self._take("."):
            keys.append(self._key())
            if len(keys) > MOST_DEEP:
                raise TooDeep(self._line())
        return iter(keys)

    def _key(self) -> str:
        match = KEY.match(self.text, self.at)
        if match is None:
            raise Unreadable(f"line {self._line()}: a key was expected")
        self.at = match.end()
        bare, quoted, literal = match.groups()
        return bare or (_unescaped(quoted) if quoted is not None else literal)

    def _note(self, path: Path) -> None:
        if len(path) > MOST_DEEP:
            raise TooDeep(self._line())
        self.lines.setdefault(path, self._line())

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted_to, self.at)
        self.counted_to = self.at
        return self.line

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.at)
        if match is None:
            return False
        self.at = match.end()
        return True

    def _take(self, mark: str) -> bool:
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            raise Unreadable(f"line {self._line()}: {mark!r} was expected")


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        short, long, letter = match.groups()
        return chr(int(short or long, 16)) if short or long else SHORT.get(letter, letter)

    return ESCAPED.sub(character, text)
