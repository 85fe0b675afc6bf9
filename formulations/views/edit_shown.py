"""What the page of a draft shows: its chapters, each section read or open, what is still needed, who saved it last."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from formulations.editing.outline import SECTIONS
from formulations.forms.section import SectionForm
from formulations.life_cycle import State, state_of
from formulations.models import Specification
from formulations.queries.drafts import submission_objections
from formulations.queries.editing import newest_save, version_chapters
from formulations.science.component_check import Remark, check_components
from formulations.submission import Objection
from formulations.written_out import Chapter, Section, write_section

EDITOR = "formulary-admin"
KEYS = {section.key for section in SECTIONS}
BY_PATH = {section.path[0]: section.key for section in SECTIONS if section.path[0] != "leaflet"}
LEAFLET = "leaflet-en-key-facts"


@dataclass(frozen=True)
class ShownSection:
    """One section on the page. form: when it is open. saved: when it was saved just now. remarks: of the components."""

    written: Section
    may_be_edited: bool
    form: SectionForm | None = None
    saved: bool = False
    focused: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stated in it yet."""
        return not self.written.lines


@dataclass(frozen=True)
class ShownChapter:
    """One chapter on the page."""

    key: str
    title: str
    sections: tuple[ShownSection, ...]


@dataclass(frozen=True)
class Needed:
    """One thing that a draft still needs. key: of the section where it is written; empty when that is not known."""

    objection: Objection
    key: str


def may_edit(user: Any, row: Specification) -> bool:
    """Return whether this user may write in this version now."""
    return getattr(user, "role", "") == EDITOR and state_of(row) is State.DRAFT


def page_context(row: Specification, *, user: Any, form: SectionForm | None = None) -> dict[str, object]:
    """Return what the whole page needs. form: the section that is open, if one is."""
    editable = may_edit(user, row)
    chapters = [_chapter(one, row=row, editable=editable, form=form) for one in version_chapters(row)]
    return {"chapters": chapters, "form": form, **frame_context(row, user=user)}


def frame_context(row: Specification, *, user: Any) -> dict[str, object]:
    """Return what stands round the sections: state, last save, what is still needed."""
    state = state_of(row)
    waits = state in (State.DRAFT, State.SUBMITTED)
    return {
        "specification": row,
        "state": state.value,
        "may_edit": may_edit(user, row),
        "last_save": newest_save(row),
        "needed": needed_by(submission_objections(row)) if waits else (),
        "waits": waits,
    }


def shown_section(
    row: Specification, key: str, *, form: SectionForm | None = None, saved: bool = False, editable: bool = True
) -> ShownSection:
    """Return one section for a page that replaces it in place. saved: whether it was saved just now."""
    remarks = _remarks(row, key=key) if form is None else ()
    written = write_section(row.content, key)
    return ShownSection(written, editable and key in KEYS, form, saved, focused=form is None, remarks=remarks)


def needed_by(objections: Iterable[Objection]) -> tuple[Needed, ...]:
    """Return objections with the section of the page where each is met."""
    return tuple(Needed(one, _key_of(one.where)) for one in objections)


def _key_of(where: str) -> str:
    head = where.partition(".")[0].partition("[")[0]
    return LEAFLET if head == "leaflet" else BY_PATH.get(head, "")


def _chapter(chapter: Chapter, *, row: Specification, editable: bool, form: SectionForm | None) -> ShownChapter:
    shown = []
    for section in chapter.sections:
        opened = form if form is not None and form.section.key == section.key else None
        remarks = _remarks(row, key=section.key) if opened is None else ()
        can = editable and section.key in KEYS
        shown.append(ShownSection(section, can, opened, remarks=remarks))
    return ShownChapter(chapter.key, chapter.title, tuple(shown))


def _remarks(row: Specification, *, key: str) -> tuple[Remark, ...]:
    return check_components(row.content) if key == "components" else ()
