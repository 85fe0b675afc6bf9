"""The languages that ship: complete, and within what any paper may say."""

import re
from dataclasses import replace

import pytest

from formulations.for_patients import for_patients
from formulations.reference.formulary import shipped_documents, specification_from
from formulations.reference.formulary.checking import is_unavailable
from formulations.reference.formulary.claims import claims_in
from formulations.reference.language import Language
from formulations.reference.language_gaps import gaps, untranslated
from formulations.reference.notations import dates_read_in_two_ways, forbidden_notations
from formulations.reference.papers import SOURCE, language, languages
from formulations.reference.translations import translated, translations
from pharmacy.documents.rendering.fonts import printable_characters

ENGLISH = language(SOURCE)
OTHERS = [one for one in languages() if one.code != SOURCE]


def said_by_medicines() -> list[tuple[str, str]]:
    """Everything that the shipped formulations say to patients, in English, each with its formulation."""
    documents = [one for one in shipped_documents() if not is_unavailable(one)]
    read = [specification_from(one, version=1, sha256="") for one in documents]
    return [(specification.code, text) for specification in read for text in for_patients(specification)]


def all_sentences(spoken: Language) -> list[str]:
    """Every sentence of a language, those of medicines with them."""
    return [*spoken.sentences.values(), *translated(spoken.code).values()]


@pytest.mark.parametrize("spoken", OTHERS, ids=lambda one: one.code)
def test_a_language_has_every_sentence_of_the_english_one_with_the_same_values(spoken: Language) -> None:
    assert list(gaps(spoken, source=ENGLISH)) == []


@pytest.mark.parametrize("spoken", OTHERS, ids=lambda one: one.code)
def test_all_that_the_shipped_formulations_say_is_there_in_every_language(spoken: Language) -> None:
    place, said = f"formulations/reference/translations/{spoken.code}", said_by_medicines()
    lacking = untranslated((text for _, text in said), translated=translated(spoken.code))
    by = {text: code for code, text in reversed(said)}
    assert [f"{place}: add {text!r} to the file of {by[text]}, or to common.toml" for text in lacking] == []


@pytest.mark.parametrize("spoken", OTHERS, ids=lambda one: one.code)
def test_no_translation_is_of_a_sentence_that_nobody_says_any_more(spoken: Language) -> None:
    said = {text for _, text in said_by_medicines()}
    assert [text for text in translated(spoken.code) if text not in said] == []


@pytest.mark.parametrize("spoken", languages(), ids=lambda one: one.code)
def test_no_sentence_in_any_language_claims_what_none_may_claim(spoken: Language) -> None:
    bans = [re.compile(ban.pattern, re.IGNORECASE) for ban in spoken.bans]
    found = [(text, ban.pattern) for text in all_sentences(spoken) for ban in bans if ban.search(text)]
    assert found == []


@pytest.mark.parametrize("spoken", OTHERS, ids=lambda one: one.code)
def test_every_language_bans_as_many_kinds_of_claims_and_the_other_use_of_naltrexone(spoken: Language) -> None:
    own = {one.part: one.never_say for one in translations(spoken.code)}["naltrexone"]
    said = translated(spoken.code).values()
    assert len(spoken.bans) >= 11
    assert [text for text in said if any(claims_in(text, never_say=[term]) for term in own)] == []


@pytest.mark.parametrize("spoken", languages(), ids=lambda one: one.code)
def test_no_sentence_in_any_language_has_a_notation_that_is_misread(spoken: Language) -> None:
    texts = all_sentences(spoken)
    assert [one for text in texts for one in forbidden_notations(text, spoken=spoken.code)] == []
    assert [one for text in texts for one in dates_read_in_two_ways(text, spoken=spoken.code)] == []


@pytest.mark.parametrize("spoken", languages(), ids=lambda one: one.code)
def test_the_type_of_the_papers_has_every_letter_of_every_language(spoken: Language) -> None:
    words = {word for unit in spoken.amounts.words.values() for word in unit.values()}
    letters = {letter for text in (*all_sentences(spoken), *words) for letter in text}
    assert sorted(letter for letter in letters if ord(letter) not in printable_characters()) == []


@pytest.mark.parametrize("spoken", OTHERS, ids=lambda one: one.code)
def test_a_translation_states_the_same_figures_as_the_english_sentence(spoken: Language) -> None:
    for english, text in translated(spoken.code).items():
        wanted = re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", english))
        found = re.findall(r"\d+(?:,\d+)?", re.sub(r"(?<=\d)\u00a0(?=\d{3})", "", text))
        assert sorted(one.replace(",", ".") for one in found) == sorted(wanted), english


@pytest.mark.parametrize(
    ("code", "claim"),
    [
        ("fi", "Se parantaa sinut."), ("fi", "Lääke on täysin turvallinen."), ("fi", "Se on tehokas."),
        ("de", "Es heilt Sie."), ("de", "Es hat keine Nebenwirkungen."), ("de", "Es lindert Schmerzen."),
        ("es", "Cura la enfermedad."), ("es", "No tiene efectos adversos."), ("es", "Alivia el dolor."),
    ],
)  # fmt: skip
def test_a_claim_trips_the_ban_list_of_its_language(code: str, claim: str) -> None:
    assert any(re.search(ban.pattern, claim, re.IGNORECASE) for ban in language(code).bans)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fi", "Ota 4,0 mg"), ("fi", "Ota ,5 mg"), ("fi", "Ota 4.5 mg"), ("fi", "Ota 20000 yksikköä"), ("fi", "2 tl"),
        ("fi", "Ota 2kapselia"), ("de", "0.5 ml"), ("de", "400 I.E."), ("de", "1 Teelöffel"), ("es", "1.5 mg"),
        ("es", "100 UI"), ("es", "2 cucharadas"),
    ],
)  # fmt: skip
def test_a_notation_that_is_misread_in_a_language_is_found_in_it(code: str, text: str) -> None:
    assert len(forbidden_notations(text, spoken=code)) == 1


@pytest.mark.parametrize("code", ["fi", "de", "es"])
def test_amounts_as_the_language_writes_them_pass(code: str) -> None:
    form = language(code).amounts
    for english in ("0.5 mg", "1 mg/ml", "1,000 micrograms", "100,000 units per ml", "2 capsules", "12.5 mg/5 ml"):
        written = form.rewrite(english).replace("\u00a0", " ")
        assert forbidden_notations(written, spoken=code) == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lactosa", "hipromelosa"], "lactosa e hipromelosa"), (["aceite", "ibuprofeno"], "aceite e ibuprofeno"),
        (["cobre", "hierro"], "cobre y hierro"), (["a", "b", "c"], "a, b y c"), (["a"], "a"),
    ],
)  # fmt: skip
def test_spanish_says_e_before_the_sound_of_i(words: list[str], said: str) -> None:
    assert language("es").joined(words) == said


def test_a_language_that_lacks_something_is_told_what_and_where() -> None:
    sentences = {key: text for key, text in ENGLISH.sentences.items() if key != "label.lot"}
    sentences["label.made"] = "Made"
    found = gaps(replace(ENGLISH, code="xx", name="Elvish", sentences=sentences), source=ENGLISH)
    place = "formulations/reference/languages/xx.toml"
    assert f"{place}: add lot = " + "\"...\" to [label], in Elvish: 'Lot {lot}'" in found
    assert f"{place}: label.made must have the same values as in English: date" in found
    assert f"{place}: add the word for capsule to [amounts.words]" in found


@pytest.mark.parametrize(
    ("code", "date"), [("fi", "21. joulukuuta 26"), ("de", "21. Dez. 26"), ("es", "21 de diciembre de 26")]
)
def test_a_year_of_two_digits_is_found_in_every_language(code: str, date: str) -> None:
    assert dates_read_in_two_ways(date, spoken=code)
