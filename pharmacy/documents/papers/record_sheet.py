"""A master formulation record laid out on A4, with its hash on each page and a mark across what nobody may make by."""

import base64
from dataclasses import asdict

from django.template.loader import render_to_string

from formulations.master_record import MasterRecord
from pharmacy.documents.printable import require_printable_texts
from pharmacy.documents.rendering import Sheet, Typeset, typeset

BACKDROP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><g transform="rotate(-52 105 148.5)">'
    '<text x="105" y="{y}" text-anchor="middle" font-family="Atkinson Hyperlegible" font-weight="700" '
    'font-size="{size}" fill="#f8e3df">{text}</text></g></svg>'
)
WIDEST = 30.0  # millimetres of type size, for a short word
DIAGONAL = 370.0  # divided by the number of letters: the size at which they span the page


class RecordDoesNotFit(Exception):
    """A word of a record that passes the margin of its page or runs into another; the message names it."""


def set_record(record: MasterRecord, *, pharmacy: str) -> Typeset:
    """Return the finished layout of a record. The same record gives the same bytes.

    pharmacy: its name, for the head. Raises NotPrintable, RecordDoesNotFit, TypesetFailed.
    """
    require_printable_texts(asdict(record))
    title = f"Master formulation record: {record.title}, version {record.version}, {record.standing.word}"
    values = {"record": record, "title": title, "pharmacy": pharmacy}
    values["backdrop"] = backdrop(record.standing.across)
    html = render_to_string("print/record.html", values)
    result = typeset(Sheet(html, render_to_string("print/record.css", values)))
    if not result.fits:
        edge = result.edges[0]
        message = f"The record has a word that does not fit ({edge.side}, {edge.by} mm). Put a space into the longest."
        raise RecordDoesNotFit(message)
    return result


def backdrop(text: str) -> str:
    """Return a picture of a text across the page as a data address, or nothing for no text."""
    if not text:
        return ""
    size = round(min(WIDEST, DIAGONAL / len(text)), 1)
    svg = BACKDROP.format(text=text, size=size, y=round(148.5 + size / 3, 1))
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
