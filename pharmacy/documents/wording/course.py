"""What a paper says of the product that comes next in a course."""

from datetime import date, timedelta

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import held
from pharmacy.documents.wording.products import with_strength


def course_sentences(facts: PaperFacts, *, language: Language, brief: bool = False) -> list[str]:
    """Return what takes the place of this supply, and when; empty for the last product and outside of a course.

    brief: in the fewest words, for a label on which nothing else fits; the leaflet always names the next product.
    Source: house rule: two products with one active are never taken side by side by mistake.
    """
    following = facts.next
    if following is None:
        return []
    if brief and following.name:
        return [
            language.say("course.until", date=_short(following.on - timedelta(days=1), facts=facts, language=language))
        ]
    first = _short(following.on, facts=facts, language=language)
    if following.name:
        product = held(with_strength(following.name, strength=following.strength))
        return [language.say("course.product", date=first, name=product)]
    sentence = "course.strength-brief" if brief else "course.strength"
    return [held(language.say(sentence, date=first, strength=following.strength))]


def _short(day: date, *, facts: PaperFacts, language: Language) -> str:
    return date_text(day, language=language, style=facts.law.date_style, length="short")
