"""Makes the supplementary typeface from Noto Sans: the letters that Atkinson Hyperlegible lacks, as large as its own.

    .venv/bin/python benchmarks/supplement_fonts.py NOTO_FOLDER

NOTO_FOLDER holds NotoSans-Regular.ttf and NotoSans-Bold.ttf (version 2.004; package fonts-noto-core of Debian 12). The
letters are scaled so that capitals and small letters are as high as those beside them, and lie on lines of the same
height, so that no line moves where such a letter stands. The same input gives the same bytes.
"""

import sys
from argparse import ArgumentParser
from itertools import product
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

MARK_TO_BASE = 4  # of the lookups that place glyphs (OpenType, GPOS)
CUTS = ("Regular", "Bold")
EM = 1000
SCALE = 0.93  # capitals 668 to 714 units high, small letters 496 to 536
ALPHABETS = (  # first and last of each stretch of Unicode that names and addresses are written in
    (0x0100, 0x02AF),  # Latin Extended-A and -B, and the letters of African languages among the phonetic ones
    (0x02B9, 0x02BF),  # signs that count as letters: the Hawaiian okina
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Welsh, Vietnamese
)
SPACES = {0x20, 0xA0}  # one between two such words is set with them
TONES = (0x0300, 0x0301, 0x0304)  # grave, acute, macron
DOTTED_BELOW = (0x1EB8, 0x1EB9, 0x1ECA, 0x1ECB, 0x1ECC, 0x1ECD, 0x1EE4, 0x1EE5)  # vowels of Yoruba and Igbo
DOTLESS, DOT_BELOW, SOFT_DOTTED = 0x0131, 0x0323, 0x1ECB  # a mark above takes the place of the dot of an i

Anchors = dict[tuple[str, str], tuple[int, int]]


def main() -> None:
    """Write both cuts beside the first typeface."""
    from pharmacy.documents.rendering.fonts import FOLDER, SUPPLEMENT, cut_of

    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    for cut in CUTS:
        with TTFont(folder / f"NotoSans-{cut}.ttf", recalcTimestamp=False) as font:
            places = _places_of_marks(font)
            _keep_what_is_lacking(font)
            _compose(font, places=places)
            _fit(font, cut=cut)
            _name(font, cut=cut)
            path = FOLDER / cut_of(SUPPLEMENT, bold=cut == "Bold")
            font.save(path)
            print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size} bytes")


def _keep_what_is_lacking(font: TTFont) -> None:
    from pharmacy.documents.rendering.fonts import FAMILY, letters_of

    wanted = {code for first, last in ALPHABETS for code in range(first, last + 1)}
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = ["kern"], False, True
    options.drop_tables += ["DSIG", "GDEF", "GSUB"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted - letters_of(FAMILY) | SPACES | {*TONES, DOT_BELOW, DOTLESS})
    subsetter.subset(font)


def _places_of_marks(font: TTFont) -> Anchors:
    """Return where a mark is moved to on a letter, in the typeface's own units: by letter and mark."""
    found: Anchors = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        tables = (getattr(one, "ExtSubTable", one) for one in lookup.SubTable)
        for table in (one for one in tables if one.LookupType == MARK_TO_BASE):
            for mark, its in zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True):
                for letter, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
                    at, own = record.BaseAnchor[its.Class], its.MarkAnchor
                    if at is not None:
                        found.setdefault(
                            (letter, mark), (at.XCoordinate - own.XCoordinate, at.YCoordinate - own.YCoordinate)
                        )
    return found


def _compose(font: TTFont, *, places: Anchors) -> None:
    """Draw each vowel with its tone as one glyph in the place of two, so that a reader of the PDF finds both there."""
    names, rules = font.getBestCmap(), []
    for vowel, tone in product(DOTTED_BELOW, TONES):
        letter, mark = names[vowel], names[tone]
        parts = [letter] if vowel != SOFT_DOTTED else [names[DOTLESS], names[DOT_BELOW]]
        both, pen = f"{letter}_{mark}", TTGlyphPen(font["glyf"])
        for part in (*parts, mark):
            x, y = (0, 0) if part == parts[0] else places[parts[0], part]
            pen.addComponent(part, (1, 0, 0, 1, x, y))
        font["glyf"][both] = pen.glyph()
        font["hmtx"][both] = (font["hmtx"][letter][0], 0)
        rules.append(f"sub {letter} {mark} by {both};")
    font.setGlyphOrder([*dict.fromkeys((*font.getGlyphOrder(), *(rule.split()[-1].strip(";") for rule in rules)))])
    for table in font["cmap"].tables:
        for code in (DOT_BELOW, DOTLESS):  # drawn with others alone
            table.cmap.pop(code, None)
    languages = "languagesystem DFLT dflt; languagesystem latn dflt;"
    addOpenTypeFeaturesFromString(font, f"{languages} feature ccmp {{ {' '.join(rules)} }} ccmp;", tables=["GSUB"])


def _fit(font: TTFont, *, cut: str) -> None:
    from pharmacy.documents.rendering.fonts import FAMILY, FOLDER, cut_of

    scale_upem(font, round(EM * SCALE))
    font["head"].unitsPerEm = EM
    with TTFont(FOLDER / cut_of(FAMILY, bold=cut == "Bold"), lazy=True) as first:
        for table, names in (
            ("hhea", ("ascent", "descent", "lineGap")),
            ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "fsSelection")),
        ):
            for name in names:
                setattr(font[table], name, getattr(first[table], name))
        for code in SPACES:
            font["hmtx"][font.getBestCmap()[code]] = first["hmtx"][first.getBestCmap()[code]]


def _name(font: TTFont, *, cut: str) -> None:
    """A changed typeface has a name of its own; copyright and licence stay."""
    from pharmacy.documents.rendering.fonts import SUPPLEMENT

    table, plain = font["name"], SUPPLEMENT.replace(" ", "")
    said = {1: SUPPLEMENT, 2: cut, 3: f"{plain}-{cut}", 4: f"{SUPPLEMENT} {cut}", 6: f"{plain}-{cut}"}
    for number, text in said.items():
        table.setName(text, number, 3, 1, 0x409)
    table.names = [one for one in table.names if one.nameID in (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)]


if __name__ == "__main__":
    main()
