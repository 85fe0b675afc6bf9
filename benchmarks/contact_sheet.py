"""Draws every kind of paper on every stock and in every language side by side, for docs/pictures.

    .venv/bin/python benchmarks/contact_sheet.py                   docs/pictures/all-labels.png and all-leaflets.png
    .venv/bin/python benchmarks/contact_sheet.py --out DIR --dpi 110    larger, to look at each of them closely

Made from the same papers as the golden pictures (tests/documents/gallery.py). The labels are drawn to one scale.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharmacy.settings")
FONT = ROOT / "pharmacy" / "static" / "secundum" / "fonts" / "AtkinsonHyperlegible-Regular.ttf"
DPI, ACROSS = 62, 1500  # of the labels; dots across at that
GAP, CAPTION, GREYS = 14, 18, 8
LEAFLETS_ARE_SMALLER = 0.4
WALL = 205


def main() -> int:
    """Write both pictures."""
    import django

    django.setup()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    arguments.add_argument("--dpi", type=int, default=DPI)
    options = arguments.parse_args()
    from tests.documents.gallery import exhibits

    papers = list(exhibits())
    leaflets = [one for one in papers if one.name.startswith("leaflet")]
    labels = [one for one in papers if one not in leaflets]
    across = round(ACROSS * options.dpi / DPI)
    _hang(labels, to=options.out / "all-labels.png", dpi=options.dpi, across=across)
    smaller = round(options.dpi * LEAFLETS_ARE_SMALLER)
    _hang(leaflets, to=options.out / "all-leaflets.png", dpi=smaller, across=across)
    return 0


def _hang(exhibits: "Iterable[object]", *, to: Path, dpi: int, across: int) -> None:
    """Hang the pictures in rows, each with its name above."""
    framed = [_framed(one, dpi=dpi, across=across - 2 * GAP) for one in exhibits]
    rows = _in_rows(framed, across=across)
    wall = Image.new("L", (across, GAP + sum(max(one.height for one in row) + GAP for row in rows)), WALL)
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            wall.paste(one, (left, top))
            left += one.width + GAP
        top += max(one.height for one in row) + GAP
    to.parent.mkdir(parents=True, exist_ok=True)
    wall.quantize(GREYS).save(to, "PNG", optimize=True)
    print(f"{to}: {len(framed)} papers, {to.stat().st_size // 1000} kB")


def _in_rows(pictures: "list[Image.Image]", *, across: int) -> "list[list[Image.Image]]":
    rows: list[list[Image.Image]] = [[]]
    for one in pictures:
        if rows[-1] and sum(each.width + GAP for each in rows[-1]) + one.width + GAP > across:
            rows.append([])
        rows[-1].append(one)
    return rows


def _framed(exhibit: "object", *, dpi: int, across: int) -> Image.Image:
    """Return all pages of a paper beside each other, with its name above."""
    from tests.documents.gallery import Exhibit

    assert isinstance(exhibit, Exhibit)
    document = pypdfium2.PdfDocument(exhibit.make())
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    font = ImageFont.truetype(str(FONT), 13)
    rows = _in_rows(pages, across=across + GAP)
    width = max(sum(page.width + 4 for page in row) for row in rows)
    height = CAPTION + sum(max(page.height for page in row) + 4 for row in rows)
    frame = Image.new("L", (max(width, round(font.getlength(exhibit.name)) + 4), height), WALL)
    ImageDraw.Draw(frame).text((0, 0), exhibit.name, fill=0, font=font)
    top = CAPTION
    for row in rows:
        for number, page in enumerate(row):
            frame.paste(page, (sum(one.width + 4 for one in row[:number]), top))
        top += max(page.height for page in row) + 4
    return frame


if __name__ == "__main__":
    sys.exit(main())
