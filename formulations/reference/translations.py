"""What the medicines that ship say to patients, in other languages: sentence for sentence, by the English text.

A sentence is found by what it says in English, so a changed English sentence has no translation until it is given one.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from formulations.reference.typed_reader import BadDocument

FOLDER = Path(__file__).resolve().parent / "translations"
COMMON = "common"


class BadTranslation(BadDocument):
    """A file of translations that cannot be used; the message names the file and the sentence."""


@dataclass(frozen=True)
class Translation:
    """The sentences of one file. part: "common", or the name of the drug file whose sentences they are.

    never_say: words that may not reach a patient's paper for this drug, as `active.never_say` in English.
    """

    part: str
    sentences: dict[str, str]
    never_say: tuple[str, ...]


@cache
def translations(code: str) -> tuple[Translation, ...]:
    """Return the files of one language, in the order of their names; none for English. Raises BadTranslation."""
    found = tuple(_read(path) for path in sorted((FOLDER / code).glob("*.toml")))
    _refuse_two_meanings(found, code=code)
    return found


@cache
def translated(code: str) -> dict[str, str]:
    """Return every sentence that ships in a language, by its English text. Raises BadTranslation."""
    return {english: text for one in translations(code) for english, text in one.sentences.items()}


def _read(path: Path) -> Translation:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    sentences = document.get("sentences", {})
    for english, text in sentences.items():
        if not isinstance(text, str) or not text.strip():
            raise BadTranslation(
                f"{path.parent.name}/{path.name}: {english!r} has no translation; write it or remove it"
            )
    return Translation(path.stem, sentences, tuple(document.get("never-say", ())))


def _refuse_two_meanings(found: tuple[Translation, ...], *, code: str) -> None:
    seen: dict[str, str] = {}
    for one in found:
        for english, text in one.sentences.items():
            if seen.setdefault(english, text) != text:
                message = (
                    f"{code}/{one.part}.toml: {english!r} is translated in two ways; write it once, in common.toml"
                )
                raise BadTranslation(message)
