"""What a finished PDF may not hold besides its pages: notes and links on them, files, programs, layers, a lock."""

import re
from collections.abc import Iterator

from pharmacy.documents.finishing.streams import streams_of, unpacked
from pharmacy.documents.reports import Report, report

MEANINGS = {
    "AA": "something that happens by itself",
    "ActualText": "words for screen readers that are not those of the page",
    "AcroForm": "a form",
    "AF": "a file",
    "Annots": "a note or a link on a page",
    "EmbeddedFile": "a file",
    "EmbeddedFiles": "a file",
    "Encrypt": "a lock",
    "JavaScript": "a program",
    "JS": "a program",
    "Launch": "a program",
    "OCProperties": "layers that may be switched off",
    "OpenAction": "something that happens when it is opened",
    "RichMedia": "a film",
    "Thumb": "a small picture of another page",
    "URI": "a link",
    "UserUnit": "a scale that prints it larger",
    "XFA": "a form",
}
NAMES = re.compile(rb"/(%b)\b" % "|".join(MEANINGS).encode())
OBJECTS = b"/ObjStm"  # a stream that holds other objects


def foreign_contents(pdf: bytes) -> list[Report]:
    """Return what a PDF holds besides its pages, their words, pictures and structure; none means nothing."""
    found = dict.fromkeys(name.decode() for piece in _structure(pdf) for name in NAMES.findall(piece))
    meant = dict.fromkeys(f"{MEANINGS[name]} (/{name})" for name in found)
    return [report("contents-foreign", f"The PDF holds {one}.") for one in meant]


def _structure(pdf: bytes) -> Iterator[bytes]:
    """Give what stands outside of streams, and the objects that are packed into streams."""
    for outside, stream in streams_of(pdf):
        yield outside
        if OBJECTS in outside[outside.rfind(b" obj") :]:
            yield unpacked(stream)
