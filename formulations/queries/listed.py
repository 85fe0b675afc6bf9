"""Formulations as a list to choose from: names and codes alone, however many there are."""

from dataclasses import dataclass
from datetime import date

from formulations.models import Formulation
from formulations.queries.approved import why_unavailable
from formulations.queries.overview import one_page
from formulations.queries.search import search_formulations, typed_words
from formulations.reference.medicines.look_alikes import names_begun_too_shortly
from formulations.today import today

MOST_LISTED = 60


@dataclass(frozen=True)
class Listed:
    """One formulation to choose. reason: why it cannot be made today; empty when it can."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Listing:
    """What is listed, what can be made first. found: how many there are, listed or not.

    too_short_for: names that are taken for others, of which a word under five letters begins; then nothing is listed
    but the one chosen.
    """

    lines: tuple[Listed, ...]
    found: int
    too_short_for: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """How many were found and are not listed."""
        return max(self.found - len(self.lines), 0)


def list_formulations(text: str = "", *, chosen: str = "", on: date | None = None) -> Listing:
    """Return the first formulations that a text finds, and the chosen one in any case; no content is read.

    chosen: the code chosen so far, which stays listed whatever is typed. on: today when left out. Three queries, and
    two more where the one chosen is not among those found.
    """
    day = on or today()
    too_short_for = tuple(name for word in typed_words(text) for name in names_begun_too_shortly(word))
    found = Formulation.objects.none() if too_short_for else search_formulations(text)
    page = one_page(found, number="1", per_page=MOST_LISTED, on=day)
    lines = [_line(one) for one in page]
    if chosen and all(line.code != chosen for line in lines):
        same = one_page(Formulation.objects.filter(code=chosen), number="1", per_page=1, on=day)
        lines = [*(_line(one) for one in same), *lines]
    in_order = sorted(lines, key=lambda line: bool(line.reason))
    return Listing(tuple(in_order), page.paginator.count, too_short_for=too_short_for)


def _line(formulation: Formulation) -> Listed:
    reason = "" if formulation.approved else why_unavailable(formulation)  # type: ignore[attr-defined]
    return Listed(formulation.code, formulation.name, reason)
