"""A leaflet laid out on A4, in usual or in large print."""

from django.template.loader import render_to_string

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.leaflet import LeafletText, leaflet_text
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.documents.rendering.layout import TEXT


class LeafletDoesNotFit(Exception):
    """A word or a drawing of a leaflet that passes the margin of its page."""


def set_leaflet(facts: PaperFacts, *, language: Language, large_print: bool) -> tuple[LeafletText, Typeset]:
    """Return the text and the finished layout of a leaflet. Raises LeafletDoesNotFit, TypesetFailed."""
    text = leaflet_text(facts, language=language)
    values = {"text": text, "facts": facts, "language": language.code, "large": large_print, "words": _words(language)}
    html = render_to_string("print/leaflet.html", values)
    result = typeset(Sheet(html, render_to_string("print/leaflet.css", values)))
    if not result.fits:
        edge = result.edges[0]
        where = "runs into other text" if edge.side == TEXT else f"passes the {edge.side} margin"
        message = f"The leaflet's {edge.element or 'text'} {where} by {edge.by} mm; shorten it."
        raise LeafletDoesNotFit(message)
    return text, result


def edges_of(text: LeafletText, *, language: Language) -> tuple[str, ...]:
    """Return the words at the edge of each page of a leaflet, and above its title, without the pages' numbers."""
    words = _words(language)
    return (text.title, text.for_whom, words["kind"], words["page"], words["of"])


def _words(language: Language) -> dict[str, str]:
    return {key: language.say(f"leaflet.{key}") for key in ("kind", "key-facts", "page", "of")} | {
        "key_facts": language.say("leaflet.key-facts")
    }
