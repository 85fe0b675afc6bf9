"""From a drug file to drafts: what would change is shown first, and nothing is approved by itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from formulations.actions import start_draft, start_formulation
from formulations.actions.cataloguing import catalogue
from formulations.exchange.refusals import MayNotImport
from formulations.models import Formulation, Specification
from formulations.noting import note
from formulations.queries.versions import current_version
from formulations.reference.formulary import sha256_of
from formulations.reference.formulary.checking import is_unavailable
from formulations.reference.formulary.drug_file import DrugFile

WRITER = "formulary-admin"
NEW, CHANGED, UNCHANGED, NOT_MADE, KNOWN_NOT_MADE = "new", "changed", "unchanged", "not made", "unchanged, not made"

Document = dict[str, Any]


@dataclass(frozen=True)
class Proposal:
    """What a file says of one formulation, against the record.

    state: "new", "changed", "unchanged"; "not made" for one that nobody may make and that gives the reason.
    base: the version it differs from, or is the same as.
    """

    document: Document
    state: str
    formulation: Formulation | None
    base: Specification | None

    @property
    def code(self) -> str:
        """The code of the formulation."""
        return str(self.document["formulation"]["code"])

    @property
    def writes(self) -> bool:
        """Whether taking the file in writes anything of this formulation."""
        return self.state in {NEW, CHANGED, NOT_MADE}


@dataclass(frozen=True)
class Imported:
    """What an import wrote. drafts: the new drafts. noted: codes of formulations added with why they are not made."""

    drafts: tuple[Specification, ...]
    noted: tuple[str, ...]


def writer_named(username: str) -> Any:
    """Return the person in whose name drafts are made. Raises MayNotImport."""
    person = get_user_model().objects.filter(username=username, is_active=True).first()
    if person is None:
        raise MayNotImport(f"--by {username[:60]!r}: nobody active has that name; name a formulary admin")
    if getattr(person, "role", "") != WRITER:
        raise MayNotImport(f"--by {username[:60]!r}: only a formulary admin writes specifications; name one")
    return person


def proposals(held: DrugFile, *, today: date) -> tuple[Proposal, ...]:
    """Return what taking a file in would change, formulation by formulation. Reads only."""
    codes = [one["formulation"]["code"] for one in held.documents]
    known = {row.code: row for row in Formulation.objects.filter(code__in=codes)}
    return tuple(
        _proposal(one, formulation=known.get(one["formulation"]["code"]), today=today) for one in held.documents
    )


@transaction.atomic
def take_in(held: DrugFile, *, name: str, by: Any, today: date) -> Imported:
    """Return the drafts that a file makes, after adding formulations that are new; all of it or nothing.

    name: of the file, for the origin of each draft. by: a formulary admin. Nothing is approved, and content that is on
    record already makes no draft. Leaves one event, formulary.imported.
    """
    changes = proposals(held, today=today)
    origin = f"file {name}"[:200]
    drafts = tuple(draft for one in changes if (draft := _draft(one, by=by, origin=origin)))
    noted = tuple(one.code for one in changes if one.state == NOT_MADE)
    for one in changes:
        if one.state == NOT_MADE:
            catalogue(one.document)
    facts = {
        "file": name[:200],
        "sha256": held.sha256,
        "signed_with": held.signature.public_key if held.signature else "",
        "drafts": [draft.pk for draft in drafts],
        "not_made": list(noted),
        "unchanged": [one.code for one in changes if not one.writes],
    }
    note(by=by, verb="formulary.imported", subject=f"file:{held.sha256[:16]}", facts=facts)
    return Imported(drafts, noted)


def _proposal(document: Document, *, formulation: Formulation | None, today: date) -> Proposal:
    if is_unavailable(document):
        return Proposal(document, KNOWN_NOT_MADE if formulation else NOT_MADE, formulation, None)
    if formulation is None:
        return Proposal(document, NEW, None, None)
    current = current_version(formulation, on=today)
    same = _same(document, formulation=formulation, current=current)
    if same is not None:
        return Proposal(document, UNCHANGED, formulation, same)
    newest = formulation.specifications.filter(discarded_at=None).order_by("-version").first()
    return Proposal(document, CHANGED, formulation, current or newest)


def _same(document: Document, *, formulation: Formulation, current: Specification | None) -> Specification | None:
    """Return the version in use, or one newer and not discarded, that has this content already."""
    rows = formulation.specifications.filter(sha256=sha256_of(document), discarded_at=None, withdrawn_at=None)
    return rows.filter(version__gte=current.version if current else 1).order_by("version").first()


def _draft(one: Proposal, *, by: Any, origin: str) -> Specification | None:
    text = f"Taken in from {origin}."
    if one.state == NEW:
        return start_formulation(content=one.document, by=by, origin=origin, note=text)
    if one.state == CHANGED and one.formulation is not None:
        return start_draft(
            formulation=one.formulation, by=by, content=one.document, based_on=one.base, origin=origin, note=text
        )
    return None
