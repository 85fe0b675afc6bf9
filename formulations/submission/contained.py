"""What a document says that its preparation contains, and is free from."""

from collections.abc import Mapping

from formulations.reference.properties import meant_by, not_in_vocabulary
from formulations.science.contents import contradicted_claims
from formulations.science.specification import Specification
from formulations.submission.objection import Objection
from formulations.submission.raw import rows, text, texts

HOUSE_RULE = "house rule: contains and free from are said from the same data"


def untrue_claims(specification: Specification) -> list[Objection]:
    """Return an objection for each claim of `free_from` that the components contradict. Source: house rule."""
    return [
        Objection("untrue-free-from", sentence, "preparation.free_from", HOUSE_RULE)
        for sentence in contradicted_claims(specification, means=meant_by)
    ]


def unknown_properties(document: Mapping[str, object]) -> list[Objection]:
    """Return an objection for each property that is not in the vocabulary: no patient's list would ever meet it.

    Source: `formulations/reference/properties.toml`.
    """
    named = [
        (f"{where}.contains", code)
        for key in ("excipients", "source_materials")
        for where, row in rows(document, key)
        for code in not_in_vocabulary(texts(row, "contains"))
    ]
    ruled = [(f"{where}.property", text(row, "property")) for where, row in rows(document, "restrictions")]
    named += [(where, code) for where, code in ruled if code and not_in_vocabulary((code,))]
    return [Objection("unknown-property", _unknown(code), where, HOUSE_RULE) for where, code in named]


def _unknown(code: str) -> str:
    return f"The property {code!r} is not in the vocabulary, so no patient's list of what to avoid would meet it."
