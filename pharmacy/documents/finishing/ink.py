"""The ink of a finished label: every character is really drawn, and nothing else is."""

from collections.abc import Iterator
from itertools import groupby

from PIL import Image, ImageDraw

from pharmacy.documents.finishing.raster import Box, Character, Seen
from pharmacy.documents.reports import Report, report

WHITE = 255
INK = 150  # a dot darker than this is ink
BLANK = 190  # a box without a dot darker than this holds nothing to read; thin letters are grey from smoothing
PALE = 240  # the same of a mark of so few dots that smoothing leaves it pale, as the comma on the scale of a syringe
FEW_DOTS = 3
SHARE_OF_A_RULE = 0.5  # of the width: a row with so much ink belongs to a rule
MOST_RULE_DOTS = 4
LEAST_BAND_MM = 2.0
END_MM = 1.0  # of the band, beside its words
BRIGHT = 150  # of a white letter on the band of a training paper
MM_PER_INCH = 25.4
MARKED = b"\x01"
DARK = bytes(dot <= BLANK for dot in range(256))  # where a dot of each grey is marked as something to read
GREYISH = bytes(dot <= PALE for dot in range(256))
LIT = bytes(dot > BRIGHT for dot in range(256))  # or as bright, on the band
INKED = [WHITE if dot < INK else 0 for dot in range(256)]
HAIR_DOTS = 2  # ink beside a character's box, from smoothing


def missing_ink(seen: Seen) -> list[Report]:
    """Return a report for the characters that are in the PDF and not in its picture: covered, white or too faint."""
    dots, across = seen.picture.tobytes(), seen.picture.width
    dark = dots.translate(DARK)
    unseen = [one for one in seen.characters if _is_without(dark, across=across, box=one.box)]
    if any(_is_small(one.box) for one in unseen):
        pale = dots.translate(GREYISH)
        unseen = [one for one in unseen if not _is_small(one.box) or _is_without(pale, across=across, box=_around(one))]
    lost = "".join(one.text for one in unseen)
    return [report("ink-missing", f"These characters are not to be seen on the paper: {lost[:40]!r}.")] if lost else []


def band_seen(seen: Seen) -> Box | None:
    """Return where the black band of a training paper stands: rows that are black at both ends, or None."""
    top, tall = max(_runs(_black_at_both_ends(seen)), key=lambda run: run[1], default=(0, 0))
    is_a_band = tall * MM_PER_INCH >= LEAST_BAND_MM * _dpi(seen)
    return (0, top, seen.picture.width, top + tall) if is_a_band else None


def faint_band(seen: Seen) -> list[Report]:
    """Return a report where a training paper has no black band, or none on which its words are to be read."""
    band = band_seen(seen)
    if band is None:
        return [report("training-mark", "The band of a training paper is not to be seen.")]
    inside = [one for one in seen.characters if one.box[1] >= band[1] and one.box[3] <= band[3]]
    lit, across = seen.picture.tobytes().translate(LIT), seen.picture.width
    drawn = [one for one in inside if not _is_without(lit, across=across, box=one.box)]
    if inside and len(drawn) == len(inside):
        return []
    return [report("training-mark", "The words on the band of a training paper are not to be seen.")]


def foreign_ink(seen: Seen, *, code: Box | None, band: Box | None = None, drawn: Box | None = None) -> list[Report]:
    """Return a report for ink that belongs to no character, not to the 2D code, and to no rule across the label.

    band: of a training label, which may be there. drawn: the column of a side label's drawings.
    """
    left = seen.picture.copy()
    paint = ImageDraw.Draw(left)
    for one in seen.characters:
        _whiten(paint, box=_grown(one.box, by=HAIR_DOTS))
    for known in filter(None, (code, band, drawn)):
        left.paste(WHITE, _grown(known, by=1) if known == band else known)
    _erase_rules(left)
    found = left.point(INKED).getbbox()
    if found is None:
        return []
    where = ", ".join(
        f"{side} {dots * MM_PER_INCH / _dpi(seen):.1f} mm" for side, dots in zip(("left", "top"), found, strict=False)
    )
    return [report("ink-foreign", f"Something is drawn that is neither text nor code nor rule ({where}).")]


def _is_small(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) <= FEW_DOTS


def _around(mark: Character) -> Box:
    """The box of a small mark and a dot above and below, where smoothing may put it; beside it stand others."""
    left, top, right, bottom = mark.box
    return left, max(0, top - 1), right, bottom + 1


def _is_without(dots: bytes, *, across: int, box: Box) -> bool:
    """Whether no dot of a box is marked. dots: the picture row by row, `across` dots each, marked by MARKED."""
    left, top, right, bottom = box
    right = min(right, across)
    return all(dots.find(MARKED, row + left, row + right) < 0 for row in range(top * across, bottom * across, across))


def _whiten(paint: ImageDraw.ImageDraw, *, box: Box) -> None:
    """Paint over a box, where any of it is on the picture."""
    left, top, right, bottom = box
    if right > left and bottom > top:
        paint.rectangle((left, top, right - 1, bottom - 1), fill=WHITE)


def _grown(box: Box, *, by: int) -> Box:
    return (max(0, box[0] - by), max(0, box[1] - by), box[2] + by, box[3] + by)


def _erase_rules(picture: Image.Image) -> None:
    """Paint over rules across the label, if they are no thicker than a rule is."""
    rows = [row for row, is_dark in enumerate(_dark_rows(picture)) if is_dark]
    if len(rows) <= MOST_RULE_DOTS:
        for row in rows:
            picture.paste(WHITE, (0, row - 1, picture.width, row + 2))


def _dark_rows(picture: Image.Image) -> list[bool]:
    """Whether each row is mostly ink."""
    means = picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()
    return [mean < WHITE * (1 - SHARE_OF_A_RULE) for mean in means]


def _black_at_both_ends(seen: Seen) -> list[bool]:
    """Whether each row is black for a millimetre, from a millimetre inside both ends of all that is printed.

    So a letter that hangs out of its line, such as a j, or a rule does not take the ends away from the band.
    """
    black = seen.picture.point(INKED)
    left, _, right, _ = black.getbbox() or (0, 0, 0, 0)
    wide = int(END_MM * _dpi(seen) / MM_PER_INCH)
    ends = (
        black.crop((at, 0, at + wide, black.height)).resize((1, black.height), Image.Resampling.BOX).tobytes()
        for at in (left + wide, right - 2 * wide)
    )
    return [min(pair) == WHITE for pair in zip(*ends, strict=True)]


def _runs(rows: list[bool]) -> Iterator[tuple[int, int]]:
    """Give the first row and the number of rows of each run."""
    row = 0
    for is_in, group in groupby(rows):
        count = len(list(group))
        if is_in:
            yield row, count
        row += count


def _dpi(seen: Seen) -> float:
    return seen.picture.width / seen.width * MM_PER_INCH
