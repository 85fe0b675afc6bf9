"""What ships with this release, judged once: each document with its hash and what speaks against it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.science.specification import Restriction, Specification
from formulations.submission import Objection, objections_to

Document = dict[str, Any]


@dataclass(frozen=True)
class Shipped:
    """One document of the release. objections: why it may not be approved as it is; then it stays a draft."""

    content: Document
    sha256: str
    objections: tuple[Objection, ...]

    @property
    def code(self) -> str:
        """The code of its formulation."""
        return str(self.content["formulation"]["code"])

    @property
    def active(self) -> str:
        """The code of its active."""
        return str(self.content["active"]["code"])

    @property
    def is_specification(self) -> bool:
        """Whether it states how something is made, and not only why it is not made."""
        return not self.content["formulation"].get("unavailable_reason")


@cache
def shipped() -> tuple[Shipped, ...]:
    """Return every document of the release, judged. Raises BadSpecification for a file with an error."""
    hashes = {id(document): sha256_of(document) for document in shipped_documents()}
    facts = [
        specification_from(document, version=1, sha256=hashes[id(document)])
        for document in shipped_documents()
        if not document["formulation"].get("unavailable_reason")
    ]
    known = {one.code: one for one in facts}
    return tuple(
        Shipped(document, hashes[id(document)], _judged(document, facts=known.get(_code(document)), beside=facts))
        for document in shipped_documents()
    )


def _code(document: Document) -> str:
    return str(document["formulation"]["code"])


def _judged(document: Document, *, facts: Specification | None, beside: list[Specification]) -> tuple[Objection, ...]:
    if facts is None:
        return ()
    return objections_to(document, drug_rules=_rules_reaching(facts, beside=beside))


def _rules_reaching(facts: Specification, *, beside: list[Specification]) -> tuple[Restriction, ...]:
    found: dict[Restriction, None] = {}
    for other in beside:
        if other.code == facts.code or other.active_code != facts.active_code:
            continue
        reach = ("drug", "dosage-form") if other.dosage_form == facts.dosage_form else ("drug",)
        found |= dict.fromkeys(rule for rule in other.restrictions if rule.scope in reach)
    return tuple(found)
