"""Reviewing: a person looked a source up again, and says what they found."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.models import KnownSource, SourceReview
from formulations.noting import note as write_event
from formulations.refusals import FormularyConflict

LONGEST_NOTE = 1000


class SourceMoved(FormularyConflict):
    """A source that no longer says of itself what the reviewer read."""


class NoFinding(FormularyConflict):
    """A review that says "changed" or "doubtful" and not what."""


@transaction.atomic
def review_source(*, digest: str, verdict: str, by: Any, note: str = "") -> SourceReview:
    """Return the review of a source as it stood when the reviewer read it.

    digest: of code, title and how sure, as the page showed them. verdict: "confirmed", "changed" or "doubtful".
    note: what was found; needed unless it was confirmed.
    Raises SourceMoved for a source that no document states any more, NoFinding.
    Source: house rule; every fact is looked up again from time to time, and who did it is on record.
    """
    source = KnownSource.objects.select_for_update().filter(digest=digest).first()
    if source is None:
        message = "This source says something else by now. Open its page again and review what it says today."
        raise SourceMoved(message)
    found = note.strip()[:LONGEST_NOTE]
    if SourceReview.Verdict(verdict) is not SourceReview.Verdict.CONFIRMED and not found:
        message = f"Say in a few words what is {verdict}, so that the next person knows what to look for."
        raise NoFinding(message)
    review = _review(source, verdict=verdict, note=found, by=by)
    source.newest_review = review
    source.save(update_fields=["newest_review"])
    facts = {"title": source.title, "how_sure": source.how_sure, "verdict": verdict, "note": found}
    write_event(by=by, verb="source.reviewed", subject=f"source:{source.code}"[:80], facts=facts)
    return review


def _review(source: KnownSource, *, verdict: str, note: str, by: Any) -> SourceReview:
    return SourceReview.objects.create(
        source_code=source.code,
        title=source.title[:400],
        how_sure=source.how_sure,
        verdict=verdict,
        note=note,
        reviewed_at=timezone.now(),
        reviewed_by=by,
    )
