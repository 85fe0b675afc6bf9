"""Lines of a paragraph: as many words on each as it holds, with letters of several looks on one line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pharmacy.documents.rendering.quick.looks import Look, Shaped
from pharmacy.documents.rendering.quick.unknown import Unknown

SPACES = re.compile(r"[ \t\r\n\f]+")
UNITS = 1024  # a pixel's, as the text library counts
SPACE = " "

Breaks = Callable[[str], tuple[int, ...]]


@dataclass(frozen=True)
class Stretch:
    """Text of one look in a paragraph. owner: whose it is; padding: in pixels, after its last letter."""

    text: str
    look: Look
    owner: Element
    padding: float = 0.0


@dataclass(frozen=True)
class _Word:
    """Letters up to a place where a line may end. spaces: after them. number: of the stretch; ends_it: its last."""

    text: str
    spaces: int
    number: int
    ends_it: bool


@dataclass
class Span:
    """The words of one stretch on one line. number: of the stretch; left: from the line's start."""

    stretch: Stretch
    number: int
    left: float
    words: list[tuple[Shaped, int, str]]
    units: int = 0

    def takes(self, text: str) -> int:
        """Return how much wider the letters make it; without a space before them they are one with the last word."""
        of = self.stretch.look.type
        if self.words and not self.words[-1][1]:
            return of.shaped(self.words[-1][2] + text).units - self.words[-1][0].units
        return of.shaped(text).units

    def take(self, text: str, *, spaces: int) -> None:
        """Put the letters and the spaces after them at its end."""
        of = self.stretch.look.type
        self.units += self.takes(text) + spaces * of.shaped(SPACE).units
        if self.words and not self.words[-1][1]:
            text = self.words.pop()[2] + text
        if text or spaces:
            self.words.append((of.shaped(text), spaces, text))

    @property
    def text(self) -> str:
        """Its letters and spaces."""
        return "".join(text + SPACE * spaces for _, spaces, text in self.words)

    @property
    def width(self) -> float:
        """In pixels, with the spaces after its words and without its padding."""
        return self.units / UNITS


@dataclass(frozen=True)
class Line:
    """One line. width: without spaces at its end; breaks_word: it ends inside a word."""

    spans: tuple[Span, ...]
    width: float
    breaks_word: bool


def plain(texts: list[str]) -> list[str]:
    """Return texts of one paragraph with each run of spaces as one, also where one text ends and the next begins."""
    found = list[str]()
    after_space = False
    for text in texts:
        one = SPACES.sub(SPACE, text)
        if after_space and one.startswith(SPACE):
            one = one[1:]
            if not one:
                raise Unknown("two spaces between two parts")
        found.append(one)
        after_space = one.endswith(SPACE) if one else after_space
    return found


def filled(stretches: list[Stretch], *, width: float, breaks: Breaks) -> list[Line]:
    """Return the lines of a paragraph. width: in pixels; breaks: before which letters of a text a line may begin."""
    atoms = _atoms(stretches, breaks=breaks)
    lines = list[Line]()
    line = _Filling(stretches, width=width)
    for atom in atoms:
        if not line.holds(atom):
            lines.append(line.finished(following=atom))
            line = _Filling(stretches, width=width)
        line.take(atom)
    if line.spans:
        lines.append(line.finished(following=[]))
    return lines


class _Filling:
    def __init__(self, stretches: list[Stretch], *, width: float) -> None:
        self.stretches = stretches
        self.width = width
        self.left = 0.0
        self.spans: list[Span] = []

    def holds(self, atom: list[_Word]) -> bool:
        """Whether the words go onto this line; an empty line holds any."""
        if not self.spans:
            return True
        span, left = self.spans[-1], self.left
        for word in atom:
            if word.number != span.number:
                span = Span(self.stretches[word.number], word.number, left, [])
            elif span is self.spans[-1]:
                span = Span(span.stretch, span.number, span.left, [*span.words], span.units)
            padding = span.stretch.padding if word.ends_it else 0.0
            units, room = span.units + span.takes(word.text), self.width * (1 + 1e-9) - span.left
            if word.text and units > int(room * UNITS):
                return False
            if padding and units > int((room - padding) * UNITS):
                self._require_clear(span, room=room - padding, atom=atom)
                return False
            span.take(word.text, spaces=word.spaces)
            left = span.left + span.units / UNITS + padding
        return True

    def _require_clear(self, span: Span, *, room: float, atom: list[_Word]) -> None:
        """A stretch that fits but for its padding may end its line a word earlier; that is left to the full way."""
        last = self.spans[-1]
        if last.number == span.number and last.units > int(room * UNITS):
            raise Unknown("a line that ends beside a padding")
        if any(word.ends_it and self.stretches[word.number].padding for word in atom[:-1]):
            raise Unknown("paddings inside a word")

    def take(self, atom: list[_Word]) -> None:
        """Put the words at the end of the line."""
        for word in atom:
            if not self.spans or self.spans[-1].number != word.number:
                self.spans.append(Span(self.stretches[word.number], word.number, self.left, []))
            span = self.spans[-1]
            is_first = len(self.spans) == 1 and not span.words
            span.take(word.text, spaces=0 if is_first and not word.text else word.spaces)  # no line begins with a space
            self.left = span.left + span.units / UNITS + (span.stretch.padding if word.ends_it else 0.0)

    def finished(self, *, following: list[_Word]) -> Line:
        """Return the line without the spaces at its end."""
        span = self.spans[-1]
        shaped, trailing, text = span.words[-1] if span.words else (None, 0, "")
        if shaped:
            span.words[-1] = (shaped, 0, text)
        units = trailing * span.stretch.look.type.shaped(SPACE).units
        span.units -= units
        begins = "".join(word.text + SPACE * word.spaces for word in following)
        breaks = bool(following) and not trailing and not begins[:1].isspace()
        return Line(tuple(self.spans), self.left - units / UNITS, breaks)


def _atoms(stretches: list[Stretch], *, breaks: Breaks) -> list[list[_Word]]:
    """Return the words in groups that no line end may part."""
    atoms = list[list[_Word]]()
    last = ""
    for number, stretch in enumerate(stretches):
        may_break = bool(last) and bool(breaks(last + stretch.text[0]))
        for word in _words(stretch, number=number, breaks=breaks):
            if may_break or not atoms:
                atoms.append([])
            atoms[-1].append(word)
            may_break = True
        last = stretch.text[-1]
    return atoms


def _words(stretch: Stretch, *, number: int, breaks: Breaks) -> Iterator[_Word]:
    text = stretch.text
    places = () if stretch.look.is_held else breaks(text)
    start = 0
    for end in (*places, len(text)):
        piece = text[start:end]
        bare = piece.rstrip(SPACE)
        yield _Word(bare, len(piece) - len(bare), number, ends_it=end == len(text))
        start = end
