"""Lines of a paragraph: as many words on each as it holds, with letters of several types on one line."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from pharmacy.documents.rendering.quick.looks import Shaped, Type
from pharmacy.documents.rendering.quick.unknown import Unknown

SPACES = re.compile(r"[ \t\r\n\f]+")
MORE_THAN_A_SPACE = re.compile(r"[\t\r\n\f]|  ")
UNITS = 1024  # a pixel's, as the text library counts
HAIR = 1 + 1e-9  # what WeasyPrint forgives a line
SPACE = " "


class Words(Protocol):
    """Gives the words of a text, each with how many spaces follow it; one that is held together is a word by itself."""

    def __call__(self, text: str, *, is_held: bool) -> tuple[tuple[str, int], ...]:
        """Return the words; between any two of them a line may end."""
        ...


class Stretch(NamedTuple):
    """Text of one type in a paragraph. is_held: no line ends inside it; padding: in pixels, after its last letter."""

    text: str
    type: Type
    is_held: bool
    padding: float


class SetText(NamedTuple):
    """The words of one stretch on one line. number: of the stretch; left: from the line's start, in pixels.

    width: with the spaces after its words and without its padding; glyphs: as a PDF shows them.
    """

    number: int
    left: float
    width: float
    text: str
    glyphs: str
    is_usual: bool


class Line(NamedTuple):
    """One line. types: of all its texts; width: without spaces at its end; breaks_word: it ends inside a word."""

    texts: tuple[SetText, ...]
    types: tuple[Type, ...]
    width: float
    breaks_word: bool


class _Word(NamedTuple):
    """Letters up to a place where a line may end. spaces: after them. number: of the stretch; ends_it: its last."""

    text: str
    spaces: int
    number: int
    ends_it: bool


@dataclass
class _Span:
    """The words of one stretch on a line that is being filled. units: how wide they are."""

    stretch: Stretch
    number: int
    left: float
    words: list[tuple[Shaped, int, str]] = field(default_factory=list)
    units: int = 0

    def takes(self, text: str) -> int:
        """Return how much wider the letters make it; without a space before them they are one with the last word."""
        of = self.stretch.type
        if self.words and not self.words[-1][1]:
            return of.shaped(self.words[-1][2] + text).units - self.words[-1][0].units
        return of.shaped(text).units

    def take(self, text: str, *, spaces: int) -> None:
        """Put the letters and the spaces after them at its end."""
        of = self.stretch.type
        self.units += self.takes(text) + spaces * of.shaped(SPACE).units
        if self.words and not self.words[-1][1]:
            text = self.words.pop()[2] + text
        if text or spaces:
            self.words.append((of.shaped(text), spaces, text))

    def copy(self) -> "_Span":
        """Return one that can take words without changing this."""
        return _Span(self.stretch, self.number, self.left, [*self.words], self.units)

    def finished(self) -> SetText:
        """Return its words as they stand."""
        text = "".join([text + SPACE * spaces for _, spaces, text in self.words])
        space = self.stretch.type.shaped(SPACE).glyphs
        glyphs = "".join([shaped.glyphs + space * spaces for shaped, spaces, _ in self.words])
        is_usual = all(shaped.is_usual for shaped, _, _ in self.words)
        return SetText(self.number, self.left, self.units / UNITS, text, glyphs, is_usual)


def plain(texts: list[str]) -> list[str]:
    """Return texts of one paragraph with each run of spaces as one, also where one text ends and the next begins."""
    found = list[str]()
    after_space = False
    for text in texts:
        one = SPACES.sub(SPACE, text) if MORE_THAN_A_SPACE.search(text) else text
        if after_space and one.startswith(SPACE):
            one = one[1:]
            if not one:
                raise Unknown("two spaces between two parts")
        found.append(one)
        after_space = one.endswith(SPACE) if one else after_space
    return found


def filled(stretches: tuple[Stretch, ...], *, width: float, words: Words) -> tuple[Line, ...]:
    """Return the lines of a paragraph. width: in pixels."""
    lines = list[Line]()
    line = _Filling(stretches, width=width)
    for atom in _atoms(stretches, words=words):
        if not line.takes(atom):
            lines.append(line.finished(following=atom))
            line = _Filling(stretches, width=width)
            line.takes(atom)
    if line.spans:
        lines.append(line.finished(following=[]))
    return tuple(lines)


class _Filling:
    def __init__(self, stretches: tuple[Stretch, ...], *, width: float) -> None:
        self.stretches = stretches
        self.width = width * HAIR
        self.left = 0.0
        self.spans: list[_Span] = []

    def takes(self, atom: list[_Word]) -> bool:
        """Put the words at the end of the line and say so, or leave it as it is; an empty line takes any."""
        if len(atom) == 1 and self.spans and self._is_next(atom[0]):
            return self._goes_on(atom[0])
        if self.spans and not self._holds(atom):
            return False
        for word in atom:
            if not self.spans or self.spans[-1].number != word.number:
                self.spans.append(_Span(self.stretches[word.number], word.number, self.left))
            span = self.spans[-1]
            is_first = len(self.spans) == 1 and not span.words
            span.take(word.text, spaces=0 if is_first and not word.text else word.spaces)  # no line begins with a space
            self.left = span.left + span.units / UNITS + (span.stretch.padding if word.ends_it else 0.0)
        return True

    def _is_next(self, word: _Word) -> bool:
        """Whether it follows a space in the same stretch, with nothing after it that takes room."""
        span = self.spans[-1]
        is_last = word.ends_it and span.stretch.padding
        return word.number == span.number and not is_last and bool(span.words) and span.words[-1][1] > 0

    def _goes_on(self, word: _Word) -> bool:
        span = self.spans[-1]
        shaped = span.stretch.type.shaped(word.text)
        units = span.units + shaped.units
        if word.text and units > int((self.width - span.left) * UNITS):
            return False
        span.words.append((shaped, word.spaces, word.text))
        span.units = units + word.spaces * span.stretch.type.shaped(SPACE).units
        self.left = span.left + span.units / UNITS
        return True

    def _holds(self, atom: list[_Word]) -> bool:
        """Whether the words go onto this line."""
        span, left = self.spans[-1].copy(), self.left
        for word in atom:
            if word.number != span.number:
                span = _Span(self.stretches[word.number], word.number, left)
            padding = span.stretch.padding if word.ends_it else 0.0
            units, room = span.units + span.takes(word.text), self.width - span.left
            if word.text and units > int(room * UNITS):
                return False
            if padding and units > int((room - padding) * UNITS):
                self._require_clear(span, room=room - padding, atom=atom)
                return False
            span.take(word.text, spaces=word.spaces)
            left = span.left + span.units / UNITS + padding
        return True

    def _require_clear(self, span: _Span, *, room: float, atom: list[_Word]) -> None:
        """A stretch that fits but for its padding may end its line a word earlier; that is left to the full way."""
        last = self.spans[-1]
        if last.number == span.number and last.units > int(room * UNITS):
            raise Unknown("a line that ends beside a padding")
        if any(word.ends_it and self.stretches[word.number].padding for word in atom[:-1]):
            raise Unknown("paddings inside a word")

    def finished(self, *, following: list[_Word]) -> Line:
        """Return the line without the spaces at its end."""
        span = self.spans[-1]
        shaped, trailing, text = span.words[-1] if span.words else (None, 0, "")
        if shaped:
            span.words[-1] = (shaped, 0, text)
        units = trailing * span.stretch.type.shaped(SPACE).units
        span.units -= units
        begins = "".join(word.text + SPACE * word.spaces for word in following)
        breaks = bool(following) and not trailing and not begins[:1].isspace()
        types = tuple(dict.fromkeys(one.stretch.type for one in self.spans))
        return Line(tuple(one.finished() for one in self.spans), types, self.left - units / UNITS, breaks)


def _atoms(stretches: tuple[Stretch, ...], *, words: Words) -> list[list[_Word]]:
    """Return the words in groups that no line end may part."""
    atoms = list[list[_Word]]()
    last = ""
    for number, stretch in enumerate(stretches):
        may_break = bool(last) and len(words(last + stretch.text[0], is_held=False)) > 1
        found = words(stretch.text, is_held=stretch.is_held)
        for place, (text, spaces) in enumerate(found, 1):
            word = _Word(text, spaces, number, place == len(found))
            if may_break or not atoms:
                atoms.append([word])
            else:
                atoms[-1].append(word)
            may_break = True
        last = stretch.text[-1]
    return atoms


def words_of(text: str, *, places: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    """Return the words of a text, each with how many spaces follow it. places: of letters that may begin a line."""
    found, start = list[tuple[str, int]](), 0
    for end in (*places, len(text)):
        piece = text[start:end]
        bare = piece.rstrip(SPACE)
        found.append((bare, len(piece) - len(bare)))
        start = end
    return tuple(found)
