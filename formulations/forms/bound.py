"""The fields of a section's form as a template shows them: names, values, faults, what may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from formulations.editing.field import Field, Kind
from formulations.editing.known import Known
from formulations.editing.section import Layout, Section
from formulations.editing.typed import Said, TypedRow

Faults = Mapping[tuple[int, str], str]
MOST_SHOWN = 80
MOST_TOLD = 120
NAMING = (Kind.LINE, Kind.LONG, Kind.CODE, Kind.SUBSTANCE, Kind.ANY_SUBSTANCE)
OPEN_WITHIN = 3  # cards stand open while there are so few of them


@dataclass(frozen=True)
class Look:
    """What every field of one form shares. focus: row, and field or button, where the work goes on."""

    section: Section
    known: Known
    faults: Faults
    sources: tuple[tuple[str, str], ...] = ()
    focus: tuple[int, str] = (-1, "")


@dataclass(frozen=True)
class BoundField:
    """One field of one row, ready to be shown."""

    look: Look
    field: Field
    row: TypedRow
    number: int

    @property
    def name(self) -> str:
        """Its name in the posted form."""
        return f"row-{self.number}-{self.field.name}"

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"{self.look.section.key}-{self.name}"

    @property
    def kind(self) -> str:
        """The word of its kind."""
        return self.field.kind.value

    @property
    def value(self) -> str:
        """What is typed in it."""
        return self.row.text(self.field.key)

    @property
    def is_optional(self) -> bool:
        """Whether it may stay empty: by itself, or with the part of the row that it stands in."""
        section = self.look.section
        return not self.field.required or self.field.group in section.optional_groups or section.may_be_missing

    @property
    def fault(self) -> str:
        """What is wrong with it and what to do; empty when nothing is."""
        return self.look.faults.get((self.number, self.field.key), "")

    @property
    def described_by(self) -> str:
        """The ids of what explains it: its fault, then its hint."""
        parts = [f"{self.id}-fault"] if self.fault else []
        return " ".join([*parts, f"{self.id}-hint"] if self.field.hint else parts)

    @property
    def has_focus(self) -> bool:
        """Whether the work goes on in it."""
        return self.look.focus == (self.number, self.field.key)

    @property
    def ticked(self) -> tuple[str, ...]:
        """What is ticked in it."""
        return self.row.ticks.get(self.field.key, ())

    @property
    def said(self) -> tuple[Said, ...]:
        """Its sources with what each says, and room for one more."""
        return (*self.row.said.get(self.field.key, ()), ("", ""))

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen in it."""
        if self.field.kind in (Kind.SOURCE, Kind.SOURCES):
            return self.look.sources
        offered = self.field.choices
        return offered if self.value in ("", *dict(offered)) else (*offered, (self.value, self.value))

    @property
    def list_id(self) -> str:
        """The id of the list of words that it offers; empty when it offers none."""
        if self.field.kind in (Kind.SUBSTANCE, Kind.ANY_SUBSTANCE):
            return f"{self.look.section.key}-words-all-substances"
        return f"{self.look.section.key}-words-{self.field.suggest}" if self.field.suggest else ""


@dataclass(frozen=True)
class BoundRow:
    """One row of the form. share: what the row is of the whole, where that is known."""

    look: Look
    row: TypedRow
    number: int
    of: int
    share: str = ""

    @property
    def count(self) -> int:
        """Its number as people count."""
        return self.number + 1

    @property
    def columns(self) -> list[BoundField]:
        """The fields under the column heads."""
        return [self._bound(one) for one in self.look.section.columns]

    @property
    def more(self) -> list[BoundField]:
        """The fields on its second line."""
        return [self._bound(one) for one in self.look.section.more]

    @property
    def fields(self) -> list[BoundField]:
        """All fields."""
        return [self._bound(one) for one in self.look.section.fields]

    @property
    def heading(self) -> str:
        """What the row is called while it is folded up: its telling fields, else the first that says something."""
        section = self.look.section
        told = [self._words(one) for one in section.fields if one.key in section.heads]
        naming = (one for one in section.fields if one.kind in NAMING)
        first = [self.row.text(one.key) for one in naming if self.row.text(one.key) not in ("", one.starts_as)]
        text = ", ".join(word for word in told if word) or next(iter(first), f"New {section.row}")
        return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"

    @property
    def told(self) -> str:
        """What the second line of a table's row says, while it is folded up."""
        section = self.look.section
        fields = [one for one in section.more if one.key != "code" and self.row.text(one.key).strip()]
        said = [
            one.label.lower() if one.kind is Kind.FLAG else f"{one.label.lower()}: {self._words(one)}" for one in fields
        ]
        text = "; ".join(said)
        return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]}…"

    @property
    def is_open(self) -> bool:
        """Whether a card stands open, or the second line of a table's row."""
        is_card = self.look.section.layout is Layout.CARDS
        folded = {one.key for one in (self.look.section.fields if is_card else self.look.section.more)}
        if any(number == self.number and key in folded for number, key in self.look.faults):
            return True
        return is_card and (self.of <= OPEN_WITHIN or self.row.was is None or self.look.focus[0] == self.number)

    def _words(self, one: Field) -> str:
        return dict(one.choices).get(self.row.text(one.key), self.row.text(one.key)).strip()

    @property
    def is_first(self) -> bool:
        """Whether no row stands above it."""
        return self.number == 0

    @property
    def is_last(self) -> bool:
        """Whether no row stands below it."""
        return self.number == self.of - 1

    @property
    def focused_button(self) -> str:
        """The button of this row that the work goes on with: the one pressed, or its twin at an end of the list."""
        pressed = self.look.focus[1] if self.look.focus[0] == self.number else ""
        if pressed not in ("up", "down"):
            return ""
        return "down" if self.is_first else "up" if self.is_last else pressed

    def _bound(self, one: Field) -> BoundField:
        return BoundField(self.look, one, self.row, number=self.number)
