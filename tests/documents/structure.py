"""The structure tree of a tagged PDF, as a screen reader walks it: kinds, words in reading order, alternatives."""

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Node:
    """One element of the tree. parts: words and other elements, in order. headers: how many heads a cell names."""

    kind: str
    alternative: str
    headers: int
    parts: "tuple[Node | str, ...]"

    @property
    def children(self) -> "tuple[Node, ...]":
        """The elements inside."""
        return tuple(part for part in self.parts if isinstance(part, Node))

    @property
    def text(self) -> str:
        """All words inside, in the order of reading."""
        return " ".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, kind: str = "") -> "Iterator[Node]":
        """Give this element and all inside it, of one kind or of any."""
        if not kind or self.kind == kind:
            yield self
        for child in self.children:
            yield from child.all(kind)


@dataclass(frozen=True)
class Tagged:
    """A tagged PDF. roots: of each page; loose: marked words of no element, the edges of the pages."""

    language: str
    title: str
    is_tagged: bool
    roots: tuple[Node, ...]

    def all(self, kind: str = "") -> Iterator[Node]:
        """Give every element of the paper, of one kind or of any."""
        for root in self.roots:
            yield from root.all(kind)

    @property
    def text(self) -> str:
        """All words that belong to the paper, in the order of reading."""
        return " ".join(root.text for root in self.roots)


def tagged(pdf: bytes) -> Tagged:
    """Return the structure tree of a PDF, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        roots = tuple(root for number in range(len(document)) for root in _roots(document[number]))
        language = _text(raw.FPDFCatalog_GetLanguage, document.raw, to=16)
        title = document.get_metadata_dict().get("Title", "")
        return Tagged(language, title, bool(raw.FPDFCatalog_IsTagged(document.raw)), roots)
    finally:
        document.close()


def streams(pdf: bytes) -> Iterator[bytes]:
    """Give what stands in each stream of a PDF, its metadata among them."""
    for piece in re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(piece)
        except zlib.error:
            yield piece  # not compressed


def _roots(page: Any) -> list[Node]:
    words = _words_by_mark(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        return [_node(raw.FPDF_StructTree_GetChildAtIndex(tree, n), words=words) for n in range(count)]
    finally:
        raw.FPDF_StructTree_Close(tree)


def _node(element: Any, *, words: dict[int, str]) -> Node:
    parts: list[Node | str] = []
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            parts.append(_node(child, words=words))
        else:
            parts.append(words.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, number), ""))
    kind = _text(raw.FPDF_StructElement_GetType, element)
    return Node(kind, _text(raw.FPDF_StructElement_GetAltText, element), _headers(element), tuple(parts))


def _headers(element: Any) -> int:
    for number in range(max(0, raw.FPDF_StructElement_GetAttributeCount(element))):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, number)
        value = raw.FPDF_StructElement_Attr_GetValue(attribute, b"Headers")
        if value:
            return int(raw.FPDF_StructElement_Attr_CountChildren(value))
    return 0


def _words_by_mark(page: Any) -> dict[int, str]:
    """The words of each marked piece of a page; those of a drawing are its picture's, and no piece of their own."""
    sheet, found = page.get_textpage(), dict[int, str]()
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        mark = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
        if mark < 0:
            continue
        found[mark] = found.get(mark, "") + _text(raw.FPDFTextObj_GetText, thing.raw, sheet.raw)
    return found


def _text(ask: Any, *given: Any, to: int = 4096) -> str:
    room = ctypes.create_string_buffer(to)
    length = ask(*given, ctypes.cast(room, ask.argtypes[len(given)]), to)
    return room.raw[: max(0, length - 2)].decode("utf-16-le", "replace")
