"""Finding formulations by what people type."""

import pytest

from formulations.actions.indexing import index_formulation
from formulations.models import Formulation, SearchTerm, Specification
from formulations.queries.search import search_formulations, typed_words, with_component
from formulations.search_terms import terms_of

pytestmark = pytest.mark.django_db
EVERYTHING = 6


def codes(text: str) -> list[str]:
    """The naltrexone formulations that can be made and that a text finds."""
    found = search_formulations(text).filter(substance__code="naltrexone-hydrochloride", unavailable_reason="")
    return sorted(one.code.removeprefix("naltrexone-") for one in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("capsules", ["capsule"]),
        ("Naltrexone-Capsule", ["capsule"]),
        ("sublingual", ["sublingual-drops"]),
        ("drops for under the tongue", ["sublingual-drops"]),
        ("xematop", ["cream"]),
        ("avicel", ["capsule"]),
        ("milk sugar", ["capsule", "sublingual-drops"]),
        ("crospovidone", ["sublingual-drops"]),
        ("E171", ["capsule", "sublingual-drops"]),
        ("E 171", ["capsule", "sublingual-drops"]),
        ("9004-34-6", ["capsule"]),
        ("ben", ["microgram-liquid", "oral-liquid"]),
        ("hydroch caps", ["capsule"]),
        ("lozenge", []),
        ("capsule cream", []),
    ],
)
def test_a_formulation_is_found_by_name_code_excipient_and_the_beginnings_of_words(
    loaded: list[Specification], text: str, found: list[str]
) -> None:
    assert codes(text) == found


@pytest.mark.parametrize("text", ["LDN", "revia", "N07BB04", "Z6375YW9SF", "naltrexoné", "  NALTREXONE  ", "naltrex"])
def test_every_formulation_of_a_drug_is_found_by_its_synonym_brand_or_code(
    loaded: list[Specification], text: str
) -> None:
    assert len(codes(text)) == EVERYTHING


def test_nothing_typed_finds_everything(loaded: list[Specification]) -> None:
    assert len(codes("")) == len(codes(" -/- ")) == EVERYTHING


def test_a_word_is_found_from_its_beginning_only(loaded: list[Specification]) -> None:
    assert codes("altrexone") == []


@pytest.mark.parametrize("text", ["%", "_", "'; drop database", "caps%"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(loaded: list[Specification], text: str) -> None:
    search_formulations(text).count()
    assert codes(text) in ([], ["capsule"], codes(""))


def test_components_are_found_by_exact_code(loaded: list[Specification]) -> None:
    assert "naltrexone-capsule" in {one.code for one in with_component("lactose")}
    assert "naltrexone-cream" not in {one.code for one in with_component("lactose")}
    assert not with_component("lact")


def test_new_words_take_the_place_of_the_old(loaded: list[Specification]) -> None:
    formulation = Formulation.objects.get(code="naltrexone-cream")
    content = Specification.objects.get(formulation=formulation).content
    index_formulation(formulation, content | {"formulation": content["formulation"] | {"synonyms": ["Nightcream"]}})
    assert codes("nightcream") == ["cream"]
    index_formulation(formulation, content)
    assert codes("nightcream") == []


def test_words_are_kept_with_what_kind_they_are(loaded: list[Specification]) -> None:
    kinds = dict(SearchTerm.objects.filter(formulation__code="naltrexone-capsule").values_list("term", "kind"))
    assert kinds["ldn"] == "synonym"
    assert kinds["revia"] == "brand"
    assert kinds["mcc"] == "excipient"


def test_a_document_that_states_nothing_has_no_words() -> None:
    assert terms_of({}) == terms_of({"formulation": "?", "excipients": [None]}) == frozenset()


def test_each_word_stands_once_with_the_first_of_its_kinds() -> None:
    head = {"name": "Milk cream", "code": "milk-cream", "synonyms": ["Crème"]}
    assert terms_of({"formulation": head, "active": {"name": "Milk extract"}}) == {
        ("name", "milk"), ("name", "cream"), ("synonym", "creme"), ("active", "extract"),
    }  # fmt: skip


def test_no_more_than_six_words_are_looked_for() -> None:
    assert typed_words("a b c d e f g a") == ("a", "b", "c", "d", "e", "f")


def test_searching_asks_one_question_however_many_words(
    loaded: list[Specification], django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        codes("naltrexone hydrochloride capsules oral")
