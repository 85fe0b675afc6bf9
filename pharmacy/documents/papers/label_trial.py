"""One wording of a label on one stock: what is known of each of its type sizes before anything is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from formulations.reference.label_stock import Rung
from pharmacy.documents.papers.continuation import only
from pharmacy.documents.papers.estimate import NO_LABEL_IS_AS_HIGH, Estimate, Room
from pharmacy.documents.papers.label import LabelText
from pharmacy.documents.papers.label_form import MAKER, RECORDS, SENTENCES, label_form
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.training_band import band_of_label
from pharmacy.documents.rendering import Sheet

SURELY = 1.0  # the next size is only a little smaller, so that an estimate that is too large costs little
NEARLY = 1.1  # for the last rung, where giving up costs a sentence or a larger label
HOPELESS = 1.1  # of the room, without gaps: of 800 random labels none fitted whose text took more than 1.05 by estimate
SPREAD = Decimal("0.92")  # of the spare room; the rest forgives the estimate
LEAST_GAP = Decimal("0.4")  # millimetres between the groups of a label
EASY_GAP = Decimal("1.4")  # where the roll can be cut longer instead
LESS = Decimal("0.6")  # of the gap, where the estimate was a little short
MOST_GAP = Decimal("2.2")
GROUPS = 5


@dataclass
class Trial:
    """A wording of a label, and the rungs it may use. A rung is named by its place among them."""

    job: LabelJob
    text: LabelText
    rungs: Sequence[Rung]
    _rooms: dict[int, Room] = field(default_factory=dict)

    def room(self, at: int) -> Room:
        """Return the room that there is at a rung, and what the text takes of it by estimate."""
        if at not in self._rooms:
            stock, rung = self.job.stock, self.rungs[at]
            room, band = self._estimate.room(stock=stock, rung=rung), band_of_label(self.job, rung=rung)
            self._rooms[at] = replace(room, height=room.height - float(band.takes)) if band else room
        return self._rooms[at]

    def first_rung(self) -> int | None:
        """Return the roomiest rung that may hold the text by estimate; None when surely none does."""
        last = len(self.rungs) - 1
        if last < 0 or not self._may_hold(last, forgiven=NEARLY):
            return None
        return next((at for at in range(last + 1) if self._may_hold(at, forgiven=SURELY)), last)

    @property
    def is_hopeless(self) -> bool:
        """Whether even the least type takes so much more than there is that no layout need show it."""
        room = self.room(len(self.rungs) - 1)
        return room.height * HOPELESS < room.needed < NO_LABEL_IS_AS_HIGH

    @property
    def in_least_type(self) -> Sheet:
        """The label as it takes the least room."""
        return self.sheet(len(self.rungs) - 1, gap=LEAST_GAP)

    def gaps(self, at: int) -> list[Decimal]:
        """Return the gaps to try between the groups of a label, the widest first."""
        room = self.room(at)
        spare = Decimal(str(round((room.height - room.needed) / GROUPS * float(SPREAD), 2)))
        most = max(LEAST_GAP, min(MOST_GAP, spare))
        return list(dict.fromkeys((most, max(LEAST_GAP, most * LESS), LEAST_GAP)))

    def larger(self, at: int, *, filled: float) -> int | None:
        """Return the roomiest rung that may hold the text, as this one proved roomier than estimated; None if none.

        filled: how much of the page the text took at this rung, with the widest gap.
        """
        room, least = self.room(at), GROUPS * float(LEAST_GAP)
        share = filled * room.height / (room.needed + GROUPS * float(self.gaps(at)[0]))
        if share >= 1:
            return None
        return next((one for one in range(at) if self._takes(one, share=share, least=least)), None)

    def sheet(self, at: int, *, gap: Decimal) -> Sheet:
        """Return the label at a rung as it is to be typeset. gap: millimetres between its groups."""
        return label_form(self.job, text=self.text, rung=self.rungs[at], gap=gap)

    def of_one(self, number: int) -> "Trial":
        """Return the same for one of two labels. number: from 0."""
        return Trial(self.job, only(self.text, number=number), self.rungs)

    def _may_hold(self, at: int, *, forgiven: float) -> bool:
        air = EASY_GAP if self.job.stock.is_cut_short else LEAST_GAP
        return self.room(at).needed + GROUPS * float(air) <= self.room(at).height * forgiven

    def _takes(self, at: int, *, share: float, least: float) -> bool:
        """share: of the estimate that a text really takes; least: what its gaps take."""
        return (self.room(at).needed + least) * share <= self.room(at).height

    @cached_property
    def _estimate(self) -> Estimate:
        groups = (SENTENCES, (*RECORDS, *MAKER))
        found = tuple(tuple(part for code in group if (part := self.text.part(code))) for group in groups)
        paragraphs = found if self.text.part("keep-out-of-reach") else ((*found[0], *found[1]),)
        return Estimate(self.text, paragraphs=paragraphs)
