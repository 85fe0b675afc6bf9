"""Takes the formulary that ships with a release into this installation."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.actions.approving import SelfApproval
from formulations.actions.cataloguing import catalogue
from formulations.actions.drafting import start_draft
from formulations.actions.holding import note_on
from formulations.actions.recording_sources import catch_up_with_sources
from formulations.actions.release import Shipped, shipped
from formulations.models import DraftRevision, Formulation, Specification
from formulations.queries.versions import current_on

RELEASE = "release"


@transaction.atomic
def load_formulary(*, author: Any, approver: Any, today: date, actives: Collection[str] = ()) -> list[Specification]:
    """Return the versions in use of the formulations that ship, after loading what is missing.

    author, approver: two different users. today: the day from which new specifications are in effect. actives: codes
    of the substances whose formulations are taken; all when left out.
    Where nothing was ever approved, the shipped specifications go in approved, since the release was reviewed as a
    whole; one that may not be submitted as it is (a source not confirmed, say) stays a draft. Later, whatever a
    release brings is a draft, and once only, for a person to compare, submit and approve.
    Raises SelfApproval, and BadSpecification for a shipped file with an error.
    """
    if author.pk == approver.pk:
        message = f"{author} cannot be both author and approver; let another person approve"
        raise SelfApproval(message)
    is_first = not Specification.objects.filter(approved_at__isnull=False).exists()
    wanted = [one for one in shipped() if not actives or one.active in actives]
    for one in wanted:
        formulation = Formulation.objects.filter(code=one.code).first() or catalogue(one.content)
        if not one.is_specification or _was_brought(one, formulation=formulation):
            continue
        if is_first and not one.objections:
            _write_approved(one, formulation=formulation, author=author, approver=approver, today=today)
        else:
            start_draft(formulation=formulation, by=author, content=one.content, origin=RELEASE, note=_note(one))
    catch_up_with_sources()
    codes = [one.code for one in wanted]
    return list(current_on(today).filter(formulation__code__in=codes).select_related("formulation", "approved_by"))


def _was_brought(one: Shipped, *, formulation: Formulation) -> bool:
    """Return whether this content was ever on record, edited or discarded since: then it is not brought again."""
    saved = DraftRevision.objects.filter(specification__formulation=formulation, sha256=one.sha256)
    return saved.exists() or formulation.specifications.filter(sha256=one.sha256).exists()


def _note(one: Shipped) -> str:
    if not one.objections:
        return "Brought by a release of the program."
    return f"Brought by a release of the program. Not approved with it: {one.objections[0].message}"


def _write_approved(one: Shipped, *, formulation: Formulation, author: Any, approver: Any, today: date) -> None:
    """Write a version in one step as submitted by the author and approved by the approver."""
    now = timezone.now()
    newest = formulation.specifications.order_by("-version").first()
    row = Specification.objects.create(
        formulation=formulation,
        version=newest.version + 1 if newest else 1,
        content=one.content,
        sha256=one.sha256,
        origin=RELEASE,
        author=author,
        submitted_at=now,
        submitted_by=author,
        approved_at=now,
        approved_by=approver,
        effective_from=today,
    )
    DraftRevision.objects.create(
        specification=row, number=1, content=one.content, sha256=one.sha256, saved_at=now, saved_by=author
    )
    facts = {"effective_from": today.isoformat(), "origin": RELEASE, "author": author.username}
    note_on(row, by=approver, verb="approved", facts=facts)
