"""Editions of law: what a release brings is put on record, and dates nothing before a person adopts it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.models import LawEdition
from formulations.noting import note
from formulations.reference.formulary import sha256_of
from formulations.refusals import FormularyConflict
from formulations.sources.shipped import shipped_law_contents


class AlreadyAdopted(FormularyConflict):
    """An edition that somebody adopted before."""


@transaction.atomic
def record_law_editions(*, by: Any, today: date) -> list[LawEdition]:
    """Return the editions that are new to this installation, now on record.

    by: whoever installs the program; what is there at the first installation is adopted by that person, since the
    release was chosen with it. Whatever a later release brings, new or changed, waits for a person.
    """
    is_first = not LawEdition.objects.exists()
    known = set(LawEdition.objects.values_list("law", "valid_from", "sha256"))
    rows = [_row(content, today=today) for content in shipped_law_contents()]
    new = [row for row in rows if (row.law, row.valid_from, row.sha256) not in known]
    for row in new:
        if is_first:
            row.adopted_at, row.adopted_by = timezone.now(), by
        row.save()
        if is_first:
            _note(row, by=by, how="with the installation")
    return new


@transaction.atomic
def adopt_law_edition(*, edition: LawEdition, by: Any) -> LawEdition:
    """Return the edition, adopted: from now on it dates what is made from its day on.

    Raises AlreadyAdopted. Source: house rule; the pharmacist answers for the law that is worked by.
    """
    held = LawEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if held.adopted_at is not None:
        message = f"{held} was adopted by {held.adopted_by} before. Nothing was changed."
        raise AlreadyAdopted(message)
    held.adopted_at, held.adopted_by = timezone.now(), by
    held.save(update_fields=["adopted_at", "adopted_by"])
    _note(held, by=by, how="after reading it")
    return held


def _row(content: dict[str, Any], *, today: date) -> LawEdition:
    return LawEdition(
        law=content["code"],
        valid_from=date.fromisoformat(content["valid_from"]),
        edition=content["edition"],
        content=content,
        sha256=sha256_of(content),
        first_seen_on=today,
    )


def _note(row: LawEdition, *, by: Any, how: str) -> None:
    facts = {"valid_from": row.valid_from.isoformat(), "edition": row.edition, "sha256": row.sha256, "how": how}
    note(by=by, verb="law.adopted", subject=f"law:{row.law}", facts=facts)
