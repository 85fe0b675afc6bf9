"""Reads the HTML of our own templates: strictly, so that it is never read otherwise than a browser would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from pharmacy.documents.rendering.quick.unknown import Unknown

TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>]*\")*) ?>|([^<>]+)")
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
DOCTYPE = re.compile(r"<!doctype html>\s*", re.IGNORECASE)
ENTITY = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-z]+;)")
EMPTY = frozenset({"img", "meta"})
BLOCKS = frozenset({"div", "p"})
KNOWN = frozenset({"html", "head", "title", "body", "span"}) | EMPTY | BLOCKS
CONTENT = ("src", "alt", "title")  # attributes that say what is printed and not how


@dataclass(frozen=True)
class Page:
    """One sheet as read. keys: of each element that is shown, what decides its style."""

    root: Element
    body: Element
    title: str
    keys: dict[Element, str]


def read_page(html: str) -> Page:
    """Return the elements of a sheet. Raises Unknown for anything that our templates do not have."""
    start = DOCTYPE.match(html)
    if not start:
        raise Unknown("no doctype")
    root = _tree(html, at=start.end())
    body, title = root.find("body"), root.find("head/title")
    if root.tag != "html" or body is None or title is None or len(root) != 2 or root[0].tag != "head":
        raise Unknown("not html with head, title and body")
    if any(child.tag not in ("meta", "title") for child in root[0]):
        raise Unknown("more than a title in the head")
    hidden = set(root[0].iter())
    keys = {element: key for element, key in _keys(root, above="", before="") if element not in hidden}
    return Page(root, body, (title.text or "").strip(), keys)


def _tree(html: str, *, at: int) -> Element:
    open_elements: list[Element] = []
    root: Element | None = None
    for token in TOKEN.finditer(html, at):
        if token.start() != at:
            break
        at = token.end()
        closing, tag, attributes, text = token.groups()
        if text is not None:
            _say(text, parents=open_elements)
        elif closing:
            _close(tag, attributes, open_elements=open_elements)
        else:
            element = _opened(tag, attributes, parents=open_elements)
            root = element if root is None else root
            if tag not in EMPTY:
                open_elements.append(element)
    if at != len(html) or open_elements or root is None:
        raise Unknown(f"markup at {html[at : at + 20]!r}")
    return root


def _opened(tag: str, attributes: str, *, parents: list[Element]) -> Element:
    above = parents[-1].tag if parents else ""
    if tag not in KNOWN or (tag in BLOCKS and above not in ("body", "div")) or (not parents and tag != "html"):
        raise Unknown(f"<{tag}> in <{above}>")
    if "&" in attributes and ENTITY.search(attributes):
        raise Unknown(f"an attribute of <{tag}>")
    found = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
    return SubElement(parents[-1], tag, found) if parents else Element(tag, found)


def _close(tag: str, attributes: str, *, open_elements: list[Element]) -> None:
    if attributes or not open_elements or open_elements.pop().tag != tag:
        raise Unknown(f"</{tag}>")


def _say(text: str, *, parents: list[Element]) -> None:
    if not parents:
        if text.strip():
            raise Unknown("text outside the page")
        return
    plain, parent = text, parents[-1]
    if "&" in text:
        if ENTITY.search(text):
            raise Unknown("a bare ampersand")
        plain = unescape(text)
    if len(parent):
        parent[-1].tail = plain
    else:
        parent.text = plain


def _keys(element: Element, *, above: str, before: str) -> Iterator[tuple[Element, str]]:
    """Give each element with all that a selector of ours can ask about it: its line of parents and the one before."""
    own = element.tag + "".join(f"[{k}={v}]" for k, v in sorted(element.items()) if k not in CONTENT)
    key = f"{above}>{before}+{own}"
    yield element, key
    previous = ""
    for child in element:
        yield from _keys(child, above=key, before=previous)
        previous = f"{child.tag}.{child.get('class', '')}"
