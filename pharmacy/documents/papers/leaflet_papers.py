"""The papers that a leaflet can be had on, and the sizes of its type and of its white on each."""

from dataclasses import dataclass, replace

A4, A5, LETTER = "a4", "a5", "letter"


class UnknownLeafletPaper(ValueError):
    """A paper that no leaflet is laid out for; the message names those that there are."""


@dataclass(frozen=True)
class Type:
    """The type of a leaflet, in points.

    body, small, say: of the text, of small headings and of the foot, and of what must not be missed.
    titles: of the title, the largest first; a long one takes the first of these that holds it on one line.
    heading: of a section, in usual print.
    """

    body: str
    small: str
    say: str
    titles: tuple[str, ...]
    heading: str = "10.8"


@dataclass(frozen=True)
class White:
    """The white of a leaflet.

    leading: from line to line, as a multiple of the type. Millimetres: item, below each sentence of a list; section,
    above and below the rule of a section; top, bottom and side, the margins; heading, from the left of a heading to the
    text beside it; block, around what stands above the sections.
    """

    leading: str
    item: str
    section: str
    top: str
    bottom: str
    side: int
    heading: int = 36
    block: str = "2.6"


@dataclass(frozen=True)
class TableWhite:
    """The white of the plan and of the calendar. Millimetres: step, above and below each step; box, beside a dose.

    leading: from line to line in a box, as a multiple of the type.
    """

    step: str = "0.5"
    box: float = 0.8
    leading: str = "1.16"


@dataclass(frozen=True)
class LeafletPaper:
    """One page, its type and its white. size: as CSS names it; across: its width in millimetres.

    is_stacked: headings stand above the text and a drawing in a line of its own, since the page is narrow or its type
    large. turned: the size of the page of the calendar, empty where it needs none of its own; turned_across: its width.
    """

    code: str
    name: str
    size: str
    across: float
    type: Type
    white: White
    tables: TableWhite = TableWhite()
    is_stacked: bool = False
    is_large: bool = False
    turned: str = ""
    turned_across: float = 0

    @property
    def calendar_pt(self) -> str:
        """Type of the calendar and of the plan; a little smaller in large print, as tables have to be."""
        return "16" if self.is_large else self.type.body

    @property
    def text_across(self) -> float:
        """Millimetres from margin to margin."""
        return self.across - 2 * self.white.side

    @property
    def heading_across(self) -> int:
        """Millimetres that a heading beside its text has."""
        return self.white.heading - 2

    @property
    def column_across(self) -> float:
        """Millimetres that the text of a section has beside its heading."""
        return self.text_across if self.is_stacked else self.text_across - self.white.heading

    @property
    def heading_pt(self) -> str:
        """Type of the headings of a table."""
        return self.calendar_pt if self.is_large else self.type.small

    @property
    def calendar_across(self) -> float:
        """Millimetres that the calendar has from margin to margin."""
        return (self.turned_across or self.across) - 2 * self.white.side


USUAL = LeafletPaper(
    A4, "A4", "A4", 210,
    Type("9.6", "9.2", "12", ("22", "20", "18")),
    White("1.24", "0.2", "1.6", "10.5", "13", 16),
)  # fmt: skip
FULL = replace(
    USUAL,
    type=Type("9.1", "9", "11.5", ("21", "19.5", "18")),
    white=White("1.2", "0", "1.2", "10.5", "13", 16),
)
CLOSE = replace(
    USUAL,
    type=Type("9", "9", "11", ("20", "18.5", "17")),
    white=White("1.18", "0", "1", "9.5", "12", 15),
)
CLOSEST = replace(
    USUAL,
    type=Type("9", "9", "11", ("19", "18", "17"), heading="9.8"),
    white=White("1.1", "0", "0.6", "8", "10", 11, heading=33, block="1.6"),
    tables=TableWhite("0.2", 0.3, "1.08"),
)
SMALL = LeafletPaper(
    A5, "A5", "A5", 148,
    Type("9.1", "9", "10", ("17", "15.5", "14")),
    White("1.2", "0", "1.6", "10", "12", 11),
    is_stacked=True, turned="A5 landscape", turned_across=210,
)  # fmt: skip
SMALL_CLOSE = replace(
    SMALL,
    type=Type("9", "9", "10", ("17", "15.5", "14")),
    white=White("1.16", "0", "1.2", "9", "11.5", 10),
)
LARGE = LeafletPaper(
    A4, "A4", "A4", 210,
    Type("18", "18", "19.8", ("28", "26", "24")),
    White("1.35", "1.6", "1.6", "12", "16", 16),
    is_stacked=True, is_large=True, turned="A4 landscape", turned_across=297,
)  # fmt: skip
LARGE_CLOSE = replace(LARGE, white=White("1.27", "1", "1.4", "12", "16", 15))
# US Letter is 17.6 mm shorter than A4 and 5.9 mm wider: its side margins are narrower, so that it holds as much.
LETTER_USUAL = replace(
    USUAL,
    code=LETTER, name="US Letter", size="letter", across=215.9,
    white=White("1.24", "0.2", "1.6", "10", "12.5", 13),
)  # fmt: skip
LETTER_FULL = replace(LETTER_USUAL, type=FULL.type, white=White("1.2", "0", "1.2", "10", "12.5", 13))
LETTER_CLOSE = replace(LETTER_USUAL, type=CLOSE.type, white=White("1.16", "0", "0.8", "8", "11", 13))
LETTER_CLOSEST = replace(LETTER_USUAL, type=CLOSEST.type, white=replace(CLOSEST.white, side=12), tables=CLOSEST.tables)
LETTER_LARGE = replace(
    LARGE,
    code=LETTER, name="US Letter", size="letter", across=215.9, turned="letter landscape", turned_across=279.4,
)  # fmt: skip
LETTER_LARGE_CLOSE = replace(LETTER_LARGE, white=LARGE_CLOSE.white)
PAPERS = {paper.code: paper for paper in (USUAL, SMALL, LETTER_USUAL)}
WITH_CALENDAR = {A4: FULL, LETTER: LETTER_FULL}
IN_LARGE_PRINT = {A4: LARGE, LETTER: LETTER_LARGE}


def leaflet_paper(code: str, *, large_print: bool, is_full: bool = False) -> LeafletPaper:
    """Return the paper of a leaflet; large print that was asked for on A5 is on A4: A5 holds too few of its words.

    is_full: whether it has a calendar besides. Raises UnknownLeafletPaper.
    """
    if code not in PAPERS:
        raise UnknownLeafletPaper(f"no leaflet is laid out for paper {code[:20]!r}; use one of {', '.join(PAPERS)}")
    if large_print:
        return IN_LARGE_PRINT.get(code, LARGE)
    return WITH_CALENDAR.get(code, PAPERS[code]) if is_full else PAPERS[code]


def paper_to_use(asked: str, *, usual: str, large_print: bool) -> LeafletPaper:
    """Return the paper of a new leaflet: the one asked for, the usual one where none is.

    Large print that was asked for on a paper too small for it is on the usual one. Raises UnknownLeafletPaper.
    """
    paper = leaflet_paper(asked or usual, large_print=False)
    held = paper.code if not large_print or paper.code in IN_LARGE_PRINT else usual
    return leaflet_paper(held, large_print=large_print)
