"""What is done about languages: a reviewer approves sentences, as shipped or in the pharmacy's own words."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from formulations.reference import papers
from formulations.reference.language_gaps import gaps
from pharmacy.languages.models import Offer, Review
from pharmacy.languages.queries import approvals_in, unapproved
from pharmacy.languages.refusals import NotApproved
from pharmacy.languages.sentences import (
    ALL,
    FIXED,
    Part,
    Sentence,
    basis_of,
    digest,
    general_parts,
    medicine_parts,
    version_of,
)
from pharmacy.languages.wording import objections
from pharmacy.ledger.actions import append_event
from pharmacy.staff.models import User

Entry = dict[str, str]


@transaction.atomic
def approve_sentence(  # noqa: PLR0913  each is one field of the page that sends it
    *, language: str, part: Part, key: str, seen: str, wording: str, by: User
) -> Review:
    """Return the approval of one sentence. wording: empty or the shipped one to approve it as it ships.

    seen: the hash of what stood on the reviewer's page. Raises NotApproved with what is wrong and what to do.
    """
    sentence = next((one for one in part.sentences if one.key == key), None)
    if sentence is None or sentence.seen != seen:
        raise NotApproved("This sentence changed since the page was loaded. Load the page again, and read it.")
    wording = " ".join(wording.split())
    own = "" if wording in ("", sentence.shipped) else wording
    if not own and not sentence.shipped:
        raise NotApproved("No translation ships for this sentence. Write the wording of your pharmacy.")
    reasons = objections(own or sentence.shipped, source=sentence.source, language=papers.language(language))
    if own and key.startswith(FIXED):
        reasons = ("How amounts are written is part of the language file; it is approved as it ships.",)
    if reasons:
        raise NotApproved(f"{sentence.source!r}: {' '.join(reasons)}")
    return _write(language, part=part.code, entries={key: _entry(sentence, own=own)}, by=by)


@transaction.atomic
def approve_part(*, language: str, part: Part, seen: str, by: User) -> Review:
    """Return the approval of every sentence of a part that is still open, as shipped.

    seen: the hash of those sentences as they stood on the reviewer's page. Raises NotApproved.
    """
    open_ones = shipped_and_open(part, language=language)
    if seen != seen_together(open_ones):
        raise NotApproved("Some of these sentences changed since the page was loaded. Load the page again.")
    if not open_ones:
        raise NotApproved("Every sentence of this part that ships is approved already.")
    return _write(language, part=part.code, entries={one.key: _entry(one, own="") for one in open_ones}, by=by)


@transaction.atomic
def approve_as_shipped(*, language: str, by: User) -> int:
    """Return how many sentences were open in a language and are approved as they ship: for a pharmacy that only trains.

    What was approved before keeps the wording that it was approved with.
    """
    parts = (*general_parts(language), *medicine_parts(language))
    entries = {one.key: _entry(one, own="") for one in unapproved(parts, approvals=approvals_in(language))}
    if entries:
        _write(language, part=ALL, entries=entries, by=by)
    return len(entries)


@transaction.atomic
def offer_where_approved(*, by: User) -> list[str]:
    """Return the languages that are offered anew, because what ships changed and everything left is approved."""
    return [one.code for one in papers.languages() if _offer(one.code, by=by)]


def shipped_and_open(part: Part, *, language: str) -> list[Sentence]:
    """Return the sentences of a part that ship and that nobody approved as they are now."""
    return [one for one in unapproved([part], approvals=approvals_in(language)) if one.shipped]


def seen_together(sentences: Iterable[Sentence]) -> str:
    """Return one hash of several sentences as a page shows them."""
    return digest(one.seen for one in sentences)


def _entry(sentence: Sentence, *, own: str) -> Entry:
    return {"seen": sentence.seen, "own": own}


def _write(language: str, *, part: str, entries: dict[str, Entry], by: User) -> Review:
    review = Review.objects.create(
        language=language, part=part, sentences=entries, reviewed_at=timezone.now(), reviewed_by=by
    )
    facts = {"part": part, "sentences": len(entries), "own": sum(bool(one["own"]) for one in entries.values())}
    append_event(actor=by.username, verb="wording.approved", subject=f"language:{language}", facts=facts)
    _offer(language, by=by)
    return review


def _offer(code: str, *, by: User) -> Offer | None:
    """Offer a language once nothing general is left to approve, and again when its own wording changes."""
    language, approvals = papers.language(code), approvals_in(code)
    parts = general_parts(code)
    if gaps(language, source=papers.language(papers.SOURCE)) or unapproved(parts, approvals=approvals):
        return None
    own = {one.key: approvals[one.key].own for part in parts for one in part.sentences if approvals[one.key].own}
    version = version_of(language, own=own)
    newest = Offer.objects.filter(language=code).last()
    if newest is not None and (newest.version, newest.basis) == (version, basis_of(code)):
        return None
    row = {"version": version, "basis": basis_of(code), "own": own}
    offer = Offer.objects.create(language=code, **row, offered_at=timezone.now(), offered_by=by)
    facts = {"version": version, "own": len(own)}
    append_event(actor=by.username, verb="language.offered", subject=f"language:{code}", facts=facts)
    return offer
