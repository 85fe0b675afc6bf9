"""The facts of a paper as its page shows them: by group, name and value."""

from dataclasses import dataclass

from formulations.reference.papers import UnknownLanguage
from formulations.reference.papers import language as language_of
from pharmacy.documents.models import Document


@dataclass(frozen=True)
class ShownFact:
    """One fact: what it is called and what it says."""

    name: str
    value: str


def name_of_language(code: str) -> str:
    """Return a language as people call it; its code where it ships no more."""
    try:
        return language_of(code).name
    except UnknownLanguage:
        return code


def shown_facts(document: Document) -> tuple[ShownFact, ...]:
    """Return the facts that a paper was made from, as stored, one line each."""
    return tuple(_flat(document.facts, name=""))


def _flat(value: object, *, name: str) -> list[ShownFact]:
    if isinstance(value, dict):
        return [fact for key, inner in value.items() for fact in _flat(inner, name=f"{name} {key}".replace("_", " "))]
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return [ShownFact(name.strip(), ", ".join(value))] if value else []
        return [fact for number, item in enumerate(value, 1) for fact in _flat(item, name=f"{name} {number}")]
    if isinstance(value, bool):
        return [ShownFact(name.strip(), "yes" if value else "no")]
    return [ShownFact(name.strip(), str(value))] if value not in (None, "") else []
