"""The small pictures on how it is kept, each beside the sentence that says the same."""

from dataclasses import dataclass

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts, StorageFacts
from pharmacy.documents.wording.keeping import FRIDGE, in_use_sentences, shake_sentences, storage_sentences


@dataclass(frozen=True)
class Sign:
    """One picture. template: the SVG; words: what it shows, for those who hear it; say: the sentence beside it."""

    template: str
    words: str
    say: str


def signs(facts: PaperFacts, *, language: Language) -> tuple[Sign, ...]:
    """Return a sign for each sentence on keeping, in the order of those sentences. Raises MissingWording."""
    kept = zip(_names(facts.storage), storage_sentences(facts.storage, language=language), strict=True)
    found = [
        *kept,
        *(("in-use", sentence) for sentence in in_use_sentences(facts.storage, language=language)),
        *(("shake", sentence) for sentence in shake_sentences(facts.medicine, language=language)),
        ("out-of-reach", language.say("label.out-of-reach")),
    ]
    return tuple(Sign(f"print/signs/{name}.svg", language.say(f"sign.{name}"), sentence) for name, sentence in found)


def _names(storage: StorageFacts) -> list[str]:
    """The signs of the sentences on storage, in their order."""
    is_cold = (storage.least_celsius, storage.most_celsius) == FRIDGE
    names = ["refrigerator" if is_cold else "temperature"]
    if storage.do_not_freeze:
        names.append("freeze")
    if storage.protect_from_light:
        names.append("light")
    return names
