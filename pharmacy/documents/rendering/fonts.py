"""The fonts that ship with the program: where they are, their hash, and which characters they can print."""

import hashlib
import os
import re
import tempfile
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "static" / "secundum" / "fonts"
FAMILY = "Atkinson Hyperlegible"
SUPPLEMENT = "Secundum Supplement"  # the letters of names that the first family lacks, from Noto Sans
FAMILIES = (FAMILY, SUPPLEMENT)  # in this order
MARKS = range(0x0300, 0x0370)  # on the letter before them; composed letters have theirs, others only `drawn_with_marks`
LIGATURES = 4  # of the lookups that put one glyph for several (OpenType, GSUB)

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>
<match target="scan">
<test name="family"><string>{first}</string></test>
<edit name="charset" mode="assign">
<minus><name>charset</name><charset><range><int>0x0300</int><int>0x036f</int></range></charset></minus>
</edit>
</match>
</fontconfig>
"""  # a mark comes from the typeface whose letters are drawn with it, and not from the first, which sets it beside them


@cache
def fonts_sha256() -> str:
    """Return the SHA-256 of all font files in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.ttf")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def printable_characters() -> frozenset[int]:
    """Return the code points that paper can hold, in plain and in bold type."""
    return frozenset.union(*map(letters_of, FAMILIES))


@cache
def letters_of(family: str) -> frozenset[int]:
    """Return the code points that every style of one family can print, without marks that are set on others."""
    styles = [frozenset(_widths_of(path)) for path in sorted(FOLDER.glob(f"{_joined(family)}-*.ttf"))]
    return frozenset.intersection(*styles).difference(MARKS)


@cache
def drawn_with_marks() -> frozenset[str]:
    """Return each letter with a mark that no character composes, and that every style of the second family draws whole.

    Yoruba and Igbo write tones on vowels that have a dot below.
    """
    styles = [_drawn_whole(path) for path in sorted(FOLDER.glob(f"{_joined(SUPPLEMENT)}-*.ttf"))]
    return frozenset.intersection(*styles)


def without_drawn_marks(text: str) -> str:
    """Return a text in which a letter that is drawn with its mark stands alone: what is left has to be printable."""
    return _drawn_pattern().sub(lambda found: found[0][0], text)


@cache
def _drawn_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(drawn_with_marks())))


def _drawn_whole(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
        tables = [one for lookup in font["GSUB"].table.LookupList.Lookup for one in lookup.SubTable]
        rules = [rule for one in tables if one.LookupType == LIGATURES for rule in one.ligatures.items()]
    return frozenset(
        "".join(letters[glyph] for glyph in (first, *whole.Component)) for first, found in rules for whole in found
    )


def cut_of(family: str, *, bold: bool) -> str:
    """Return the name of the file of a family in plain or bold type."""
    return f"{_joined(family)}-{'Bold' if bold else 'Regular'}.ttf"


@lru_cache(maxsize=20_000)
def width_in_ems(text: str, *, bold: bool) -> float:
    """Return how wide a text is, in ems, without kerning; a character that both fonts lack counts as half an em."""
    widths = _widths(bold=bold)
    return sum(widths.get(ord(character), 0.5) for character in text)


@cache
def _widths(*, bold: bool) -> dict[int, float]:
    """A letter that both families have is taken from the first."""
    first, second = (_widths_of(FOLDER / cut_of(family, bold=bold)) for family in FAMILIES)
    return second | first


@cache
def _widths_of(path: Path) -> dict[int, float]:
    with TTFont(path, lazy=True) as font:
        glyphs, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return {code: metrics[name][0] / em for code, name in glyphs.items()}


def _joined(family: str) -> str:
    return family.replace(" ", "")


@cache
def fontconfig_file() -> Path:
    """Return a fontconfig file that knows the shipped fonts alone, so that every machine sets the same lines.

    Its folder in the system's temporary place is named by the hash of the fonts and of where they are, so that two
    copies of the program on one machine never write over each other's; it holds no patient data.
    """
    own = hashlib.sha256(f"{fonts_sha256()} {FOLDER} {_CONFIGURATION}".encode()).hexdigest()
    folder = Path(tempfile.gettempdir()) / f"secundum-fonts-{own[:16]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "fonts.conf"
    text = _CONFIGURATION.format(folder=FOLDER, cache=folder / "cache", first=FAMILY)
    if not path.exists() or path.read_text("utf-8") != text:
        whole = folder / f"{os.getpid()}.conf"
        whole.write_text(text, "utf-8")
        whole.replace(path)  # a typesetter that starts meanwhile reads the old file or the new one, never half of one
    return path
