"""One browser window in which a prescription is written: what was typed, and the draft that it is kept in."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict

from pharmacy.prescriptions.drafts import keep_draft, says_something, typed_in
from pharmacy.prescriptions.models import EntryDraft
from pharmacy.staff.models import User


@dataclass(frozen=True)
class EntrySheet:
    """What stands on the page of one window.

    data: the fields as typed, None on a fresh page. draft: its id, given out before there is a row. revision: the one
    that this window has seen, 0 before the first. window: of the browser. kept: the row, once it was written or read.
    """

    by: User
    draft: UUID
    window: UUID
    data: QueryDict | None = None
    revision: int = 0
    kept: EntryDraft | None = None

    @property
    def saved_at(self) -> datetime | None:
        """When what was typed was last kept; None before the first time."""
        return self.kept.saved_at if self.kept else None


def fresh_sheet(by: User) -> EntrySheet:
    """Return an empty sheet."""
    return EntrySheet(by, draft=uuid4(), window=uuid4())


def posted_sheet(request: HttpRequest, *, by: User) -> EntrySheet:
    """Return the sheet as a browser posted it; one that does not know its draft begins a new one."""
    data = request.POST
    draft, window, revision = _id(data.get("draft")), _id(data.get("window")), data.get("revision", "")
    if draft is None or window is None or data.get("do") == "separate":
        return replace(fresh_sheet(by), data=data)
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0
    return EntrySheet(by, draft=draft, window=window, data=data, revision=seen)


def sheet_of(draft: EntryDraft) -> EntrySheet:
    """Return a draft as it was left, in a new window."""
    return EntrySheet(
        draft.saved_by,
        draft=draft.public_id,
        window=uuid4(),
        data=typed_in(draft),
        revision=draft.revision,
        kept=draft,
    )


def kept(sheet: EntrySheet, *, with_scan: bool = False) -> EntrySheet:
    """Return the sheet after it was kept. Nothing is kept of a page that says nothing. Raises NotKept."""
    data = sheet.data
    if data is None or not (sheet.revision or with_scan or says_something(data)):
        return sheet
    row = keep_draft(data=data, draft=sheet.draft, revision=sheet.revision, window=sheet.window, by=sheet.by)
    return replace(sheet, revision=row.revision, kept=row)


def _id(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
