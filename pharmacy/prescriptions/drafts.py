"""Entries that somebody began: kept while they are typed, gone on with, entered or thrown away."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict

from pharmacy.ledger.actions import append_event
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.course_acts import enter_course
from pharmacy.prescriptions.entry import PrescriptionEntry
from pharmacy.prescriptions.models import EntryDraft, Patient, Prescription
from pharmacy.prescriptions.objections import refuse_role
from pharmacy.staff.clock import now
from pharmacy.staff.models import Role, User

MOST_LISTED = 30
KEPT_FOR_DAYS = 14  # after it was last typed in; a paper prescription that waits longer is looked at anew
COMMAND_LINE = "command line"
_NOT_TYPED = re.compile(r"csrfmiddlewaretoken|do|draft|revision|window|scan")
# Fields that say something without anybody having typed.
_PRESET = re.compile(r"step|past|language|patient|step-\d+-(unit|times_a_day|every)|pattern-.*|choice_.*|shown-.*")
_OF_THE_DAY = "still_right"  # what was confirmed "as of today" is asked again on another day


@dataclass(frozen=True)
class Begun:
    """A draft in a list. name: for whom, as far as that was typed. product: in the words of its code, or empty."""

    public_id: UUID
    name: str
    product: str
    began_at: datetime


class NotKept(Exception):
    """What was typed is not kept. The message says why; goes_on: the draft as another window left it, if it exists."""

    def __init__(self, message: str, *, goes_on: UUID | None = None) -> None:
        super().__init__(message)
        self.goes_on = goes_on


@transaction.atomic
def keep_draft(*, data: QueryDict, draft: UUID, revision: int, window: UUID, by: User) -> EntryDraft:
    """Return the draft with what was typed, written over what this window saved before.

    draft: its id, given out with the page; there need not be a row yet. revision: the one this window has seen, 0
    before the first. Raises NotKept when another window wrote to it since, when it was entered or thrown away, and
    when it is somebody else's; NotAllowed for the role.
    """
    refuse_role(by.role, may=(Role.PHARMACIST, Role.TECHNICIAN), act="write a prescription")
    row = EntryDraft.objects.select_for_update().filter(public_id=draft).first()
    if row is None:
        return _begin(data, draft=draft, revision=revision, window=window, by=by)
    _refuse_other_hands(row, revision=revision, window=window, by=by)
    row.data, row.saved_at, row.window = typed(data), now(), window
    row.revision += 1
    row.save(update_fields=["data", "saved_at", "window", "revision"])
    return row


@transaction.atomic
def enter_draft(*, entry: PrescriptionEntry, draft: EntryDraft, by: User) -> Prescription:
    """Return the prescription that a draft became, the first one of a course; its scans go with it, the draft is gone.

    Raises NotKept when it was entered or thrown away meanwhile, and what `enter_course` raises.
    """
    held = _held(draft)
    prescription, *_ = enter_course(entry=entry, by=by)
    scans = list(held.attachments.values_list("sha256", flat=True))
    held.attachments.update(draft=None, prescription=prescription)
    held.delete()
    _note(held.public_id, verb="draft.entered", actor=by.username, prescription=prescription.number, scans=scans)
    return prescription


@transaction.atomic
def discard_draft(*, draft: EntryDraft, by: User) -> None:
    """Throw a draft away with its scans. Raises NotKept when it is gone already, or somebody else's."""
    held = _held(draft)
    _refuse_other_hands(held, revision=held.revision, window=None, by=by)
    _discard(held, actor=by.username)


@transaction.atomic
def discard_old_drafts(*, before: datetime) -> int:
    """Return how many drafts were thrown away because nobody typed in them since."""
    old = list(EntryDraft.objects.select_for_update().filter(saved_at__lt=before))
    for draft in old:
        _discard(draft, actor=COMMAND_LINE)
    return len(old)


def drafts_of(user: User) -> QuerySet[EntryDraft]:
    """Return what a person began to enter, the newest first."""
    return EntryDraft.objects.filter(saved_by=user)


def begun_by(user: User) -> tuple[Begun, ...]:
    """Return what a person began to enter, as a list shows it, the newest first."""
    drafts = list(drafts_of(user)[:MOST_LISTED])
    chosen = filter(None, [_id(_first(draft, field="patient")) for draft in drafts])
    on_record = {str(one.public_id): str(one) for one in Patient.objects.filter(public_id__in=chosen)}
    return tuple(_begun(draft, on_record=on_record) for draft in drafts)


def typed(data: QueryDict) -> dict[str, list[str]]:
    """Return what was typed on the page, without what belongs to the posting; PostgreSQL keeps no NUL in a text."""
    lists = {name: data.getlist(name) for name in data if not _NOT_TYPED.fullmatch(name)}
    return {name: [str(text).replace("\0", "") for text in texts] for name, texts in lists.items()}


def says_something(data: QueryDict) -> bool:
    """Whether anybody typed or chose anything."""
    return any(any(texts) for name, texts in typed(data).items() if not _PRESET.fullmatch(name))


def typed_in(draft: EntryDraft) -> QueryDict:
    """Return the fields of a draft as if they were posted. What was confirmed on an earlier day is open again."""
    data = QueryDict(mutable=True)
    is_of_today = draft.saved_at.astimezone(now().tzinfo).date() == now().date()
    for name, texts in draft.data.items():
        if is_of_today or not name.startswith(_OF_THE_DAY):
            data.setlist(name, texts)
    return data


def oldest_kept() -> datetime:
    """Return the moment before which a draft is thrown away. Source: house rule, 14 days."""
    return now() - timedelta(days=KEPT_FOR_DAYS)


def _begun(draft: EntryDraft, *, on_record: dict[str, str]) -> Begun:
    typed_name = " ".join(filter(None, (_first(draft, field=name) for name in ("given_name", "family_name"))))
    name = on_record.get(_first(draft, field="patient")) or typed_name or "no name yet"
    product = _first(draft, field="formulation").replace("-", " ")
    return Begun(draft.public_id, name=name, product=product, began_at=draft.began_at)


def _first(draft: EntryDraft, *, field: str) -> str:
    return str(next(iter(draft.data.get(field) or [""])))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _begin(data: QueryDict, *, draft: UUID, revision: int, window: UUID, by: User) -> EntryDraft:
    end = Event.objects.filter(subject=_subject(draft)).exclude(verb__startswith="scan.").first()
    if end is not None or revision:
        raise NotKept(_how_it_ended(end))
    moment = now()
    return EntryDraft.objects.create(
        public_id=draft, data=typed(data), window=window, began_at=moment, saved_at=moment, saved_by=by
    )


def _how_it_ended(end: Event | None) -> str:
    number = json.loads(end.facts).get("prescription") if end else None
    if number:
        return f"This entry is prescription {number} already."
    return "This entry was thrown away."


def _refuse_other_hands(row: EntryDraft, *, revision: int, window: UUID | None, by: User) -> None:
    if row.saved_by_id != by.pk:
        raise NotKept("This entry belongs to somebody else.")
    if window and row.window != window and row.revision != revision:
        raise NotKept(f"This entry was changed in another window at {row.saved_at:%H:%M}.", goes_on=row.public_id)


def _held(draft: EntryDraft) -> EntryDraft:
    held = EntryDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise NotKept(_how_it_ended(Event.objects.filter(subject=_subject(draft.public_id)).last()))
    return held


def _discard(draft: EntryDraft, *, actor: str) -> None:
    scans = list(draft.attachments.values_list("sha256", flat=True))
    draft.delete()
    _note(draft.public_id, verb="draft.discarded", actor=actor, scans=scans)


def _subject(draft: UUID) -> str:
    return f"draft:{draft}"


def _note(draft: UUID, *, verb: str, actor: str, **facts: Any) -> None:
    append_event(actor=actor, verb=verb, subject=_subject(draft), facts=facts)
