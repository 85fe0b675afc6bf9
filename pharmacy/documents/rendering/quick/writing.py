"""Writes a label that was set the quick way as an accessible PDF: tagged, with its fonts, title and language."""

import zlib
from collections.abc import Iterator
from xml.sax.saxutils import escape

from pharmacy.documents.rendering import inside_weasyprint as inside
from pharmacy.documents.rendering.quick.laid import Laid, Picture, Piece
from pharmacy.documents.rendering.quick.markup import Page
from pharmacy.documents.rendering.quick.objects import Objects, decimal
from pharmacy.documents.rendering.quick.pages import BLACK
from pharmacy.documents.rendering.quick.pictures import rectangles
from pharmacy.documents.rendering.quick.tags import PT, Marks, Tags

PAGES, CATALOG = 1, 2  # the fonts' objects come after these
PRODUCER = "Secundum"
LEVEL = 4  # of compression: half the time of the usual 6, and a hundred bytes more
METADATA = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<rdf:Description rdf:about="" pdfuaid:part="1"/><rdf:Description rdf:about="" pdf:Producer="{producer}"/>
<rdf:Description rdf:about=""><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Writer:
    """Writes labels. The fonts are made once for all of them, with every letter that a label may need."""

    def __init__(self, faces: dict[str, inside.Face]) -> None:
        self.faces = faces
        self._fonts: dict[tuple[tuple[str, ...], bool], tuple[Objects, bytes]] = {}

    def write(self, laid: Laid, *, page: Page) -> bytes:
        """Return the PDF. The same label gives the same bytes."""
        names = tuple(sorted({piece.type.name for piece in (*laid.pieces, *laid.edge)}))
        objects, fonts = self._with_fonts(names, usual=laid.is_usual)
        marks = _marks(laid)
        content = zlib.compress("\n".join(_drawn(laid, marks=marks)).encode(), LEVEL)
        stream = objects.add_stream(content, extra=b"/Filter/FlateDecode")
        sheet = objects.reserve()
        tree = Tags(objects, marks, sheet, laid.height).write(laid.structure)
        box = b"[0 0 %b %b]" % (decimal(laid.width * PT).encode(), decimal(laid.height * PT).encode())
        objects.add(
            b"<</Type/Page/Parent %d 0 R/MediaBox%b/TrimBox%b/BleedBox%b/Contents %d 0 R"
            b"/Resources<</Font%b>>/Tabs/S/StructParents 0>>" % (PAGES, box, box, box, stream, fonts),
            number=sheet,
        )
        objects.add(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % sheet, number=PAGES)
        metadata = METADATA.format(producer=PRODUCER, title=escape(page.title)).encode()
        said = objects.add_stream(metadata, extra=b"/Type/Metadata/Subtype/XML")
        objects.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang%b/Metadata %d 0 R/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>"
            % (PAGES, inside.pdf_text(page.root.get("lang") or ""), said, tree),
            number=CATALOG,
        )
        info = objects.add(b"<</Producer%b/Title%b>>" % (inside.pdf_text(PRODUCER), inside.pdf_text(page.title)))
        return objects.finished(root=CATALOG, info=info)

    def _with_fonts(self, names: tuple[str, ...], *, usual: bool) -> tuple[Objects, bytes]:
        known = self._fonts.get((names, usual))
        if known is None:
            made, fonts = inside.font_objects([self.faces[name] for name in names], usual=usual)
            objects = Objects(following=CATALOG + 1)
            for number, data in made:
                objects.add(data, number=number)
            known = self._fonts[(names, usual)] = (objects, fonts)
        return known[0].copy(), known[1]


def _marks(laid: Laid) -> Marks:
    """Return the number of each text and picture on the page: in the order of drawing."""
    flowing = [piece for piece in laid.pieces if not piece.on_top]
    above = [piece for piece in laid.pieces if piece.on_top]
    drawn: list[Piece | Picture] = [*flowing, *laid.pictures, *above]
    return {one: number for number, one in enumerate(drawn)}


def _drawn(laid: Laid, *, marks: Marks) -> Iterator[str]:
    """Give the operators that draw the page."""
    yield f"{PT} 0 0 -{PT} 0 {decimal(laid.height * PT)} cm"
    for box, ink in laid.rules:
        sides = " ".join(map(decimal, box))
        yield f"/Artifact BMC {_colour(ink)} {sides} re f EMC"
    colour: tuple[float, float, float] | None = None
    for one, mark in marks.items():
        if isinstance(one, Picture):
            yield f"/Figure <</MCID {mark}>> BDC {_figure(one)} EMC"
            continue
        if one.colour != colour:
            colour = one.colour
            yield _colour(colour)
        yield f"/Span <</MCID {mark}>> BDC {_words(one)} EMC"
    for band in laid.bands:
        yield f"/Artifact BMC {_colour(BLACK)} {' '.join(map(decimal, band))} re f EMC"
    for one in laid.edge:
        yield f"/Artifact BMC {_colour(one.colour)} {_words(one)} EMC"


def _words(piece: Piece) -> str:
    place = f"1 0 0 -1 {decimal(piece.left)} {decimal(piece.baseline)} Tm"
    font = f"/{piece.type.name} {decimal(piece.type.drawn_size)} Tf"
    return f"BT {font} {place} [<{piece.glyphs}>]TJ ET"


def _figure(picture: Picture) -> str:
    left, top, width, height = picture.box
    across, down, found = rectangles(picture.address)
    scale = f"{decimal(width / across)} 0 0 {decimal(height / down)}"
    return f"q 0 0 0 rg {scale} {decimal(left)} {decimal(top)} cm {found} f Q"


def _colour(colour: tuple[float, float, float]) -> str:
    return " ".join(map(decimal, colour)) + " rg"
