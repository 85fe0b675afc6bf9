"""Scans for tests: real small files of each kind, and hostile ones."""

from io import BytesIO

from PIL import Image, ImageDraw


def picture(kind: str = "PNG", *, size: tuple[int, int] = (420, 594), **how: object) -> bytes:
    """A page with a line of ink on it, as a file of a kind that Pillow knows."""
    page = Image.new("RGB", size, "white")
    ImageDraw.Draw(page).line((20, 20, size[0] - 20, 60), fill="black", width=4)
    out = BytesIO()
    page.save(out, kind, **how)
    return out.getvalue()


def pages(kind: str, *, count: int) -> bytes:
    """A file of several different pages: PDF, TIFF, or an animation."""
    first, *others = [Image.new("RGB", (120, 160), (20 * number, 200, 200)) for number in range(count)]
    out = BytesIO()
    first.save(out, kind, save_all=True, append_images=others)
    return out.getvalue()


def pdf_of_size(*, width: int, height: int) -> bytes:
    """A PDF of one empty page of a size in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that says that it is encrypted, and gives no key that opens it."""
    plain = pages("PDF", count=1)
    lock = b"<< /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >>"
    return plain.replace(b"/Root", b"/Encrypt " + lock + b" /ID [(a)(a)] /Root", 1)
