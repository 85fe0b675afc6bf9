"""The texts of laid-out pages, run by run: where each stands, on what ground, and what was done to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pharmacy.documents.rendering.colours import WHITE, Colour, contrast, laid_over
from pharmacy.documents.rendering.line_ends import breaks_a_word, letters_of, source_of, without_joiners
from pharmacy.documents.rendering.sheet import Run

MM = 25.4 / 96  # one CSS pixel in millimetres
PT = 0.75  # one CSS pixel in points
ASCENT = 0.75  # of the type size: what letters with accents really reach, not the font's roomy line
DESCENT = 0.25
MARGIN_BOX = "page-edge"
TOLERANCE = 0.08  # millimetres; less than a dot of a printer of 300 dots an inch
FAULTS = {
    "hidden": "is laid out but not drawn",
    "turned": "is turned, mirrored or stretched",
    "right-to-left": "is set from right to left",
    "struck-through": "is struck through",
    "on-a-picture": "stands on a picture",
    "clipped": "is cut off by a box around it",
}


@dataclass(frozen=True)
class Room:
    """A rectangle on a page, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class _Around:
    """What a box has from the boxes around it."""

    page: int
    element: str = ""
    ground: Colour = WHITE
    opacity: float = 1.0
    faults: frozenset[str] = frozenset()
    clips: tuple[Room, ...] = ()
    is_generated: bool = False


@dataclass
class _Paragraph:
    number: int
    source: str
    at: int = 0


@dataclass
class TextReader:
    """Reads one paper's pages in order. found: every run so far."""

    found: list[Run] = field(default_factory=list)
    paragraphs: dict[int, _Paragraph] = field(default_factory=dict)
    lines: int = 0

    def read_page(self, box: Any, *, page: int) -> list[Run]:
        """Return the runs of a page. box: WeasyPrint's page box."""
        before = len(self.found)
        self._read(box, around=_Around(page), paragraph=0)
        return self.found[before:]

    def _read(self, box: Any, *, around: _Around, paragraph: int) -> None:
        around = _within(box, around=around)
        text = getattr(box, "text", None)
        if isinstance(text, str) and text.strip():
            self.found.append(_run(box, around=around, paragraph=paragraph, line=self.lines))
        for child in getattr(box, "children", ()):
            if type(child).__name__ == "LineBox":
                self._read_line(child, around=around)
            else:
                self._read(child, around=around, paragraph=paragraph)

    def _read_line(self, line: Any, *, around: _Around) -> None:
        paragraph = self._paragraph(line.element)
        self.lines += 1
        first = len(self.found)
        self._read(line, around=around, paragraph=paragraph.number)
        runs = [run for run in self.found[first:] if run.paragraph == paragraph.number]
        if not runs or around.is_generated:
            return
        said = "".join(run.text for run in runs)
        breaks, paragraph.at = breaks_a_word(paragraph.source, line=letters_of(said), at=paragraph.at)
        if breaks:
            self.found[-1] = replace(self.found[-1], breaks_word=True)

    def _paragraph(self, element: Any) -> _Paragraph:
        is_text = element is not None and not isinstance(element, str)  # the edge of a page belongs to no element
        key = id(element) if is_text else -self.lines
        if key not in self.paragraphs:
            source = source_of(element) if is_text else ""
            self.paragraphs[key] = _Paragraph(len(self.paragraphs) + 1, source)
        return self.paragraphs[key]


def element_of(box: Any, *, inherited: str) -> str:
    """Return the code of the part that a box belongs to."""
    if type(box).__name__ == "MarginBox":
        return MARGIN_BOX
    if box.element is None or isinstance(box.element, str):
        return inherited
    return str(box.element.get("data-element") or inherited)


def _within(box: Any, *, around: _Around) -> _Around:
    style = box.style
    clips = around.clips
    if style["overflow"] != "visible" and hasattr(box, "padding_box_x"):
        clips = (*clips, _padding(box))
    background = style["background_color"]
    colour = style["color"] if isinstance(background, str) else background
    return _Around(
        page=around.page,
        element=element_of(box, inherited=around.element),
        ground=laid_over(around.ground, top=colour, opacity=1.0),
        opacity=around.opacity * style["opacity"],
        faults=around.faults | frozenset(_faults(style)),
        clips=clips,
        is_generated=around.is_generated or "::" in str(box.element_tag),
    )


def _faults(style: Any) -> Iterator[str]:
    if style["transform"]:
        yield "turned"
    if style["direction"] == "rtl":
        yield "right-to-left"
    if "line-through" in style["text_decoration_line"]:
        yield "struck-through"
    if any(kind != "none" for kind, _ in style["background_image"]):
        yield "on-a-picture"
    if style["clip"]:
        yield "clipped"


def _padding(box: Any) -> Room:
    left, top = box.padding_box_x() * MM, box.padding_box_y() * MM
    return Room(left, top, left + box.padding_width() * MM, top + box.padding_height() * MM)


def _run(box: Any, *, around: _Around, paragraph: int, line: int) -> Run:
    style = box.style
    size: float = style["font_size"]
    left, baseline = box.position_x * MM, (box.position_y + box.baseline) * MM
    colour = laid_over(around.ground, top=style["color"], opacity=around.opacity)
    hidden = {"hidden"} if style["visibility"] != "visible" else set()
    place = Room(left, baseline - ASCENT * size * MM, left + box.width * MM, baseline + DESCENT * size * MM)
    return Run(
        element=around.element,
        text=without_joiners(box.text),
        page=around.page,
        size_pt=size * PT,
        left=place.left,
        top=place.top,
        right=place.right,
        bottom=place.bottom,
        weight=int(style["font_weight"]),
        paragraph=paragraph,
        line=line,
        contrast=round(contrast(colour, on=around.ground), 2),
        faults=tuple(sorted(around.faults | hidden | _cut(place, clips=around.clips))),
    )


def _cut(place: Room, *, clips: tuple[Room, ...]) -> set[str]:
    for clip in clips:
        past = (clip.left - place.left, clip.top - place.top, place.right - clip.right, place.bottom - clip.bottom)
        if max(past) > TOLERANCE:
            return {"clipped"}
    return set()
