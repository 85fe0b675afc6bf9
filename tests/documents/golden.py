"""Pictures of papers as they should look, and whether ink has moved since."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from tests.documents.gallery import Exhibit

KEPT = Path(__file__).resolve().parent / "pictures"
SHOWN = Path(__file__).resolve().parents[2] / "var" / "pictures-that-differ"
DPI, DPI_OF_A_LARGE_PAGE = 50, 36
LARGE_PAGE = 400  # points across; a label is never so wide
GREYS = 8
MOVED = 60  # of 255: a dot that changed by more is other ink; smoothing stays below it
MOST_MOVED = 0.002  # of all dots of a page


def pictures_of(pdf: bytes) -> Iterator[Image.Image]:
    """Give each page as a small grey picture, as it is kept."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            dpi = DPI if page.get_width() < LARGE_PAGE else DPI_OF_A_LARGE_PAGE
            grey = page.render(scale=dpi / 72, grayscale=True).to_pil()
            yield grey.quantize(GREYS).convert("L")
    finally:
        document.close()


def kept_of(name: str) -> list[Path]:
    """Return the pictures that are kept of a paper, in the order of its pages."""
    return sorted((path for path in KEPT.glob("*.png") if name_of(path) == name), key=_page_of)


def name_of(path: Path) -> str:
    """Return which paper a picture shows a page of."""
    return path.stem.rpartition("-")[0]


def _page_of(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def differs(exhibit: Exhibit) -> list[str]:
    """Return what differs from the pictures that are kept, each with the file that shows it; none for no difference."""
    pictures = list(pictures_of(exhibit.make()))
    kept = kept_of(exhibit.name)
    if len(kept) != len(pictures):
        return [f"{exhibit.name} has {len(pictures)} pages, {len(kept)} are kept; look at it, then `make pictures`"]
    found = (_difference(path, now=now) for path, now in zip(kept, pictures, strict=True))
    return [f"{path.stem}: {one}" for path, one in zip(kept, found, strict=True) if one]


def keep(exhibit: Exhibit) -> int:
    """Keep the pictures of a paper as it looks now; return how many bytes they are."""
    KEPT.mkdir(exist_ok=True)
    for old in kept_of(exhibit.name):
        old.unlink()
    size = 0
    for number, picture in enumerate(pictures_of(exhibit.make()), 1):
        out = io.BytesIO()
        picture.quantize(GREYS).save(out, "PNG", optimize=True)
        size += (KEPT / f"{exhibit.name}-{number}.png").write_bytes(out.getvalue())
    return size


def _difference(path: Path, *, now: Image.Image) -> str:
    before = Image.open(path).convert("L")
    if before.size != now.size:
        return f"{now.size} dots instead of {before.size}"
    changed = ImageChops.difference(before, now)
    moved = sum(changed.histogram()[MOVED:]) / (changed.width * changed.height)
    if moved <= MOST_MOVED:
        return ""
    seen = _shown(path.name, pictures=(before, now, ImageChops.invert(changed)))
    return f"{moved:.1%} of the dots are other ink; see {seen}"


def _shown(name: str, *, pictures: tuple[Image.Image, ...]) -> Path:
    """Return a picture with the kept page, the page as it is, and what changed in black, side by side."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    width, height = pictures[0].width + 8, pictures[0].height
    wall = Image.new("L", (len(pictures) * width, height), 128)
    for number, one in enumerate(pictures):
        wall.paste(one, (number * width, 0))
    wall.save(SHOWN / name)
    return SHOWN / name
