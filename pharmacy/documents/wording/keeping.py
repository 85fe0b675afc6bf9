"""How it is kept and until when, in sentences."""

import re

from formulations.reference.papers import Language
from pharmacy.documents.facts import MedicineFacts, StorageFacts

FRIDGE = (2, 8)
NO_BREAK = "\u00a0"
RANGE = re.compile(r"[0-9]+(?: °C)?(?: \S+ [0-9]+)? °C")  # "2 to 8 °C" stays on one line


def storage_sentences(storage: StorageFacts, *, language: Language) -> list[str]:
    """Return how to keep it, with the range of temperature in numbers. Source: pharmacopoeial storage words."""
    key = "label.fridge" if (storage.least_celsius, storage.most_celsius) == FRIDGE else "label.temperature"
    sentences = [language.say(key, least=str(storage.least_celsius), most=str(storage.most_celsius))]
    if storage.do_not_freeze:
        sentences.append(language.say("label.freeze"))
    if storage.protect_from_light:
        sentences.append(language.say("label.light"))
    return [RANGE.sub(lambda found: found.group().replace(" ", NO_BREAK), sentence) for sentence in sentences]


def shake_sentences(medicine: MedicineFacts, *, language: Language) -> list[str]:
    """Return "Shake well before use." where the specification says so, else nothing."""
    return [language.say("label.shake")] if medicine.shake else []


def in_use_in_full(storage: StorageFacts, *, language: Language) -> list[str]:
    """Return the same, and where opening changes nothing, that it does not: for laws that ask for it."""
    return in_use_sentences(storage, language=language) or [language.say("label.in-use-same")]


def in_use_sentences(storage: StorageFacts, *, language: Language) -> list[str]:
    """Return how long an opened container may be used, where opening changes anything."""
    if storage.in_use_days is None:
        return []
    return [language.say_count("label.in-use", count=storage.in_use_days, days=str(storage.in_use_days))]


def mishaps(storage: StorageFacts, *, language: Language) -> list[str]:
    """Return what to do on a journey and when it was kept otherwise than it should be. Source: house rule."""
    if storage.most_celsius > FRIDGE[1]:
        return [language.say("what-if.travel"), language.say("what-if.hot")]
    froze = [language.say("what-if.frozen")] if storage.do_not_freeze else []
    return [language.say("what-if.travel-cold"), language.say("what-if.warm"), *froze]
