"""A finished label looked at from outside: its words, its code and its boxes, by other means than its own checks."""

import io
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pypdfium2
import zxingcpp

from pharmacy.documents.codes import OF_TWO, ONLY
from pharmacy.documents.finishing.elements import LABEL_ORDER
from pharmacy.documents.papers.label_job import LabelJob

SCAN_DPI = 300
POINTS_PER_INCH = 72
TOUCHING = 0.22  # of a letter's height by which two boxes may touch: a kerned "qv", a descender over an accent
AT_THE_EDGES = ".,;:·"
BLOCKS = (*LABEL_ORDER, "label-code")

Box = tuple[float, float, float, float]


def faults_of(pdf: bytes, *, texts: list[list[str]], job: LabelJob) -> list[str]:
    """Return what is wrong with a finished label, in words; none means that it says what it should and can be read.

    texts: what is approved to stand on it, and on the second one where it goes on.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != len(texts):
            return [f"{len(document)} labels instead of {len(texts)}"]
        pages = zip(document, texts, strict=True)
        numbered = zip(OF_TWO if len(texts) > 1 else (ONLY,), pages, strict=True)
        return [
            fault
            for which, (page, said) in numbered
            for fault in _faults(page, texts=said, job=replace(job, which=which))
        ]
    finally:
        document.close()


LATIN = "\u017f"  # the last letter of the alphabets that the first typeface has


def names_its_block(refusal: str) -> bool:
    """Return whether a refusal names the block that is too long, or the text that cannot be printed."""
    return (
        any(re.search(rf"\b{block}\b \(\d+ characters\)", refusal) for block in BLOCKS)
        or "(U+" in refusal
        or _names_its_rows(refusal)
    )


def _names_its_rows(refusal: str) -> bool:
    """A label besides the full one names its rows alone."""
    named = re.search(r"in its least type \(([a-z, -]+)\)", refusal)
    return named is not None and bool(named.group(1).strip())


def _faults(page: Any, *, texts: list[str], job: LabelJob) -> list[str]:
    sheet = page.get_textpage()
    faults = _other_words(sheet.get_text_range(), texts=texts)
    picture = page.render(scale=SCAN_DPI / POINTS_PER_INCH, grayscale=True).to_pil()
    read = [one.text for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.DataMatrix)]
    if read != [job.code_text]:
        faults.append(f"the code reads {read}")
    return faults + _misplaced(sheet, width=page.get_width(), height=page.get_height())


def _other_words(said: str, *, texts: list[str]) -> list[str]:
    approved = Counter(word for text in texts for word in _words(text))
    found = Counter(_words(said))
    lost, added = sorted((approved - found).elements()), sorted((found - approved).elements())
    if (not lost and not added) or _is_parted_by_the_reader(lost, added=added):
        return []
    return [f"words lost {lost}, words added {added}"]


def _is_parted_by_the_reader(lost: list[str], *, added: list[str]) -> bool:
    """Whether a name with letters of the second typeface came out in pieces, with all its letters."""
    return sorted("".join(lost)) == sorted("".join(added)) and all(max(word) > LATIN for word in lost)


def _words(text: str) -> list[str]:
    plain = " ".join(text.replace("\u2060", "").replace("\ufffe", "-").split())
    whole = re.sub(r"(?<=\S-) ", "", plain)  # a line may end after a hyphen
    return [word for piece in whole.split() if (word := piece.strip(AT_THE_EDGES))]


def _misplaced(sheet: Any, *, width: float, height: float) -> list[str]:
    letters = [(sheet.get_text_range(n, 1), sheet.get_charbox(n)) for n in range(sheet.count_chars())]
    drawn = [pair for number, pair in enumerate(letters) if not number or pair[1] != letters[number - 1][1]]
    boxes = [(letter, box) for letter, box in drawn if letter.strip() and box[2] > box[0]]  # one glyph, two letters
    out = "".join(letter for letter, (x0, y0, x1, y1) in boxes if min(x0, y0) < 0 or x1 > width or y1 > height)
    faults = [f"cut off by the edge: {out!r}"] if out else []
    pairs = [(one, other) for one, other in _neighbours(boxes) if _share(one[1], other[1]) > TOUCHING]
    if pairs:
        faults.append(f"letters on letters: {[one[0] + other[0] for one, other in pairs][:8]}")
    return faults


def _neighbours(boxes: list[tuple[str, Box]]) -> Any:
    """Give every two letters whose boxes share some height."""
    above: list[tuple[str, Box]] = []
    for one in sorted(boxes, key=lambda each: -each[1][3]):
        above = [other for other in above if other[1][1] < one[1][3]]
        yield from ((other, one) for other in above)
        above.append(one)


def _share(one: Box, other: Box) -> float:
    """By how much two boxes lie on each other, as a share of the lower one's height."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down) / min(one[3] - one[1], other[3] - other[1])


def png(pdf: bytes, *, dpi: int) -> bytes:
    """Return the first page as a picture, for a person to look at what went wrong."""
    document = pypdfium2.PdfDocument(pdf)
    out = io.BytesIO()
    document[0].render(scale=dpi / POINTS_PER_INCH, grayscale=True).to_pil().save(out, "PNG")
    document.close()
    return out.getvalue()
