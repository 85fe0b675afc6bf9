"""The papers that a leaflet can be had on, and the sizes of its type on each."""

from dataclasses import dataclass

A4, A5 = "a4", "a5"


class UnknownLeafletPaper(ValueError):
    """A paper that no leaflet is laid out for; the message names those that there are."""


@dataclass(frozen=True)
class LeafletPaper:
    """One page and its type. size: as CSS names it; across: its width, margin: beside the text, in millimetres.

    body_pt, small_pt, say_pt: type of the text, of small headings and of the foot, and of what must not be missed.
    is_stacked: headings stand above the text and a drawing in a line of its own, since the page is narrow or its type
    large. is_full: a plan and a calendar stand on it too, so that its lines are a little closer.
    turned: the size of the page of the calendar, empty where it needs none of its own; turned_across: its width.
    """

    code: str
    name: str
    size: str
    across: int
    margin: int
    body_pt: str
    small_pt: str
    say_pt: str
    title_pt: str
    is_stacked: bool = False
    is_large: bool = False
    is_full: bool = False
    turned: str = ""
    turned_across: int = 0

    @property
    def calendar_pt(self) -> str:
        """Type of the calendar and of the plan; a little smaller in large print, as tables have to be."""
        return "16" if self.is_large else self.body_pt

    @property
    def calendar_across(self) -> int:
        """Millimetres that the calendar has from margin to margin."""
        return (self.turned_across or self.across) - 2 * self.margin


USUAL = LeafletPaper(A4, "A4", "A4", 210, 16, "9.6", "9.2", "12", "22")
FULL = LeafletPaper(A4, "A4", "A4", 210, 16, "9.1", "9", "11.5", "21", is_full=True)
SMALL = LeafletPaper(
    A5, "A5", "A5", 148, 11, "9.1", "9", "10", "17", is_stacked=True, turned="A5 landscape", turned_across=210
)  # fmt: skip
LARGE = LeafletPaper(
    A4, "A4", "A4", 210, 16, "18", "18", "19.8", "28",
    is_stacked=True, is_large=True, turned="A4 landscape", turned_across=297,
)  # fmt: skip
PAPERS = {paper.code: paper for paper in (USUAL, SMALL)}


def leaflet_paper(code: str, *, large_print: bool, is_full: bool = False) -> LeafletPaper:
    """Return the paper of a leaflet; large print is on A4 whatever was asked for: A5 holds too few of its words.

    is_full: whether it has a calendar besides. Raises UnknownLeafletPaper.
    """
    if code not in PAPERS:
        raise UnknownLeafletPaper(f"no leaflet is laid out for paper {code[:20]!r}; use one of {', '.join(PAPERS)}")
    if large_print:
        return LARGE
    return FULL if is_full and code == A4 else PAPERS[code]
