"""What the measures of a layout say: size, space, contrast, edges, and what was done to the letters."""

from decimal import Decimal
from itertools import pairwise

from pharmacy.documents.papers.names import part_name
from pharmacy.documents.rendering import Run, Typeset
from pharmacy.documents.rendering.fonts import width_in_ems
from pharmacy.documents.rendering.layout import CLIPPED, CODE, TEXT
from pharmacy.documents.rendering.texts import FAULTS, MARGIN_BOX
from pharmacy.documents.reports import USP_17, WCAG_LABEL, Report, report

MM_PER_POINT = 25.4 / 72
FOOT_LEAST_PT = Decimal(8)
HAIR_PT = Decimal("0.01")
HAIR = 0.005
BOLD = 600
LABEL_CONTRAST = 7.0
LEAFLET_CONTRAST = 4.5
SOLID = 1.0  # lines as far apart as their type is high: the letters touch
LEAFLET_LINE_MM = 3.0
ADVISED_LINE = 1.25
ADVISED_KEY_PT = 11.0
KEY_ELEMENTS = ("patient-name", "active-and-strength", "directions")
LEAST_WIDTH = 0.9  # of what the letters' own widths come to; kerning takes some


def small_type(layout: Typeset, *, least: Decimal, why: str) -> list[Report]:
    """Return each part set in smaller type than allowed; the foot of a page may be smaller than its text."""
    found = {}
    for run in layout.runs:
        allowed = min(least, FOOT_LEAST_PT) if run.element == MARGIN_BOX else least
        size = Decimal(str(round(run.size_pt, 3)))
        if size + HAIR_PT < allowed:
            text = f"{_named(run)} is set in {size} points; {allowed} is the least ({why})."
            found[run.element] = report("type-too-small", text, source=why)
    return list(found.values())


def small_key_type(layout: Typeset) -> list[Report]:
    """Return a note for each of patient, medicine and dose that is set below 11 points. Source: USP <17>."""
    sizes = {run.element: run.size_pt for run in reversed(layout.runs) if run.element in KEY_ELEMENTS}
    return [
        report("key-type-small", f"{part_name(element).capitalize()} is set in {size:g} points; 11 are advised.")
        for element, size in sorted(sizes.items())
        if size + HAIR < ADVISED_KEY_PT
    ]


def close_lines(layout: Typeset, *, least_mm: float = 0.0) -> list[Report]:
    """Return each part whose lines touch each other, or stand closer than so many millimetres."""
    found = {}
    for above, below in line_pairs(layout):
        apart, least = _apart(above, below=below), max(least_mm, SOLID * _height(above, below=below))
        if apart + HAIR < least:
            text = f"Lines of {_named(below)} are {apart:.2f} mm apart; {least:.2f} mm are the least."
            found[below.element] = report("lines-too-close", text)
    return list(found.values())


def tight_lines(layout: Typeset) -> list[Report]:
    """Return one note where lines have less than a quarter of extra space. Source: USP <17>, 25 to 30 %."""
    ratios = [_apart(above, below=below) / _height(above, below=below) for above, below in line_pairs(layout)]
    least = min(ratios, default=ADVISED_LINE)
    if least + HAIR >= ADVISED_LINE:
        return []
    text = f"Lines stand {least:.2f} of their type's height apart; {ADVISED_LINE} is advised."
    return [report("lines-tight", text, source=USP_17)]


def line_pairs(layout: Typeset) -> list[tuple[Run, Run]]:
    """Return the last run of each line with the first of the next line of the same paragraph and page."""
    by_paragraph: dict[tuple[int, int], list[Run]] = {}
    for run in layout.runs:
        if run.paragraph:
            by_paragraph.setdefault((run.page, run.paragraph), []).append(run)
    return [
        (above, below) for runs in by_paragraph.values() for above, below in pairwise(runs) if above.line != below.line
    ]


def low_contrast(layout: Typeset, *, least: float) -> list[Report]:
    """Return each part whose colour stands out too little from its ground. least: 4.5 on leaflets, 7 on labels."""
    source = WCAG_LABEL if least >= LABEL_CONTRAST else ""
    low = {run.element: run for run in layout.runs if run.contrast + HAIR < least}
    return [
        report(
            "low-contrast", f"{_named(run)} has a contrast of {run.contrast:g}; {least:g} is the least.", source=source
        )
        for run in low.values()
    ]


def past_edges(layout: Typeset) -> list[Report]:
    """Return each text that passes an edge, runs into another or is cut off by a box around it."""
    found = {}
    for edge in layout.edges:
        name = part_name(edge.element) or "Text"
        if edge.side in (TEXT, CODE):
            into = "other text" if edge.side == TEXT else "the 2D code"
            one = report("overlapping", f"{name} runs into {into} by {edge.by:g} mm.")
        elif edge.side == CLIPPED:
            one = report("clipped", f"{name} is cut off by a box around it.")
        else:
            one = report("outside", f"{name} passes the {edge.side} edge by {edge.by:g} mm.")
        found[(one.code, name, edge.side)] = one
    return list(found.values())


def not_plain(layout: Typeset) -> list[Report]:
    """Return each part that is hidden, turned, set from right to left, struck through, or on a picture."""
    pairs = {(_named(run), fault): None for run in layout.runs for fault in run.faults if fault != CLIPPED}
    return [report("not-plain", f"{name} {FAULTS[fault]}.") for name, fault in pairs]


def squeezed(layout: Typeset) -> list[Report]:
    """Return each part whose letters stand closer than the widths of the shipped type give them."""
    tight = {run.element: run for run in layout.runs if run.right - run.left < LEAST_WIDTH * _own_width(run)}
    return [
        report("squeezed", f"The letters of {_named(run)} are pushed together: {run.text[:30]!r}.")
        for run in tight.values()
    ]


def _own_width(run: Run) -> float:
    return width_in_ems(run.text, bold=run.weight >= BOLD) * run.size_pt * MM_PER_POINT


def _apart(above: Run, *, below: Run) -> float:
    """From baseline to baseline; a descender reaches as far below as its type is large."""
    return (below.bottom - 0.25 * below.size_pt * MM_PER_POINT) - (above.bottom - 0.25 * above.size_pt * MM_PER_POINT)


def _height(above: Run, *, below: Run) -> float:
    return max(above.size_pt, below.size_pt) * MM_PER_POINT


def _named(run: Run) -> str:
    return part_name(run.element) or "Text"
