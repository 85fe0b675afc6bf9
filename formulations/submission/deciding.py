"""Decides whether a document may be submitted: everything that speaks against it, at once."""

from collections.abc import Collection, Mapping

from formulations.reference.formulary import BadSpecification, sha256_of, specification_from
from formulations.science.specification import Restriction, Specification
from formulations.submission.characters import hidden_characters
from formulations.submission.completeness import missing_parts
from formulations.submission.contained import unknown_properties, untrue_claims
from formulations.submission.evidence import unproven
from formulations.submission.form import kept_as_draft, unfit_for_form
from formulations.submission.objection import Objection
from formulations.submission.restricted import restricted_components
from formulations.submission.sentences import claims
from formulations.submission.unreadable import unreadable

Document = Mapping[str, object]


def objections_to(
    document: Document, *, drug_rules: tuple[Restriction, ...] = (), confirmed: Collection[str] = ()
) -> tuple[Objection, ...]:
    """Return everything that speaks against submitting a document; none means it may be submitted.

    document: the content of a draft, in whatever state. drug_rules: restrictions of other formulations that reach this
    one (scope drug or dosage-form). confirmed: titles of sources that a person has confirmed in a review.
    Source: USP <795>, master formulation record; ApBetrO section 7(1a); house rules.
    """
    faults = unreadable(document)
    read = None if faults else _read(document)
    return (
        *faults,
        *missing_parts(document),
        *(restricted_components(read, drug_rules=drug_rules) if read else ()),
        *(unfit_for_form(read) if read else ()),
        *(untrue_claims(read) if read else ()),
        *unknown_properties(document),
        *claims(document),
        *unproven(document, confirmed=confirmed),
        *hidden_characters(document),
        *kept_as_draft(document),
    )


def _read(document: Document) -> Specification | None:
    try:
        return specification_from(document, version=1, sha256=sha256_of(document))
    except BadSpecification:  # named among the faults
        return None
