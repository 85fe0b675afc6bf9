"""The words and the 2D code of a label on a bare canvas: what a label costs without any layout of its own."""

from collections.abc import Callable


def _texts(sheet: object) -> list[tuple[str, bool]]:
    """Return the texts of a label, and whether each is bold, for a canvas that has to place them by itself."""
    from pharmacy.documents.rendering.quick.markup import read_page

    blocks = [one for one in read_page(sheet.html).body.iter() if one.tag in ("div", "p") and (one.text or "").strip()]
    return [(" ".join("".join(one.itertext()).split()), "strong" in one.get("class", "")) for one in blocks]


def reportlab() -> Callable[[list[object]], int] | None:
    """Return what sets labels on ReportLab's canvas; None where it cannot be imported."""
    try:
        from reportlab.lib.utils import simpleSplit
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
    except ImportError:
        return None
    from pharmacy.documents.rendering.fonts import FOLDER

    for name in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"AtkinsonHyperlegible-{name}.ttf")))

    def work(sheets: list[object]) -> int:
        return sum(_one_of_reportlab(sheet, canvas=Canvas, split=simpleSplit) for sheet in sheets)

    return work


def _one_of_reportlab(sheet: object, *, canvas: object, split: Callable[..., list[str]]) -> int:
    from io import BytesIO

    target = BytesIO()
    page = canvas(target, pagesize=(286, 153), pageCompression=1)
    top = 145.0
    for text, bold in _texts(sheet):
        font = "Bold" if bold else "Regular"
        page.setFont(font, 7)
        for line in split(text, font, 7, 270):
            top -= 7.7
            page.drawString(8, top, line)
    for left, below, width in _runs(sheet):
        page.rect(250 + left, 140 - below, width, 1, stroke=0, fill=1)
    page.save()
    return len(target.getvalue())


def fpdf2() -> Callable[[list[object]], int] | None:
    """Return what sets labels with fpdf2; None where it cannot be imported."""
    try:
        from fpdf import FPDF
    except ImportError:
        return None
    import logging

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    from pharmacy.documents.rendering.fonts import FOLDER

    def one(sheet: object) -> int:
        page = FPDF(unit="pt", format=(286, 153))
        page.set_auto_page_break(False)
        for style, name in (("", "Regular"), ("B", "Bold")):
            page.add_font("Type", style, str(FOLDER / f"AtkinsonHyperlegible-{name}.ttf"))
        page.add_page()
        page.set_xy(8, 8)
        for text, bold in _texts(sheet):
            page.set_font("Type", "B" if bold else "", 7)
            page.set_x(8)
            page.multi_cell(270, 7.7, text, align="L", new_x="LEFT", new_y="NEXT")
        for left, below, width in _runs(sheet):
            page.rect(250 + left, 10 + below, width, 1, style="F")
        return len(page.output())

    return lambda sheets: sum(one(sheet) for sheet in sheets)


def _runs(sheet: object) -> list[tuple[int, int, int]]:
    """Return the rectangles of the 2D code."""
    from pharmacy.documents.rendering.quick.markup import read_page
    from pharmacy.documents.rendering.quick.pictures import rectangles

    image = next(read_page(sheet.html).body.iter("img"))
    found = rectangles(image.get("src", ""))[2].split(" re")
    return [tuple(map(int, one.split()[:3])) for one in found if one.strip()]
