"""A side label laid out: the largest type on which all its rows stand, or a refusal; it never goes on to a second."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.template.loader import render_to_string

from formulations.reference.label_stock import LabelStock, Rung
from formulations.reference.stocks import cuts, larger_stocks
from pharmacy.documents.papers.code_image import code_image
from pharmacy.documents.papers.estimate import lines_mm
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.label_sheet import LabelDoesNotFit
from pharmacy.documents.papers.names import part_name
from pharmacy.documents.papers.side_labels.kinds import side_label_text
from pharmacy.documents.papers.side_labels.rows import KEY, NAME, SAY, SMALL, SideLabelText
from pharmacy.documents.papers.training_band import band_of_label
from pharmacy.documents.papers.unparted import unparted
from pharmacy.documents.rendering import Sheet, Typeset, typeset

SIGN_OF_TYPE = Decimal("1.6")  # a drawing is so much higher than the type beside it
MM_PER_PT = Decimal("25.4") / 72
MOST_SIGN_MM = Decimal(12)
LEADING = Decimal("1.12")  # of a row, as in side_label.css: a drawing stands in the middle of its first line
BLACK_AND_WHITE = {"#17221f": "#000", "#0c4f49": "#000", "#8e2f22": "#000", "#bfdcd6": "#fff"}
COLOUR = re.compile(f'(fill|stroke)="({"|".join(BLACK_AND_WHITE)})"')  # a quote in a text is escaped, and never meant


@dataclass(frozen=True)
class SideLabel:
    """A side label as it was laid out: its stock, its words, the type sizes that it was set in, and the layout."""

    stock: LabelStock
    text: SideLabelText
    rung: Rung
    layout: Typeset


def set_side_label(kind: str, *, job: LabelJob, may_grow: bool, between: Callable[[], None]) -> SideLabel:
    """Return a side label laid out in the largest type on which everything fits.

    may_grow: onto the next larger stocks. between: called after each layout that did not fit. Raises LabelDoesNotFit,
    NothingToSay, MissingWording, TypesetFailed.
    """
    text = side_label_text(kind, job=job)
    for stock, rung in _places(job, may_grow=may_grow):
        on_it = replace(job, stock=stock)
        layout = typeset(side_label_sheet(text, job=on_it, rung=rung))
        if layout.fits:
            return SideLabel(stock, text, rung, layout)
        between()
    rows = {row.code for row in text.rows} | {"label-code"}
    past = ", ".join(dict.fromkeys(part_name(edge.element) for edge in layout.edges if edge.element in rows))
    what = "flag" if kind == "flag" else f"{kind} label"
    advice = "No larger label holds it; shorten the text." if may_grow else "Choose a larger label."
    raise LabelDoesNotFit(f"The {what} does not fit on {job.stock.name} in its least type ({past}). {advice}")


def side_label_sheet(text: SideLabelText, *, job: LabelJob, rung: Rung) -> Sheet:
    """Return a side label as it is to be typeset at these type sizes."""
    sign = sign_mm(rung)
    below = sign - rung.directions * MM_PER_PT * LEADING
    code, letters = code_image(job.code_text, stock=job.stock), lines_mm(text.code_lines, size=rung.small)
    values = {
        "text": text,
        "rows": [(row, f"print/signs/{row.sign}.svg", {"words": row.text}) for row in text.rows],
        "language": job.language.code,
        "title": f"{job.language.say('label.lot', lot=job.facts.lot)}",
        "code": code,
        "code_says": job.language.say("label.code", code=job.code_text),
        "stock": job.stock,
        "rung": rung,
        "sizes": {NAME: rung.patient, SAY: rung.directions, KEY: rung.use_by, SMALL: rung.small},
        "sign": sign if text.signs else Decimal(0),
        "inset": sign + 1 if text.signs else Decimal(0),
        "lift": (below / 2).quantize(Decimal("0.01")),
        "below": below.quantize(Decimal("0.01")),
        "letters": letters,
        "codes_wide": code.side_mm + letters + 1,
        "quiet": min(code.quiet_mm, job.stock.margin),
        "training": band_of_label(job, rung=rung),
    }
    html, css = (render_to_string(f"print/side_label.{kind}", values) for kind in ("html", "css"))
    return Sheet(_black_and_white(unparted(html, spoken=job.language.code)), css, one_page=True)


def sign_mm(rung: Rung) -> Decimal:
    """Return how wide and high a drawing is at this rung, in millimetres."""
    return min(MOST_SIGN_MM, (rung.directions * MM_PER_PT * SIGN_OF_TYPE).quantize(Decimal("0.1")))


def _places(job: LabelJob, *, may_grow: bool) -> Iterator[tuple[LabelStock, Rung]]:
    """Give each stock with each of its type sizes that the law allows, in turn; a roll is cut longer first."""
    least = Decimal(job.facts.law.least_type_size_pt)
    for one in (job.stock, *(larger_stocks(job.stock) if may_grow else ())):
        for stock in cuts(one):
            rungs = [rung for rung in stock.rungs if rung.least >= least]
            yield from ((stock, rung) for rung in (rungs[:1] if stock.is_cut_short else rungs))


def _black_and_white(html: str) -> str:
    """Let drawings be black on white: thermal printers know nothing else."""
    return COLOUR.sub(lambda found: f'{found[1]}="{BLACK_AND_WHITE[found[2]]}"', html)
