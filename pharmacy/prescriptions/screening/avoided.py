"""Works out what an allergy or intolerance means: excipients, properties of excipients, or a medicine."""

from dataclasses import dataclass
from functools import lru_cache

from formulations.reference.medicines.catalogue import Phrase
from formulations.reference.medicines.phrases import find_phrases
from formulations.reference.medicines.recognition import recognise, states_nothing
from formulations.reference.medicines.spelling import parts, words, words_as_written
from formulations.reference.medicines.vocabulary import allergens, vocabulary
from formulations.science.specification import Component, Excipient, Specification

Excipients = tuple[Excipient, ...]


@dataclass(frozen=True)
class Avoided:
    """What a patient cannot take. properties: of excipients ("lactose"), and codes of excipients by themselves.

    medicines: names of medicines. known: whether every significant word was understood.
    """

    properties: frozenset[str]
    medicines: frozenset[str]
    known: bool

    def meets(self, component: Component, *, specification: Specification) -> bool:
        """Return whether a component is, or carries, what is avoided. Source: the specification's excipients."""
        carried = {
            name
            for excipient in specification.excipients
            if excipient.code == component.excipient
            for name in excipient.contains
        }
        return not self.properties.isdisjoint(carried | {component.excipient})


@lru_cache(maxsize=1024)
def read_avoided(text: str, *, excipients: Excipients) -> Avoided:
    """Return what the text of an allergy means.

    text: as written ("lactose intolerance", "allergic to peanuts and penicillin"). excipients: those whose own words
    count besides the list of allergens. Source: allergens.toml, the medicines catalogue, the specification.
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
    known = dict(allergens())
    for excipient in excipients:
        for term in (excipient.name, excipient.patient_name, *excipient.avoid_terms):
            known[words(term)] = known.get(words(term), frozenset()) | {excipient.code}
    return known
