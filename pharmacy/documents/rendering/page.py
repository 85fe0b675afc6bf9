"""A page of ours as WeasyPrint takes it: read as XML, and without the styles of its own that no paper uses.

How a page takes its style sheets is not public. Where the version is not the one that was compared
(`inside_weasyprint.INTERNALS_OF`), WeasyPrint reads the page its own way.
"""

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from weasyprint import CSS, HTML, cssselect2
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA

from pharmacy.documents.rendering.inside_weasyprint import is_known_version

NOTES = r"^::(?:foot)?note-[a-z]+ .*$"
BESIDE_THE_PAGE = r"^ *@(?:(?:left|right)-[a-z]+|[a-z]+-[a-z]+-corner) .*$"
NOBODYS = re.compile(f"{NOTES}|{BESIDE_THE_PAGE}", re.MULTILINE)


class Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is read as XML, in a tenth of the time; what is no XML is read as a browser reads it."""

    def __init__(self, html: str, *, fetcher: Any) -> None:
        try:
            root = ElementTree.fromstring(html)  # noqa: S314  our own template; what it says is escaped
        except ElementTree.ParseError:
            super().__init__(string=html, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_own_styles()]


def page_of(html: str, *, fetcher: Any) -> HTML:
    """Return a page to lay out. fetcher: the door for the addresses in it."""
    return Page(html, fetcher=fetcher) if is_known_version() else HTML(string=html, url_fetcher=fetcher)


def fewer_styles(sheet: str) -> str:
    """Return WeasyPrint's own style sheet without what it gives to every element and page, and no paper uses.

    Those are the marks of notes and footnotes, the marks of what is no list item, and texts beside the page.
    """
    return NOBODYS.sub("", sheet).replace("\n::marker ", "\nli::marker ")


@cache
def _own_styles() -> CSS:
    return CSS(string=fewer_styles(UA), counter_style=CounterStyle())
