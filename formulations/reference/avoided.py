"""Works out what somebody who avoids something means: excipients, properties of excipients, or a medicine."""

from dataclasses import dataclass
from functools import lru_cache

from formulations.reference.medicines.catalogue import Phrase
from formulations.reference.medicines.phrases import find_phrases
from formulations.reference.medicines.recognition import recognise, states_nothing
from formulations.reference.medicines.spelling import parts, words, words_as_written
from formulations.reference.medicines.vocabulary import allergens, vocabulary
from formulations.reference.properties import meanings
from formulations.science.specification import Excipient

Excipients = tuple[Excipient, ...]


@dataclass(frozen=True)
class Avoided:
    """What is to be avoided. properties: of excipients ("lactose"), and codes of excipients by themselves.

    medicines: names of medicines. known: whether every significant word was understood.
    """

    properties: frozenset[str]
    medicines: frozenset[str]
    known: bool


@dataclass(frozen=True)
class Term:
    """One thing to avoid as it was written, and what it means."""

    text: str
    means: Avoided


def read_terms(text: str, *, excipients: Excipients) -> tuple[Term, ...]:
    """Return each thing that a list of what to avoid names: "lactose, dyes" is two. Source: as `read_avoided`."""
    written = [" ".join(part.split()) for part in parts(text) if words(part)]
    return tuple(Term(part, read_avoided(part, excipients=excipients)) for part in dict.fromkeys(written))


def together(terms: tuple[Term, ...]) -> Avoided:
    """Return what several terms mean together. Source: arithmetic of sets."""
    return Avoided(
        properties=frozenset[str]().union(*(term.means.properties for term in terms)),
        medicines=frozenset[str]().union(*(term.means.medicines for term in terms)),
        known=all(term.means.known for term in terms),
    )


def names_the_active(avoided: Avoided, *, active: str) -> bool:
    """Return whether what is avoided names the active as a medicine. active: as the strength is labelled.

    Source: the medicines catalogue.
    """
    named = {mention.medicine.name for mention in recognise(active).mentions}
    return not named.isdisjoint(avoided.medicines)


@lru_cache(maxsize=1024)
def read_avoided(text: str, *, excipients: Excipients) -> Avoided:
    """Return what the text of an allergy means.

    text: as written ("lactose intolerance", "allergic to peanuts and penicillin"). excipients: those whose own words
    count besides. Source: properties.toml, allergens.toml, the medicines catalogue, the specification.
    """
    if states_nothing(text):
        return Avoided(frozenset(), frozenset(), known=True)
    readings = [_read_part(part, excipients=excipients) for part in parts(text) if words(part)]
    return Avoided(
        properties=frozenset[str]().union(*(reading.properties for reading in readings)),
        medicines=frozenset[str]().union(*(reading.medicines for reading in readings)),
        known=bool(readings) and all(reading.known for reading in readings),
    )


def _read_part(part: str, *, excipients: Excipients) -> Avoided:
    line, written = words(part), words_as_written(part)
    phrases = _phrases(excipients)
    matches, others = find_phrases(line, known=phrases, longest=max(len(phrase) for phrase in phrases))
    rest = [written[place] for place in others if line[place] not in vocabulary().beside_allergy]
    said = recognise(" ".join(rest))
    return Avoided(
        properties=frozenset[str]().union(*(match.meaning for match in matches)),
        medicines=frozenset(
            name for mention in said.mentions for name in (mention.medicine.name, *mention.medicine.of)
        ),
        known=not said.unknown and bool(matches or said.mentions),
    )


@lru_cache(maxsize=64)
def _phrases(excipients: Excipients) -> dict[Phrase, frozenset[str]]:
    """Return what each phrase means: properties of excipients, and codes of the excipients that name it themselves."""
    known: dict[Phrase, frozenset[str]] = {phrase: frozenset() for phrase in allergens()} | meanings()
    for excipient in excipients:
        own = (*excipient.avoid_terms, *excipient.synonyms, *excipient.brands)
        for term in (excipient.name, excipient.patient_name, *own):
            known[words(term)] = known.get(words(term), frozenset()) | {excipient.code}
    return known
