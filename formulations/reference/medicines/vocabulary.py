"""Words beside names, and allergens, read from words.toml and allergens.toml and brought to the one spelling."""

from dataclasses import dataclass
from functools import cache

from formulations.reference.medicines.catalogue import FOLDER, BadCatalogue, Phrase
from formulations.reference.medicines.spelling import words
from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import Table

Words = frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """Sets of words in the one spelling. beside_medicine, beside_allergy: words that name nothing by themselves."""

    beside_medicine: Words
    beside_allergy: Words
    local_forms: Words
    systemic_forms: Words
    past: Words
    past_phrases: tuple[Phrase, ...]
    open_ended: Words
    nothing: frozenset[Phrase]
    absent_before: Words
    absent_after: tuple[Phrase, ...]
    relative_before: Words
    fillers: Words
    not_this: tuple[Phrase, ...]


@cache
def vocabulary() -> Vocabulary:
    """Return the words that ship with this release. Raises BadCatalogue. Source: words.toml."""
    table = _open("words.toml")
    named = {key: frozenset(words(table.text(key))) for key in _WORDS}
    result = Vocabulary(
        beside_medicine=frozenset().union(*(named[key] for key in _BESIDE_MEDICINE)),
        beside_allergy=named["allergy_words"] | named["directions"] | named["forms"] | named["fillers"],
        local_forms=named["local_forms"],
        systemic_forms=named["systemic_forms"],
        past=named["past"],
        past_phrases=_phrases(table, key="past_phrases"),
        open_ended=_single_words(table, key="open_ended"),
        nothing=frozenset(_phrases(table, key="nothing")),
        absent_before=_single_words(table, key="absent_before"),
        absent_after=_phrases(table, key="absent_after"),
        relative_before=_single_words(table, key="relative_before"),
        fillers=named["fillers"],
        not_this=_phrases(table, key="not_this"),
    )
    table.finish()
    return result


@cache
def allergens() -> frozenset[Phrase]:
    """Return the names of allergens that no excipient carries as a property. Raises BadCatalogue.

    Source: allergens.toml; what excipients carry stands in ../properties.toml.
    """
    table = _open("allergens.toml")
    found: set[Phrase] = set()
    for row in table.tables("allergens"):
        found |= {words(name) for name in row.texts("names")}
        row.finish()
    table.finish()
    return frozenset(found)


_WORDS = ("salts", "forms", "local_forms", "systemic_forms", "directions", "past", "fillers", "allergy_words")
_BESIDE_MEDICINE = ("salts", "forms", "local_forms", "systemic_forms", "directions", "past")


def _open(name: str) -> Table:
    table = Table(read_toml(FOLDER / name, error=BadCatalogue), path=f"{name}: ", error=BadCatalogue)
    table.text("source")
    table.text("how_sure")
    return table


def _phrases(table: Table, *, key: str) -> tuple[Phrase, ...]:
    return tuple(words(text) for text in table.texts(key))


def _single_words(table: Table, *, key: str) -> Words:
    return frozenset(word for phrase in _phrases(table, key=key) for word in phrase)
