"""What a pharmacy's own wording of a sentence has to keep to; reasons, and none means it may stand."""

import re
import string

from formulations.reference.characters import hidden_in
from formulations.reference.formulary.claims import claims_in
from formulations.reference.language import Language
from formulations.reference.notations import dates_read_in_two_ways, forbidden_notations
from formulations.reference.papers import SOURCE

LONGEST = 600


def objections(wording: str, *, source: str, language: Language) -> tuple[str, ...]:
    """Return why a wording may not stand for an English sentence.

    It must need exactly the same values, since a value left out is a line left off a label, and may hold nothing that
    no paper may say. A wording is only ever filled with those values: it is no template of any other kind.
    """
    if not wording.strip():
        return ("It is empty; write the sentence.",)
    if len(wording) > LONGEST:
        return (f"It has {len(wording)} characters; {LONGEST} is the most.",)
    found = [*_values(wording, source=source), *(f"It holds {one}." for one in hidden_in(wording))]
    found += [f"{one}." for one in forbidden_notations(wording, spoken=language.code)]
    found += [f"{one}." for one in dates_read_in_two_ways(wording, spoken=language.code)]
    return tuple(dict.fromkeys((*found, *(f"{one}." for one in banned(wording, language=language)))))


def banned(text: str, *, language: Language) -> tuple[str, ...]:
    """Return what a sentence claims that none may claim, by the bans of its language."""
    matches = ((re.search(ban.pattern, text, re.IGNORECASE), ban.why) for ban in language.bans)
    found = [f"{match.group()!r} {why}" for match, why in matches if match]
    return (*found, *(claims_in(text) if language.code == SOURCE else ()))


def _values(wording: str, *, source: str) -> list[str]:
    try:
        has, wanted = _fields(wording), _fields(source)
    except ValueError:
        return ["Its braces do not match; write each value as {name}."]
    if has != wanted:
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "no value"
        return [f"It must have exactly these values: {names}."]
    return []


def _fields(text: str) -> set[str]:
    """The values of a sentence, each as it stands between its braces: {name!r:>9} is not {name}."""
    parts = string.Formatter().parse(text)
    return {f"{name}{f'!{how}' if how else ''}{form}" for _, name, form, how in parts if name is not None}
