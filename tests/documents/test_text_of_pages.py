"""The text of a PDF: numbers in pictures stand apart from words, and a page's number from the page that follows."""

from pharmacy.documents.finishing.raster import opened, text_of
from pharmacy.documents.rendering import Sheet, typeset

PICTURE = (
    '<svg style="position: absolute; left: {left}mm; top: 0" width="20mm" height="6mm" viewBox="0 0 20 6" role="img">'
    '<title>s</title><text x="0.2" y="4" font-size="2" font-family="Atkinson Hyperlegible">0.5</text></svg>'
)
PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body><div>It is as strong.{}</div>{}</body></html>'
CSS = (
    "@page { size: 60mm 20mm; margin: 5mm; @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); "
    "font: 6pt 'Atkinson Hyperlegible' } } body { margin: 0; font: 10pt 'Atkinson Hyperlegible' } "
    "div { position: relative; line-height: 6mm } p { break-before: page; margin: 0 }"
)


def pdf(*, left: float = 22, then: str = "") -> bytes:
    """A sentence with a picture right behind it, whose number reads on, and a second page."""
    return typeset(Sheet(PAGE.format(PICTURE.format(left=left), then), CSS)).pdf


def test_the_number_of_a_picture_does_not_read_on_from_the_sentence_before_it() -> None:
    assert "It is as strong. 0.5" in text_of(pdf())


def test_the_number_of_a_page_does_not_count_what_the_next_page_begins_with() -> None:
    with opened(pdf(then="<p>tablets of which it is made")) as document:
        assert "2 tablets" in document.text()
        assert "2 tablets" not in document.text_page_by_page()
        assert "2 ; tablets" in document.text_page_by_page()
