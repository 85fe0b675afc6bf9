"""Draws a scan anew, in a process of its own with little memory and little time, and hands back plain JPEGs.

Run as a file by redraw.py: the scan comes in on standard input, its media type as the argument. It imports nothing
of this program, holds no secret and reaches no database, so that a file which breaks a decoder breaks nothing else.
"""

import io
import resource
import struct
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 10
MOST_PIXELS = 50_000_000  # the largest that telephones take
WIDTH = 1654  # dots; A4 at 200 dots an inch
LONGEST_SIDES = 4  # a page at most four times as long as wide, or as wide as long
QUALITY = 82
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 15
REFUSED = 3  # exit code; the reason stands on standard error
HEAD = struct.Struct(">III")  # width, height and length of one picture

BROKEN = "the file is broken or not finished; scan the page again"
TOO_MANY_PIXELS = f"the picture has more than {MOST_PIXELS // 1_000_000} million dots; scan it at 200 dots an inch"
TOO_MANY_PAGES = f"the file has more than {MOST_PAGES} pages; attach only those of this prescription"
TOO_LONG = "a page is more than four times as long as it is wide; cut the picture to the paper"
MOVES = "the picture moves; save it as a still picture"
LOCKED = "the PDF is locked with a password; save it without one"
ACTIVE = "the PDF holds a program or other files; print it to a new PDF, or scan the paper"


class _Refused(Exception):
    """The scan is not drawn; the message says why and what to do."""


def main() -> None:
    """Write each page on standard output as width, height, length and JPEG; on refusal its reason on standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        pictures = list(_pdf(content) if sys.argv[1] == "application/pdf" else _image(content, kind=sys.argv[1]))
    except _Refused as refused:
        sys.stderr.write(str(refused))
        sys.exit(REFUSED)
    for width, height, jpeg in pictures:
        sys.stdout.buffer.write(HEAD.pack(width, height, len(jpeg)) + jpeg)


def _image(content: bytes, *, kind: str) -> Iterator[tuple[int, int, bytes]]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        picture = Image.open(io.BytesIO(content), formats=[kind.removeprefix("image/").upper()])
        for page in range(_pages_of(picture)):
            picture.seek(page)
            _refuse_size(*picture.size)
            picture.draft("RGB", (WIDTH, WIDTH))
            yield _jpeg(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise _Refused(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error) as error:
        raise _Refused(BROKEN) from error


def _pages_of(picture: Any) -> int:
    frames = getattr(picture, "n_frames", 1)
    if picture.format == "TIFF":
        if frames > MOST_PAGES:
            raise _Refused(TOO_MANY_PAGES)
        return int(frames)
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise _Refused(MOVES)
    return 1  # a telephone's JPEG may carry a second, small picture of the same


def _refuse_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _Refused(TOO_MANY_PIXELS)
    if max(width, height) > LONGEST_SIDES * min(width, height):
        raise _Refused(TOO_LONG)


def _pdf(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document: Any = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _Refused(LOCKED if "password" in str(error).lower() else BROKEN) from error
    if not len(document):
        raise _Refused(BROKEN)
    if len(document) > MOST_PAGES:
        raise _Refused(TOO_MANY_PAGES)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or raw.FPDFDoc_GetAttachmentCount(document) > 0:
        raise _Refused(ACTIVE)
    if any(mark in content for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile")):
        raise _Refused(ACTIVE)
    for number in range(len(document)):
        yield _pdf_page(document, number=number)


def _pdf_page(document: Any, *, number: int) -> tuple[int, int, bytes]:
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        if min(width, height) < 1:
            raise _Refused(BROKEN)
        if max(width, height) > LONGEST_SIDES * min(width, height):
            raise _Refused(TOO_LONG)
        return _jpeg(page.render(scale=WIDTH / width, may_draw_forms=False).to_pil())
    except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
        raise _Refused(BROKEN) from error


def _jpeg(picture: Any) -> tuple[int, int, bytes]:
    from PIL import Image

    plain = _on_white(picture)
    if plain.width > WIDTH:
        plain = plain.resize((WIDTH, max(1, plain.height * WIDTH // plain.width)), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return plain.width, plain.height, out.getvalue()


def _on_white(picture: Any) -> Any:
    """Return the picture in red, green and blue; what was see-through is white, as paper is."""
    from PIL import Image

    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("RGB")
    layers = picture.convert("RGBA")
    white = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(white, layers).convert("RGB")


if __name__ == "__main__":
    main()
