"""The form of one section of a draft, whichever section it is: opened from the document, posted, changed, read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from formulations.editing.codes import fresh_code
from formulations.editing.field import Kind
from formulations.editing.known import Known, known_of
from formulations.editing.outline.worded import HOW_SURE_CHOICES
from formulations.editing.section import Layout, Row, Section, rows_at
from formulations.editing.section_reading import SectionReading, is_blank, read_section
from formulations.editing.suggesting import suggestions
from formulations.editing.typed import TypedRow, new_row, substance_as_text, typed_rows
from formulations.editing.writing import substance_of, written
from formulations.forms.bound import BoundField, BoundRow, Look
from formulations.forms.posted import FreshSource, posted_rows, posted_sources, whole
from formulations.forms.rows import pressed
from formulations.reference.plain_text import BadText, plain_text
from formulations.science.component_check import Remark, check_components
from formulations.science.component_parts import amount_of, component_shares
from formulations.science.quantities import Unit

LONGEST_TITLE = 400
NO_SOURCE = FreshSource("", "", "")


@dataclass(frozen=True)
class SectionForm:
    """The form of one section.

    document: the draft as it stands. opened_from: the content that the form was opened from, at revision `opened_at`;
    revision: the one that saving writes over. fresh: sources added with the section. formulary: substances that may be
    copied in, by code. focus: the row, and the field or button in it, where the work goes on.
    """

    section: Section
    document: Row
    rows: list[TypedRow]
    revision: int
    opened_at: int
    opened_from: Row
    formulary: Mapping[str, Row]
    fresh: tuple[FreshSource, ...] = ()
    faults: Mapping[tuple[int, str], str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    focus: tuple[int, str] = (-1, "")
    half_typed: FreshSource = NO_SOURCE
    source_fault: str = ""

    @cached_property
    def known(self) -> Known:
        """What its fields may refer to."""
        known = known_of(self.document, formulary=self.formulary, rows=tuple(rows_at(self.opened_from, self.section)))
        return replace(known, sources={**known.sources, **{one.code: one.title for one in self.fresh}})

    def read(self) -> SectionReading:
        """Return what it says and what is wrong with it."""
        return read_section(self.section, self.rows, known=self.known)

    def document_with(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the draft with these rows in this section, and with what the form adds."""
        new = [one.row() for one in self.fresh]
        return written(self.document, self.section, rows=rows, formulary=self.formulary, new=new)

    @cached_property
    def as_typed(self) -> dict[str, Any]:
        """Return the draft with this section as far as it is typed, faults or not, for what is said beside it."""
        rows = []
        for typed in self.rows:
            texts = {key: text.strip() for key, text in typed.texts.items() if text.strip()}
            flags = {one.key: typed.text(one.key) == "yes" for one in self.section.fields if one.kind is Kind.FLAG}
            code = self.known.substance(texts.get("excipient", ""))
            rows.append(texts | flags | ({"excipient": code} if code else {}))
        return self.document_with(rows)

    # What the template shows

    @property
    def is_table(self) -> bool:
        """Whether its rows stand under column heads."""
        return self.section.layout is Layout.TABLE

    @property
    def width(self) -> int:
        """How many columns its table has: its fields, the share where it is shown, and the buttons."""
        return len(self.section.columns) + int(self.section.live) + 1

    @property
    def bound_rows(self) -> list[BoundRow]:
        """Its rows, ready to be shown."""
        look, shares = self._look(), self.shares
        return [
            BoundRow(look, row, number, of=len(self.rows), share=shares[number] if shares else "")
            for number, row in enumerate(self.rows)
        ]

    @property
    def sheet(self) -> list[BoundField]:
        """The fields of a section that is one table."""
        return self.bound_rows[0].fields

    @property
    def shares(self) -> tuple[str, ...]:
        """The share of each component; empty for other sections."""
        return component_shares(self.as_typed) if self.section.live else ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is to be seen in the components as typed; empty for other sections."""
        return check_components(self.as_typed) if self.section.live else ()

    @property
    def word_lists(self) -> list[tuple[str, tuple[str, ...]]]:
        """The lists of words that its fields offer: the name of each and its words."""
        names = dict.fromkeys(one.suggest for one in self.section.fields if one.suggest)
        lists = [(name, suggestions(name, document=self.document)) for name in names]
        if any(one.kind in (Kind.SUBSTANCE, Kind.ANY_SUBSTANCE) for one in self.section.fields):
            lists.append(("all-substances", self._substances()))
        return lists

    @property
    def can_copy_from_formulary(self) -> list[tuple[str, str]]:
        """Code and name of the formulary's substances that may be added as rows; empty for other sections."""
        if self.section.key != "excipients":
            return []
        have = {row.text("code") for row in self.rows}
        return [(code, str(row["name"])) for code, row in self.formulary.items() if code not in have]

    @property
    def fills_capsules(self) -> bool:
        """Whether its components go into capsules, whose fill is worked out on a page of its own."""
        basis = amount_of(self.document.get("preparation", {}).get("basis", ""))
        return self.section.live and basis is not None and basis.unit is Unit.CAPSULE

    @property
    def names_sources(self) -> bool:
        """Whether its fields pick sources, so that one may be added here."""
        return any(one.kind in (Kind.SOURCE, Kind.SOURCES) for one in self.section.fields)

    how_sure_choices = HOW_SURE_CHOICES

    def _substances(self) -> tuple[str, ...]:
        known = self.known
        own = [substance_as_text(code, names=known.substances) for code in known.substances]
        others = [str(row["name"]) for code, row in self.formulary.items() if code not in known.substances]
        return tuple(dict.fromkeys([*own, *others]))

    def _look(self) -> Look:
        known = self.known
        return Look(self.section, known, self.faults, tuple(known.sources.items()), self.focus)


def opened_form(section: Section, *, document: Row, revision: int, formulary: Mapping[str, Row]) -> SectionForm:
    """Return the form of a section as it is opened from the draft; a list without rows begins with an empty one."""
    rows = typed_rows(document, section) or [new_row(section)]
    first = section.columns[0] if section.columns else section.fields[0]
    return SectionForm(section, document, rows, revision, revision, document, formulary, focus=(0, first.key))


def posted_form(
    section: Section, data: Any, *, document: Row, opened_from: Row, formulary: Mapping[str, Row]
) -> SectionForm:
    """Return the form of a section as it was posted.

    opened_from: the content of the revision that `opened_at` names.
    """
    revision = whole(data.get("revision", ""), default=0)
    typed = FreshSource("", *(str(data.get(f"source-{key}", "")) for key in ("title", "how_sure", "url")))
    return SectionForm(
        section=section,
        document=document,
        rows=posted_rows(section, data),
        revision=revision,
        opened_at=whole(data.get("opened_at", ""), default=revision),
        opened_from=opened_from,
        formulary=formulary,
        fresh=posted_sources(data),
        half_typed=typed,
    )


def after_button(form: SectionForm, *, do: str, pick: str = "") -> SectionForm:
    """Return the form after one of its buttons was pressed that saves nothing. pick: a substance to copy in."""
    if do == "add-source":
        return with_source_added(form)
    if do == "copy-in" and pick:
        return _with_substance(form, pick=pick)
    moved = pressed(form.section, form.rows, do=do)
    if moved is None:
        return form
    first = form.section.columns[0] if form.section.columns else form.section.fields[0]
    return replace(form, rows=moved.rows, focus=(moved.row, moved.button or first.key))


def with_source_added(form: SectionForm) -> SectionForm:
    """Return the form with the source that is typed below it in its list, picked wherever none is picked yet."""
    typed = form.half_typed
    try:
        title = plain_text(typed.title, longest=LONGEST_TITLE)
        url = plain_text(typed.url, longest=LONGEST_TITLE)
    except BadText as error:
        return replace(form, source_fault=f"{str(error)[:1].upper()}{str(error)[1:]}.")
    if not title:
        return replace(form, source_fault="Write the title of the source.")
    codes = {*form.known.sources, *(one.code for one in form.fresh)}
    how_sure = typed.how_sure if typed.how_sure in dict(HOW_SURE_CHOICES) else "not-confirmed"
    added = FreshSource(fresh_code(title, taken=codes), title, how_sure, url)
    rows = [_picking(form.section, row, code=added.code) for row in form.rows]
    return replace(form, rows=rows, fresh=(*form.fresh, added), half_typed=NO_SOURCE)


def _picking(section: Section, row: TypedRow, *, code: str) -> TypedRow:
    if is_blank(section, row) and section.is_list:
        return row
    keys = [one.key for one in section.fields if one.kind is Kind.SOURCE and one.required and not one.group]
    empty = dict.fromkeys((key for key in keys if not row.text(key)), code)
    lists = [one.key for one in section.fields if one.kind is Kind.SOURCES and not row.said.get(one.key)]
    said = dict.fromkeys(lists, ((code, ""),))
    return replace(row, texts={**row.texts, **empty}, said={**row.said, **said})


def _with_substance(form: SectionForm, *, pick: str) -> SectionForm:
    wanted = " ".join(pick.split()).casefold()
    found = [row for code, row in form.formulary.items() if wanted in (code, str(row["name"]).casefold())]
    if not found:
        return replace(form, problems=(f"“{pick[:60]}” is not in the formulary; write it as a new row.",))
    document = form.document_with([])
    before = {row["code"] for row in document.get("sources", [])}
    substance = substance_of(found[0], document=document)
    added = [row for row in document.get("sources", []) if row["code"] not in before]
    fresh = tuple(FreshSource(row["code"], row["title"], row["how_sure"]) for row in added)
    typed = replace(typed_rows({"excipients": [substance]}, form.section)[0], was=None)
    rows = [row for row in form.rows if not is_blank(form.section, row)]
    return replace(form, rows=[*rows, typed], fresh=(*form.fresh, *fresh), focus=(len(rows), "name"))
