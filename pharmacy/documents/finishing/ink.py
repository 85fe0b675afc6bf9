"""The ink of a finished label: every character is really drawn, and nothing else is."""

from PIL import Image

from pharmacy.documents.finishing.raster import Box, Seen
from pharmacy.documents.reports import Report, report

WHITE = 255
INK = 150  # a dot darker than this is ink
BLANK = 190  # a box without a dot darker than this holds nothing to read; thin letters are grey from smoothing
SHARE_OF_A_RULE = 0.5  # of the width: a row with so much ink belongs to a rule
MOST_RULE_DOTS = 4
HAIR_DOTS = 2  # ink beside a character's box, from smoothing


def missing_ink(seen: Seen) -> list[Report]:
    """Return a report for the characters that are in the PDF and not in its picture: covered, white or too faint."""
    dots, across = seen.picture.tobytes(), seen.picture.width
    lost = "".join(one.text for one in seen.characters if _is_blank(dots, across=across, box=one.box))
    return [report("ink-missing", f"These characters are not to be seen on the paper: {lost[:40]!r}.")] if lost else []


def foreign_ink(seen: Seen, *, code: Box | None) -> list[Report]:
    """Return a report for ink that belongs to no character, not to the 2D code, and to no rule across the label."""
    left = seen.picture.copy()
    for one in seen.characters:
        left.paste(WHITE, _grown(one.box, by=HAIR_DOTS))
    if code:
        left.paste(WHITE, code)
    _erase_rules(left)
    found = left.point(lambda dot: WHITE if dot < INK else 0).getbbox()
    if found is None:
        return []
    where = ", ".join(
        f"{side} {dots * 25.4 / _dpi(seen):.1f} mm" for side, dots in zip(("left", "top"), found, strict=False)
    )
    return [report("ink-foreign", f"Something is drawn that is neither text nor code nor rule ({where}).")]


def _is_blank(dots: bytes, *, across: int, box: Box) -> bool:
    """Whether no dot of a box is dark. dots: the grey picture row by row, `across` dots each."""
    left, top, right, bottom = box
    right = min(right, across)
    return all(
        min(dots[row + left : row + right], default=WHITE) > BLANK
        for row in range(top * across, bottom * across, across)
    )


def _grown(box: Box, *, by: int) -> Box:
    return (max(0, box[0] - by), max(0, box[1] - by), box[2] + by, box[3] + by)


def _erase_rules(picture: Image.Image) -> None:
    """Paint over rules across the label, if they are no thicker than a rule is."""
    means = picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()
    rows = [row for row, mean in enumerate(means) if mean < WHITE * (1 - SHARE_OF_A_RULE)]
    if len(rows) <= MOST_RULE_DOTS:
        for row in rows:
            picture.paste(WHITE, (0, row - 1, picture.width, row + 2))


def _dpi(seen: Seen) -> float:
    return seen.picture.width / seen.width * 25.4
