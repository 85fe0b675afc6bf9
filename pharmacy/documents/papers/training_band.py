"""The band of a training paper: white on black from side to side, which nobody takes for a real one."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from formulations.reference.label_stock import Rung
from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.rendering.fonts import width_in_ems
from pharmacy.documents.wording.training import training_mark

MM_PER_PT = Decimal("25.4") / 72
SMALL_PT = 10  # type below which the label is a small one
HIGH, HIGH_ON_SMALL = Decimal("1.5"), Decimal("1.2")  # of its type
ABOVE_MM, ABOVE_ON_SMALL_MM = Decimal("0.6"), Decimal("0.2")  # white between a label's text and its band
SHARE = Decimal("0.9")  # of the width, at most
ON_A_LEAFLET = (Decimal(13), Decimal("2.6"), Decimal("1.6"))  # size; above and below, within the upper margin
LEAST_HIGH_ON_A_LEAFLET = Decimal("4.8")  # millimetres that hold a line of that type; a small margin has less white


@dataclass(frozen=True)
class TrainingBand:
    """words: the mark. size: of its type, in points. above, below: millimetres of white, to the text and the edge.

    high: of the band itself, in millimetres.
    """

    words: str
    size: Decimal
    above: Decimal
    below: Decimal
    high: Decimal = Decimal(0)

    @property
    def takes(self) -> Decimal:
        """How much lower a label is for its text, in millimetres."""
        return self.above + self.high

    @property
    def foot(self) -> Decimal:
        """The lower margin of a label with its band in it, in millimetres."""
        return self.takes + self.below


def band_of_label(job: LabelJob, *, rung: Rung) -> TrainingBand | None:
    """Return the band at the foot of a label, its type as large as the use-by date or as the width allows.

    None for a pharmacy that is not for training.
    """
    words, stock = training_mark(job.facts, language=job.language), job.stock
    if not words:
        return None
    widest = (stock.width - 2 * stock.margin) * SHARE / (Decimal(str(width_in_ems(words, bold=True))) * MM_PER_PT)
    size = min(rung.use_by, widest).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    is_small = rung.use_by < SMALL_PT
    high = (size * MM_PER_PT * (HIGH_ON_SMALL if is_small else HIGH)).quantize(Decimal("0.01"))
    return TrainingBand(words, size, ABOVE_ON_SMALL_MM if is_small else ABOVE_MM, stock.margin, high)


def band_of_leaflet(facts: PaperFacts, *, language: Language, margin: Decimal) -> TrainingBand | None:
    """Return the band at the head of each page; None for a pharmacy that is not for training.

    margin: the upper one of the page, in millimetres. Where it is small, the white gives way and the band does not.
    """
    words = training_mark(facts, language=language)
    size, above, below = ON_A_LEAFLET
    lacking = max(Decimal(0), LEAST_HIGH_ON_A_LEAFLET - (margin - above - below))
    return TrainingBand(words, size, above - lacking / 2, below - lacking / 2) if words else None
