"""The sentences of a language that a reviewer looks at, part by part, beside the English they say."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from formulations.reference import papers
from formulations.reference.language import Language
from formulations.reference.translations import translations
from formulations.science.quantities import Quantity
from pharmacy.languages.part_names import part_name

ALL = "all"
FIXED = "amount."  # how a key begins whose sentence has no wording of the pharmacy's own
GENERAL, MEDICINES = "general", "medicines"


@dataclass(frozen=True)
class Sentence:
    """One sentence. source: in English; shipped: in the language, empty where no translation ships."""

    key: str
    source: str
    shipped: str

    @property
    def seen(self) -> str:
        """The hash of what a reviewer has before them."""
        return digest((self.source, self.shipped))


@dataclass(frozen=True)
class Part:
    """Sentences that are reviewed together. kind: of every paper (general), or of the medicines of one file."""

    code: str
    kind: str
    sentences: tuple[Sentence, ...]

    @property
    def name(self) -> str:
        """The part as people call it."""
        return part_name(self.code)


def phrase_key(text: str) -> str:
    """Return the key of a sentence of a medicine: it is found by what it says in English."""
    return f"phrase.{digest((text,))[:24]}"


@cache
def general_parts(code: str) -> tuple[Part, ...]:
    """Return the sentences of every paper, by section. Raises UnknownLanguage."""
    spoken, english = papers.language(code), papers.language(papers.SOURCE)
    sections: dict[str, list[Sentence]] = {}
    for key, source in _sources(spoken, english=english):
        sections.setdefault(key.partition(".")[0], []).append(Sentence(key, source, spoken.sentences.get(key, "")))
    parts = tuple(Part(section, GENERAL, tuple(found)) for section, found in sections.items())
    return (*_amounts(spoken), *parts)


@cache
def medicine_parts(code: str) -> tuple[Part, ...]:
    """Return the sentences of the medicines that ship, by the file of their translation; none for English.

    What a medicine says in English is approved with its specification.
    """
    return tuple(
        Part(
            f"of-{one.part}", MEDICINES, tuple(_phrase(source, shipped=text) for source, text in one.sentences.items())
        )
        for one in translations(code)
    )


def untranslated_part(texts: Iterable[str]) -> Part:
    """Return the sentences that a medicine of this pharmacy says and no translation ships for."""
    return Part("of-untranslated", MEDICINES, tuple(_phrase(text, shipped="") for text in texts))


@cache
def basis_of(code: str) -> str:
    """Return the hash of all general sentences of a language, English and shipped."""
    return digest(one.seen for part in general_parts(code) for one in part.sentences)


def version_of(language: Language, *, own: dict[str, str]) -> str:
    """Return how papers name the sentences of a language: its file, and the pharmacy's own wording if there is any."""
    if not own:
        return language.version
    return digest((language.version, json.dumps(own, sort_keys=True, ensure_ascii=False)))


def digest(texts: Iterable[str]) -> str:
    """Return one SHA-256 of several texts. Source: FIPS 180-4."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _amounts(spoken: Language) -> tuple[Part, ...]:
    """How amounts and days are written, by examples; they are approved as they ship."""
    counts = (Decimal(1), Decimal(2), Decimal("0.5"), Decimal("12500.5"))
    amounts = [Quantity(count, unit) for unit in spoken.amounts.words for count in counts]
    examples = [Sentence(f"{FIXED}{one}", str(one), spoken.amounts.write(one)) for one in amounts]
    return (Part("amounts", GENERAL, tuple(examples)),) if examples else ()


def _sources(spoken: Language, *, english: Language) -> list[tuple[str, str]]:
    """The English sentences, and after them those forms that only this language has ("when.and-e")."""
    own = [key for key in spoken.sentences if key not in english.sentences]
    return [*english.sentences.items(), *((key, english.sentences.get(key.rpartition("-")[0], "")) for key in own)]


def _phrase(source: str, *, shipped: str) -> Sentence:
    return Sentence(phrase_key(source), source, shipped)
