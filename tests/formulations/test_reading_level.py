"""How hard leaflets are to read: by hand for a few words, and every shipped leaflet against its formula's least."""

from decimal import Decimal

import pytest

from formulations.reference.formulary import shipped_documents
from formulations.reference.papers import languages, placeholders
from formulations.reference.reading_level import (
    NoFormula,
    formula_for,
    long_sentences,
    reading_score,
    words_of_sentences,
)
from formulations.reference.translations import translated

SPOKEN = [one.code for one in languages()]


def leaflets() -> list[tuple[str, str, list[str]]]:
    """Every shipped leaflet in English, and in each other language in which all of it is there."""
    found = []
    for document in shipped_documents():
        parts = document.get("leaflet", {}).get("en", [])
        english = [row["text"] for part in parts for row in part["sentences"]]
        for code in SPOKEN if english else ():
            known = translated(code) if code != "en" else {text: text for text in english}
            if set(english) <= set(known):
                found.append((document["formulation"]["code"], code, [known[text] for text in english]))
    return found


LEAFLETS = leaflets()


def test_six_english_words_of_eight_syllables_in_one_sentence_score_87_9() -> None:
    # 206.835 - 1.015 x 6 - 84.6 x 8/6 = 206.835 - 6.09 - 112.8 = 87.945
    assert reading_score(["Shake the bottle well before use."], language="en") == Decimal("87.9")


def test_four_finnish_words_of_which_two_are_long_score_46() -> None:
    # LIX is 4 words in a sentence + 50 long words in 100 = 54; 100 - 54 = 46
    assert reading_score(["Ota yksi kapseli illalla."], language="fi") == Decimal("46.0")


def test_a_number_is_one_word_and_a_point_in_it_ends_no_sentence() -> None:
    assert words_of_sentences("Take 4.5 ml. Wait.") == [["Take", "4.5", "ml"], ["Wait"]]


def test_twenty_words_are_not_too_many_and_twenty_one_are() -> None:
    twenty = " ".join(["word"] * 20)
    assert long_sentences([f"{twenty}. {twenty} more."]) == [f"{twenty} more."]


def test_a_language_without_a_formula_is_named() -> None:
    with pytest.raises(NoFormula, match="'xx'; there is one for de, en, es, fi"):
        formula_for("xx")


def test_the_leaflets_of_naltrexone_are_measured_in_four_languages() -> None:
    measured = {language for code, language, _ in LEAFLETS if code == "naltrexone-oral-liquid"}
    assert measured == {"en", "fi", "de", "es"}


@pytest.mark.parametrize(("code", "language", "texts"), LEAFLETS, ids=[f"{one[0]}-{one[1]}" for one in LEAFLETS])
def test_every_shipped_leaflet_is_as_easy_as_its_language_s_formula_asks(
    code: str, language: str, texts: list[str]
) -> None:
    assert reading_score(texts, language=language) >= formula_for(language).least
    assert long_sentences(texts) == []


@pytest.mark.parametrize("code", SPOKEN)
def test_no_general_sentence_of_a_language_is_longer_than_twenty_words(code: str) -> None:
    language = next(one for one in languages() if one.code == code)
    bare = [sentence.format_map(dict.fromkeys(placeholders(sentence), "1")) for sentence in language.sentences.values()]
    assert long_sentences(bare) == []
    assert formula_for(code).name
