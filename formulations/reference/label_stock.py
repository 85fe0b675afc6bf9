"""A label stock: the paper, what is on it, and the type it may carry."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.reference.typed_reader import BadDocument

FEEDS = ("single", "continuous", "sheet")
MOST_BESIDE = Decimal(14)  # points; what nobody reads to take a dose needs no more
ORIENTATIONS = ("portrait", "landscape")


class BadStock(BadDocument):
    """A stock file that cannot be used; the message names the file, the figures and what to do."""


@dataclass(frozen=True)
class Rung:
    """Type sizes of a label, in points, by what they are for. leading: height of a line of small type, in its size."""

    patient: Decimal
    medicine: Decimal
    directions: Decimal
    use_by: Decimal
    small: Decimal
    leading: Decimal

    @property
    def least(self) -> Decimal:
        """The smallest type on a label of this rung, in points."""
        return min(self.least_for_a_dose, self.small)

    @property
    def form(self) -> Decimal:
        """Type of the line of form, route and quantity."""
        return min(self.medicine, MOST_BESIDE)

    @property
    def lot(self) -> Decimal:
        """Type of lot and prescription number, beside the use-by date."""
        return min(self.use_by, MOST_BESIDE)

    @property
    def least_for_a_dose(self) -> Decimal:
        """The smallest type of what a patient reads to take a dose, in points."""
        return min(self.patient, self.medicine, self.directions, self.use_by)


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels. Lengths in millimetres; left, top: from the paper's edges to the first label."""

    width: Decimal
    height: Decimal
    columns: int
    rows: int
    left: Decimal
    top: Decimal
    gutter_across: Decimal
    gutter_down: Decimal

    @property
    def places(self) -> int:
        """How many labels it holds."""
        return self.columns * self.rows


@dataclass(frozen=True)
class LabelStock:
    """One kind of label. Lengths in millimetres. rungs: type sizes from roomy to the least it may carry.

    feed: single labels on a roll, a continuous roll that is cut to one of `lengths`, or a sheet. orientation: of the
    paper, as the printer's dialogue asks for it. printer_dpi, dots_per_module: so that a module of the 2D code is a
    whole number of printer dots. next_larger: code of the stock for a label that does not fit, empty for none.
    loaded_as: code of the paper in the printer; large print is other type on the same paper. is_cut_short: cut from a
    roll that could have been cut longer. is_flag: too small for a full label, so that only flags go on it.
    """

    code: str
    name: str
    width: Decimal
    height: Decimal
    margin: Decimal
    feed: str
    orientation: str
    material: str
    printer_dpi: int
    dots_per_module: int
    source: str
    rungs: tuple[Rung, ...]
    large_print_rungs: tuple[Rung, ...]
    next_larger: str
    loaded_as: str
    lengths: tuple[Decimal, ...] = ()
    sheet: LabelSheet | None = None
    large_print: bool = False
    is_cut_short: bool = False
    is_flag: bool = False

    @property
    def area(self) -> Decimal:
        """Square millimetres."""
        return self.width * self.height
