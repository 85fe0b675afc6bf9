"""Reads the HTML of our own templates: strictly, so that it is never read otherwise than a browser would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from pharmacy.documents.rendering.quick.unknown import Unknown

TAGS = re.compile(r"(<[^<>]*>)")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>]*\")*) ?>")
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
DOCTYPE = "<!doctype html>"
ENTITY = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-z]+;)")
EMPTY = frozenset({"img", "meta"})
BLOCKS = frozenset({"div", "p"})
KNOWN = frozenset({"html", "head", "title", "body", "span"}) | EMPTY | BLOCKS
CONTENT = ("src", "alt", "title")  # attributes that say what is printed and not how
PICTURE = "<img"
MOST_KINDS = 256


@dataclass(frozen=True)
class Page:
    """One sheet as read. keys: of each element that is shown, what decides its style; all_keys: each of them once."""

    root: Element
    body: Element
    keys: dict[Element, str]
    all_keys: frozenset[str]

    @property
    def title(self) -> str:
        """What the paper is called."""
        return (self.root.findtext("head/title") or "").strip()


@dataclass
class _Kind:
    """All sheets with the same tags. texts: whose text each piece between two tags is, and whether it follows a child.

    pictures: the elements whose attributes differ from sheet to sheet, by the place of their tag.
    """

    texts: list[tuple[Element | None, bool]] = field(default_factory=list)
    pictures: list[tuple[int, Element]] = field(default_factory=list)
    page: Page | None = None


class Reader:
    """Reads sheets one after the other. Sheets with the same tags are read into the same elements."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, ...], _Kind] = {}

    def read(self, html: str) -> Page:
        """Return a sheet; it stands until the next one is read. Raises Unknown for what our templates do not have."""
        pieces = TAGS.split(html)
        key = tuple(PICTURE if tag.startswith(PICTURE) else tag for tag in pieces[1::2])
        kind = self._kinds.get(key)
        if kind is None:
            kind = _kind_of(pieces)
            if len(self._kinds) >= MOST_KINDS:
                self._kinds.clear()
        for place, picture in kind.pictures:
            self._require_alike(picture, _attributes(pieces[place]))
        for (element, is_tail), text in zip(kind.texts, pieces[::2], strict=True):
            _say(text, of=element, is_tail=is_tail)
        if kind.page is None:
            raise Unknown("not html with head, title and body")
        self._kinds[key] = kind
        return kind.page

    def _require_alike(self, picture: Element, attributes: dict[str, str]) -> None:
        """Give a picture what it shows on this sheet; nothing else about it may differ."""
        if {k: v for k, v in attributes.items() if k not in CONTENT} != _look_of(picture):
            raise Unknown("a picture of another look")
        picture.attrib.update(attributes)


def read_page(html: str) -> Page:
    """Return the elements of one sheet. Raises Unknown for anything that our templates do not have."""
    return Reader().read(html)


def _kind_of(pieces: list[str]) -> _Kind:
    """Read the tags of a sheet. pieces: texts and tags in turn."""
    kind, open_elements = _Kind(), list[Element]()
    root: Element | None = None
    if len(pieces) < 2 or pieces[0].strip() or pieces[1] != DOCTYPE:
        raise Unknown("no doctype")
    kind.texts += [(None, False), (None, False)]
    for place in range(3, len(pieces), 2):
        tag = TAG.fullmatch(pieces[place])
        if not tag:
            raise Unknown(f"markup at {pieces[place][:20]!r}")
        name = tag[2]
        if tag[1]:
            _close(name, tag[3], open_elements=open_elements)
        else:
            element = _opened(name, _attributes(pieces[place]), parents=open_elements, root=root)
            root = element if root is None else root
            if name == "img":
                kind.pictures.append((place, element))
            if name not in EMPTY:
                open_elements.append(element)
        kind.texts.append(_following(open_elements))
    if open_elements or root is None:
        raise Unknown("markup that is not closed")
    kind.page = _page(root)
    return kind


def _following(open_elements: list[Element]) -> tuple[Element | None, bool]:
    """Return whose text follows, and whether it follows a child."""
    if not open_elements:
        return None, False
    parent = open_elements[-1]
    return (parent[-1], True) if len(parent) else (parent, False)


def _page(root: Element) -> Page | None:
    body = root.find("body")
    if root.tag != "html" or body is None or len(root) != 2 or [one.tag for one in root[0]] != ["meta", "title"]:
        return None
    hidden = set(root[0].iter())
    keys = {element: key for element, key in _keys(root, above="", before="") if element not in hidden}
    return Page(root, body, keys, frozenset(keys.values()))


def _attributes(tag: str) -> dict[str, str]:
    if "&" in tag and ENTITY.search(tag):
        raise Unknown("an attribute with a bare ampersand")
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}


def _look_of(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.items() if name not in CONTENT}


def _opened(tag: str, attributes: dict[str, str], *, parents: list[Element], root: Element | None) -> Element:
    above = parents[-1].tag if parents else ""
    if tag not in KNOWN or (tag in BLOCKS and above not in ("body", "div")):
        raise Unknown(f"<{tag}> in <{above}>")
    if not parents and (tag != "html" or root is not None):
        raise Unknown("more than one page")
    return SubElement(parents[-1], tag, attributes) if parents else Element(tag, attributes)


def _close(tag: str, attributes: str, *, open_elements: list[Element]) -> None:
    if attributes or not open_elements or open_elements.pop().tag != tag:
        raise Unknown(f"</{tag}>")


def _say(text: str, *, of: Element | None, is_tail: bool) -> None:
    if "<" in text or ">" in text or (of is None and text.strip()):
        raise Unknown("a stray sign, or text outside the page")
    if "&" in text:
        if ENTITY.search(text):
            raise Unknown("a bare ampersand")
        text = unescape(text)
    if of is None:
        return
    if is_tail:
        of.tail = text
    else:
        of.text = text


def _keys(element: Element, *, above: str, before: str) -> Iterator[tuple[Element, str]]:
    """Give each element with all that a selector of ours can ask about it: its line of parents and the one before."""
    own = element.tag + "".join(f"[{k}={v}]" for k, v in sorted(_look_of(element).items()))
    key = f"{above}>{before}+{own}"
    yield element, key
    previous = ""
    for child in element:
        yield from _keys(child, above=key, before=previous)
        previous = f"{child.tag}.{child.get('class', '')}"
