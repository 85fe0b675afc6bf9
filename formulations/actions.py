"""The only code that writes to the formulary."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.models import Excipient, Formulation, Specification, Substance
from formulations.reference.formulary import sha256_of, shipped_documents, specification_from

Document = dict[str, Any]


class SelfApproval(PermissionError):
    """One person as author and approver of a specification."""


@transaction.atomic
def load_formulary(*, author: Any, approver: Any, today: date) -> list[Specification]:
    """Return the approved specifications of the shipped formulary, after loading what is missing.

    author, approver: two different users. today: the day from which new specifications are in effect.
    Loading again changes nothing. A formulation whose shipped content is new while the pharmacy already has a version
    of its own gets the new content as a draft, for a person to approve.
    Raises SelfApproval, and BadSpecification for a shipped file with an error.
    """
    if author.pk == approver.pk:
        raise SelfApproval(f"{author} cannot be both author and approver; let another person approve")
    loaded = []
    for document in shipped_documents():
        formulation = _load_formulation(document)
        if not formulation.unavailable_reason:
            loaded.append(_load_specification(document, formulation=formulation, author=author))
    for row in loaded:
        if row.version == 1 and row.approved_at is None:
            approve_specification(specification=row, by=approver, effective_from=today)
    return [row for row in loaded if row.approved_at]


@transaction.atomic
def approve_specification(*, specification: Specification, by: Any, effective_from: date) -> Specification:
    """Return the specification, approved; from then on its content never changes.

    Raises SelfApproval when its author approves, and BadSpecification when its content cannot be read.
    """
    if specification.author_id == by.pk:
        raise SelfApproval(f"{by} wrote {specification}; let another person approve it")
    specification_from(specification.content, version=specification.version, sha256=specification.sha256)
    specification.approved_by, specification.approved_at = by, timezone.now()
    specification.effective_from = effective_from
    specification.save(update_fields=["approved_by", "approved_at", "effective_from"])
    return specification


def _load_formulation(document: Document) -> Formulation:
    head, active = document["formulation"], document["active"]
    substance, _ = Substance.objects.get_or_create(
        code=active["code"], defaults={"name": active["labelled_as"], "unii": active["unii"], "atc": active["atc"]}
    )
    for row in document.get("excipients", []):
        _load_excipient(row)
    formulation, _ = Formulation.objects.get_or_create(
        code=head["code"],
        defaults={
            "name": head["name"],
            "dosage_form": head["dosage_form"],
            "substance": substance,
            "unavailable_reason": head.get("unavailable_reason", ""),
        },
    )
    return formulation


def _load_excipient(row: Document) -> None:
    shown = {key: row[key] for key in ("name", "patient_name")}
    lists = {key: row.get(key, []) for key in ("contains", "avoid_terms")}
    Excipient.objects.get_or_create(code=row["code"], defaults=shown | lists)


def _load_specification(document: Document, *, formulation: Formulation, author: Any) -> Specification:
    sha256 = sha256_of(document)
    existing = formulation.specifications.filter(sha256=sha256).first()
    if existing:
        return existing
    newest = formulation.specifications.order_by("-version").first()
    version = newest.version + 1 if newest else 1
    specification_from(document, version=version, sha256=sha256)
    return Specification.objects.create(
        formulation=formulation, version=version, content=document, sha256=sha256, author=author
    )
