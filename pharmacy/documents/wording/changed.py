"""Says that this supply is not like the last one."""

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import held


def changed_sentences(facts: PaperFacts, *, language: Language) -> list[str]:
    """Return what changed since the last supply of the same active, none where nothing did. Raises MissingWording.

    A supply that begins on a later day says from when the old one is not used: until then it is.
    Source: house rule (a patient who is used to one strength measures the next one the same way).
    """
    change = facts.change
    if change is None:
        return []
    values = {"before": held(change.before), "now": held(change.now), "container": change.container}
    later = facts.starts_on > facts.supplied_on
    sentence = f"changed.{'strength' if change.per else 'product'}{'-from' if later else ''}"
    first = date_text(facts.starts_on, language=language, style=facts.law.date_style, length="short")
    return [language.say(sentence, per=held(change.per), date=first, **values)]
