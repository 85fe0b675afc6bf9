"""One dated edition of a country's rules, as plain frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from formulations.science.specification import Source


@dataclass(frozen=True)
class LawCeiling:
    """How long the law lets one category of preparation keep without a study: so many days, or calendar months.

    routes: only for these; other_than: for any route but these. storage: only when kept so (codes). Empty: for all.
    """

    code: str
    category: str
    days: int | None
    why: str
    source: Source
    months: int | None = None
    routes: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    storage: tuple[str, ...] = ()

    @property
    def span(self) -> str:
        """How long, in words: "14 days", "6 months"."""
        return f"{self.days} days" if self.months is None else f"{self.months} months"

    def is_for_route(self, route: str) -> bool:
        """Whether the ceiling concerns what is taken by this route."""
        return (not self.routes or route in self.routes) and route not in self.other_than

    def is_for_storage(self, storage: str) -> bool:
        """Whether the ceiling holds for what is kept so."""
        return not self.storage or storage in self.storage


@dataclass(frozen=True)
class LawCeilingMissing:
    """Categories for which a law sets no ceiling, and why; house limits rule there."""

    categories: tuple[str, ...]
    why: str
    source: Source


@dataclass(frozen=True)
class LabelElement:
    """One thing that a label must say under a law, and where the law says so. why: empty where the source says it."""

    code: str
    why: str
    source: Source


@dataclass(frozen=True)
class Law:
    """One dated edition of a country's rules. valid_from: the first day of making that it decides on.

    ceilings: how long each category keeps; no_ceilings: categories that it says nothing on. guides: values that
    practice follows, shown beside the limits, binding nobody.
    label_elements: codes of what a label must say; label_rules: the same, each with its source.
    day_of_making_counts: whether the day of making is day 1 (made on the 1st, 14 days, last use on the 14th).
    extension_ceiling_days: the most that a study may give; extension_needs_microbial: categories where a study must
    also show that preservation works; never_extend: categories that no study lengthens.
    """

    code: str
    name: str
    edition: str
    valid_from: date
    day_of_making_counts: bool
    ceilings: tuple[LawCeiling, ...]
    extension_ceiling_days: int | None
    extension_needs_microbial: tuple[str, ...]
    never_extend: tuple[str, ...]
    label_elements: tuple[str, ...]
    least_type_size_pt: Decimal
    date_style: str
    sources: tuple[Source, ...]
    label_language: str = "en"
    extension_source: Source | None = None
    no_ceilings: tuple[LawCeilingMissing, ...] = ()
    guides: tuple[LawCeiling, ...] = ()
    label_rules: tuple[LabelElement, ...] = ()
