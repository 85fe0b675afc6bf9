"""When the sources of a document were last reviewed, in words."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from formulations.models import KnownSource
from formulations.sources import Said

NEVER = "not reviewed yet"


def reviews_in_words(said: Iterable[Said]) -> dict[tuple[str, str], str]:
    """Return when each source was last reviewed, by its code and title, and by its code alone. One query.

    said: what sources say of themselves, those of the document itself first; a review of another title does not count.
    """
    listed = list(said)
    rows = KnownSource.objects.filter(digest__in=[one.digest for one in listed])
    known = {row.digest: row for row in rows.select_related("newest_review__reviewed_by")}
    found = {(one.code, one.title): review_in_words(known.get(one.digest), said=one) for one in listed}
    by_code = {(code, ""): words for (code, _), words in reversed(found.items())}
    return found | by_code


def review_in_words(source: KnownSource | None, *, said: Said) -> str:
    """Return the last review of a source in words; one that only its document states is named as such."""
    review = source.newest_review if source else None
    if review is not None:
        return f"{review.verdict} {timezone.localtime(review.reviewed_at):%-d %b %Y} by {review.reviewed_by}"
    if said.reviewed_on:
        by = f" by {said.reviewed_by}" if said.reviewed_by else ""
        return f"reviewed {date.fromisoformat(said.reviewed_on):%-d %b %Y}{by}, as its document says"
    return NEVER
