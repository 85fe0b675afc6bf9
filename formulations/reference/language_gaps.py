"""What a language still lacks, in words that say where to add it. A paper in it is refused as long as it lacks any."""

from collections.abc import Iterable, Iterator

from formulations.reference.language import Language, placeholders
from formulations.science.amount_form import OTHER
from formulations.science.quantities import Unit

SHORT = (Unit.MILLIGRAM, Unit.GRAM, Unit.MILLILITRE, Unit.PERCENT, Unit.DEGREE_CELSIUS)  # alike in every language


def gaps(language: Language, *, source: Language) -> tuple[str, ...]:
    """Return what a language lacks or says with other values, compared with the source; none means it is complete.

    Source: docs/languages.md.
    """
    return (*_sentences(language, source=source), *_unknown(language, source=source), *_forms(language, source=source))


def untranslated(texts: Iterable[str], *, translated: "dict[str, str]") -> tuple[str, ...]:
    """Return those of a medicine's texts that have no translation, each once."""
    return tuple(text for text in dict.fromkeys(texts) if text not in translated)


def _sentences(language: Language, *, source: Language) -> Iterator[str]:
    place = f"formulations/reference/languages/{language.code}.toml"
    for key, sentence in source.sentences.items():
        if not language.sentences.get(key, "").strip():
            section, _, name = key.rpartition(".")
            yield f'{place}: add {name} = "..." to [{section}], in {language.name}: {sentence!r}'
        elif placeholders(language.sentences[key]) != placeholders(sentence):
            wanted = ", ".join(sorted(placeholders(sentence))) or "none"
            yield f"{place}: {key} must have the same values as in {source.name}: {wanted}"


def _unknown(language: Language, *, source: Language) -> Iterator[str]:
    """A key of its own is allowed where it is another form of a known one: "when.and-e", "label.in-use-few"."""
    for key in language.sentences:
        if key not in source.sentences and key.rpartition("-")[0] not in source.sentences:
            yield f"formulations/reference/languages/{language.code}.toml: {key} is in no sentence of {source.name}"


def _forms(language: Language, *, source: Language) -> Iterator[str]:
    place = f"formulations/reference/languages/{language.code}.toml"
    for ending in language.lists:
        if not language.has(f"when.and-{ending}"):
            yield f"{place}: add and-{ending} to [when], which [lists] asks for"
    for style in source.dates:
        if style not in language.dates:
            yield f"{place}: add {style} to [dates]"
    if language.code == source.code:
        return
    for unit in Unit:
        words = language.amounts.words.get(unit)
        if unit not in SHORT and not (words and words.get(OTHER)):
            yield f"{place}: add the word for {unit.value} to [amounts.words]"
