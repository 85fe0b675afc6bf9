"""The formulary's exchange format: documents as text, and the specification that a document states."""

from formulations.reference.formulary.assembling import shipped_documents
from formulations.reference.formulary.canonical import canonical_json, sha256_of
from formulations.reference.formulary.parsing import specification_from
from formulations.reference.formulary.refusals import BadSpecification

__all__ = ["BadSpecification", "canonical_json", "sha256_of", "shipped_documents", "specification_from"]
