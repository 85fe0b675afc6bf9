"""Blocks below each other, and boxes taken out of the flow: where each line of a label stands."""

from dataclasses import dataclass, field
from itertools import count
from typing import Protocol
from xml.etree.ElementTree import Element

from pharmacy.documents.rendering.line_ends import without_joiners
from pharmacy.documents.rendering.quick.laid import Laid, Picture, Piece, Rectangle, Structure
from pharmacy.documents.rendering.quick.lines import Line, SetText, Stretch, plain
from pharmacy.documents.rendering.quick.looks import Edges, Look
from pharmacy.documents.rendering.quick.markup import Page
from pharmacy.documents.rendering.quick.pages import PageSize, lay_band
from pharmacy.documents.rendering.quick.unknown import Unknown

ROLES = {"div": "Div", "p": "P", "span": "Span", "img": "Figure"}
CODES = ("code", "label-code")  # nothing may run into either
HAIR = 1 + 1e-9


class Form(Protocol):
    """What is known of a form."""

    @property
    def given(self) -> tuple[float, ...]:
        """The millimetres of this sheet, in pixels."""
        ...

    @property
    def page(self) -> PageSize:
        """The size of the page."""
        ...

    def look(self, key: str) -> Look:
        """Return how an element is set."""
        ...

    def lines(self, stretches: tuple[Stretch, ...], *, width: float) -> tuple[Line, ...]:
        """Return the lines of a paragraph. width: in pixels."""
        ...


@dataclass(frozen=True)
class _Inside:
    """Where the children of a block go. origin: by whose edges a box out of the flow is placed."""

    left: float
    width: float
    element: str
    structure: Structure
    origin: Rectangle
    on_top: bool = False


@dataclass
class _Said:
    """One paragraph. owners: the elements of its texts; parts: of the structure, for those with a part of their own."""

    paragraph: int
    owners: list[Element]
    parts: dict[Element, Structure] = field(default_factory=dict)


@dataclass(frozen=True)
class _Place:
    """Where a line stands."""

    left: float
    baseline: float
    line: int
    is_over: bool


@dataclass
class Flow:
    """Lays out one page."""

    form: Form
    page: Page
    laid: Laid = field(init=False)
    foot: float = field(init=False)

    def __post_init__(self) -> None:
        size = self.form.page
        content = (size.margin, size.margin, size.width - 2 * size.margin, size.height - size.margin - size.foot)
        self.laid = Laid(size.width, size.height, content, Structure("Document"))
        self.foot = size.height - size.foot
        self.paragraphs, self.lines = count(1), count(1)
        self.placed = list[tuple[Line, _Place, _Inside, _Said]]()

    def lay(self) -> Laid:
        """Return the page laid out. Raises Unknown."""
        self._place_lines()
        for line, place, inside, said in self.placed:
            shown = [text for text in line.texts if text.text.strip()]
            for text in shown:
                is_last = line.breaks_word and text is shown[-1]
                self._piece(text, place=place, inside=inside, said=said, breaks_word=is_last)
        lay_band(self.laid, size=self.form.page, numbers=(next(self.paragraphs), next(self.lines)))
        return self.laid

    def is_too_long(self) -> bool:
        """Whether a line passes the foot of the page. Raises Unknown."""
        self._place_lines()
        return any(place.is_over and any(text.text.strip() for text in line.texts) for line, place, _, _ in self.placed)

    def _place_lines(self) -> None:
        left, top, width, _ = self.laid.content
        inside = _Inside(left, width, "", self.laid.structure, self.laid.content)
        for element in (self.page.root, self.page.body):
            look = self._look(element)
            if look.kind != "block" or _has_edges(look, given=self.form.given) or look.place:
                raise Unknown(f"<{element.tag}> with edges")
        self._children(self.page.body, inside=inside, top=top)

    def _look(self, element: Element) -> Look:
        return self.form.look(self.page.keys[element])

    def _block(self, element: Element, *, inside: _Inside, top: float, is_first: bool) -> float:
        """Lay out a block in the flow; return where it ends."""
        look, given = self._look(element), self.form.given
        margin, padding, rules = look.margin, look.padding, look.rules
        above = margin.top.of(given)
        if above < 0 or margin.bottom.of(given) or look.width or look.height or (is_first and above):
            raise Unknown(f"margins or sizes of <{element.tag}>")
        left = inside.left + margin.left.of(given)
        width = inside.width - margin.left.of(given) - margin.right.of(given)
        top += above
        begins = top + rules.top.of(given) + padding.top.of(given)
        within = self._within(element, look=look, inside=inside, box=(left, top, width))
        ends = self._children(element, inside=within, top=begins)
        if ends == begins and (above or begins != top):
            raise Unknown(f"an empty <{element.tag}> with edges")
        self._rule(rules, look=look, box=(left, top, width))
        return ends + padding.bottom.of(given)

    def _within(
        self, element: Element, *, look: Look, inside: _Inside, box: tuple[float, float, float], on_top: bool = False
    ) -> _Inside:
        given = self.form.given
        left, top, width = box
        before, after = look.padding.left.of(given), look.padding.right.of(given)
        structure = _part(element, of=inside.structure)
        origin = (left, top + look.rules.top.of(given), width, 0.0) if look.is_origin else inside.origin
        return _Inside(
            left + before,
            width - before - after,
            str(element.get("data-element") or inside.element),
            structure,
            origin,
            inside.on_top or on_top,
        )

    def _rule(self, rules: Edges, *, look: Look, box: tuple[float, float, float]) -> None:
        height = rules.top.of(self.form.given)
        if height:
            self.laid.rules.append(((*box, height), look.colour))

    def _children(self, element: Element, *, inside: _Inside, top: float) -> float:
        """Lay out what is in a block: blocks, or the lines of a paragraph; return where it ends."""
        looks = [self._look(child) for child in element]
        if any(look.kind == "inline" for look in looks) or (not looks and (element.text or "").strip()):
            return self._paragraph(element, inside=inside, top=top)
        if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
            raise Unknown(f"text beside blocks in <{element.tag}>")
        is_first = True
        for child, look in zip(element, looks, strict=True):
            if look.place:
                self._out_of_flow(child, look=look, inside=inside)
            elif look.kind == "image":
                raise Unknown("a picture in the flow")
            else:
                top = self._block(child, inside=inside, top=top, is_first=is_first and self._is_open(element))
                is_first = False
        return top

    def _is_open(self, element: Element) -> bool:
        """Whether the margin of its first child would join its own."""
        look, given = self._look(element), self.form.given
        return not (look.padding.top.of(given) or look.rules.top.of(given))

    def _out_of_flow(self, element: Element, *, look: Look, inside: _Inside) -> None:
        given, place = self.form.given, look.place
        left_of, top_of, wide, _ = inside.origin
        if not place or not look.width or _has_edges(look, given=given):
            raise Unknown(f"the place of <{element.tag}>")
        width, top = look.width.of(given), top_of + place.top.of(given)
        if place.left and not place.right:
            left = left_of + place.left.of(given)
        elif place.right and not place.left:
            left = left_of + wide - place.right.of(given) - width
        else:
            raise Unknown(f"both sides or none of <{element.tag}>")
        if look.kind == "image":
            self._picture(element, look=look, inside=inside, box=(left, top, width))
            return
        if look.height:
            raise Unknown(f"the height of <{element.tag}>")
        within = self._within(element, look=look, inside=inside, box=(left, top, width), on_top=True)
        ends = self._children(element, inside=within, top=top)
        if element.get("data-element") in CODES:
            self.laid.codes.append((left, top, width, ends - top))

    def _picture(self, element: Element, *, look: Look, inside: _Inside, box: tuple[float, float, float]) -> None:
        if not look.height:
            raise Unknown("a picture without a height")
        whole = (*box, look.height.of(self.form.given))
        picture = Picture(whole, str(element.get("src") or ""), str(element.get("alt") or ""))
        _part(element, of=inside.structure).parts.append(picture)
        self.laid.pictures.append(picture)
        if element.get("data-element") in CODES:
            self.laid.codes.append(whole)

    def _paragraph(self, element: Element, *, inside: _Inside, top: float) -> float:
        look = self._look(element)
        if look.is_held:
            raise Unknown("a paragraph that is held together")
        owners, stretches = self._stretches(element, look=look)
        lines = self.form.lines(stretches, width=inside.width)
        said = _Said(next(self.paragraphs) if lines else 0, owners)
        for line in lines:
            top = self._line(line, look=look, inside=inside, top=top, said=said)
        return top

    def _stretches(self, element: Element, *, look: Look) -> tuple[list[Element], tuple[Stretch, ...]]:
        """Return the elements that the texts of a paragraph stand in, and the texts."""
        owners, texts = [element], [element.text or ""]
        for child in element:
            if child.tag != "span" or len(child):
                raise Unknown(f"<{child.tag}> in a paragraph")
            owners += [child, element]
            texts += [child.text or "", child.tail or ""]
        found = list[tuple[Element, Stretch]]()
        for owner, text in zip(owners, plain(texts), strict=True):
            own = look if owner is element else self._look(owner)
            if owner is not element and (own.kind != "inline" or not text):
                raise Unknown("a part of a paragraph that is a block or empty")
            padding = 0.0 if owner is element else own.padding.right.of(self.form.given)
            if text:
                found.append((owner, Stretch(text, own.type, own.is_held, padding)))
        if all(not one.text.strip(" ") for _, one in found):
            return [], ()
        return [owner for owner, _ in found], tuple(one for _, one in found)

    def _line(self, line: Line, *, look: Look, inside: _Inside, top: float, said: _Said) -> float:
        """Place a line; return where it ends."""
        types = (look.type, *line.types)
        ascent = max(one.baseline for one in types)
        ends = top + ascent + max(one.line_height - one.baseline for one in types)
        left = inside.left
        if look.to_the_right and line.width < inside.width:
            left += inside.width - line.width
        place = _Place(left, top + ascent, next(self.lines), ends > self.foot * HAIR and not inside.on_top)
        self.placed.append((line, place, inside, said))
        return ends

    def _piece(self, text: SetText, *, place: _Place, inside: _Inside, said: _Said, breaks_word: bool) -> None:
        owner = said.owners[text.number]
        look, is_span = self._look(owner), owner.tag == "span"
        piece = Piece(
            element=owner.get("data-element") or inside.element if is_span else inside.element,
            text=without_joiners(text.text),
            type=look.type,
            colour=look.colour,
            glyphs=text.glyphs,
            left=place.left + text.left,
            baseline=place.baseline,
            width=text.width,
            paragraph=said.paragraph,
            line=place.line,
            breaks_word=breaks_word,
            is_over=place.is_over,
            on_top=inside.on_top,
        )
        self.laid.is_usual = self.laid.is_usual and text.is_usual
        self.laid.pieces.append(piece)
        if is_span and owner not in said.parts:
            said.parts[owner] = _part(owner, of=inside.structure)
        said.parts.get(owner, inside.structure).parts.append(piece)


def _part(element: Element, *, of: Structure) -> Structure:
    part = Structure(ROLES[element.tag])
    of.parts.append(part)
    return part


def _has_edges(look: Look, *, given: tuple[float, ...]) -> bool:
    """Whether a box has margins, padding or rules."""
    return any(
        side.of(given)
        for edges in (look.margin, look.padding, look.rules)
        for side in (edges.top, edges.right, edges.bottom, edges.left)
    )
