"""Says on papers of a pharmacy for training that nothing on them is for a patient."""

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts


def training_mark(facts: PaperFacts, *, language: Language) -> str:
    """Return the mark of training papers, empty for any other pharmacy's. Raises MissingWording.

    Source: house rule (a label made while learning was never for a bottle).
    """
    return language.say("training.mark") if facts.is_training else ""
