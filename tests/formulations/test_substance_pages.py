"""The pages of substances, excipients and capsule fills."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from formulations.models import Excipient, Specification
from pharmacy.staff.models import User

SIGN_IN = 3


@pytest.fixture
def reader(client: Client, loaded: list[Specification], approver: User, pharmacy: object) -> Client:
    client.force_login(approver)
    client.get("/formulary/")
    return client


@pytest.mark.parametrize("find", ["", "LDN", "revia", "16676-29-2", "N07BB04", "naltrexone hydro"])
def test_a_substance_is_found_by_name_synonym_brand_and_code(reader: Client, find: str) -> None:
    assertContains(reader.get("/formulary/substances/", {"find": find}), "naltrexone hydrochloride")


def test_a_substance_has_its_codes_and_its_formulations(reader: Client) -> None:
    page = reader.get("/formulary/substances/naltrexone-hydrochloride/")
    for words in ("16676-29-2", "Z6375YW9SF", "N07BB04", "377.86 g/mol", "LDN", "capsules", "cream"):
        assertContains(page, words)


@pytest.mark.parametrize(
    ("find", "name"),
    [
        ("E171", "white"),
        ("titanium", "white"),
        ("E422", "glycerol"),
        ("avicel", "microcrystalline"),
        ("milk", "lactose"),
    ],
)
def test_an_excipient_is_found_by_name_e_number_brand_or_what_it_carries(reader: Client, find: str, name: str) -> None:
    assertContains(reader.get("/formulary/excipients/", {"find": find}), name)


def test_an_excipient_says_what_it_carries_where_it_is_used_and_what_is_restricted(reader: Client) -> None:
    page = reader.get("/formulary/excipients/lactose/")
    for words in ("milk sugar", "from animals, living or killed", "64044-51-5", "on a condition", "expert opinion"):
        assertContains(page, words)
    assertContains(page, "every form of the drug")


def test_a_polymer_says_that_it_can_slow_release_and_is_forbidden_as_filler(reader: Client) -> None:
    page = reader.get("/formulary/excipients/carbomer/")
    for words in ("can slow release", "forbidden", "as filler", "release-modifying"):
        assertContains(page, words)


def test_a_property_that_the_vocabulary_does_not_know_is_marked(reader: Client) -> None:
    Excipient.objects.create(code="odd", name="odd stuff", patient_name="odd", contains=["oddity"])
    assertContains(reader.get("/formulary/excipients/odd/"), "not in the vocabulary")


@pytest.mark.parametrize("address", ["substances/nothing/", "excipients/nothing/"])
def test_what_is_not_there_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(f"/formulary/{address}").status_code == 404


def test_a_word_that_finds_nothing_says_how_to_go_on(reader: Client) -> None:
    assertContains(reader.get("/formulary/substances/", {"find": "zzz"}), "No substance is found")
    assertContains(reader.get("/formulary/excipients/", {"find": "zzz"}), "No excipient is found")
    assertContains(reader.get("/formulary/", {"find": "zzz"}), "Nothing is found for")


@pytest.mark.parametrize(("address", "queries"), [("substances/", 2), ("excipients/", 2), ("excipients/lactose/", 4)])
def test_the_pages_ask_few_questions(
    reader: Client, address: str, queries: int, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(SIGN_IN + queries):  # type: ignore[operator]
        reader.get(f"/formulary/{address}")


FILL = {"dose": "1.5 mg", "filler": "lactose", "size": "3", "packing": "loose", "number": "100", "overage": "5"}


def test_a_batch_of_capsules_is_worked_out_by_density(reader: Client) -> None:
    page = reader.get("/formulary/capsule-fill/", FILL).content.decode().replace("\u00a0", " ")
    for words in ("148.5 mg", "105", "157.5 mg", "15.5925 g", "15.75 g", "198 mg"):  # 148.5 + 1.5 + 48 in one
        assert words in page, words


def test_two_weighings_go_before_a_density(reader: Client) -> None:
    weighed = FILL | {"filler_alone": "120 mg", "drug_alone": "150 mg", "dose": "15 mg"}
    page = reader.get("/formulary/capsule-fill/", weighed).content.decode().replace("\u00a0", " ")
    assert "Measured-pack method: 120 mg x (1 - 15 mg / 150 mg) = 108 mg" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"dose": "1.5 ml"}, "is no mass"),
        ({"dose": "?"}, "dose"),
        ({"filler": ""}, "Choose a filler, or give two weighed fills"),
        ({"filler_alone": "120 mg"}, "Weigh both"),
        ({"dose": "500 mg"}, "take a larger shell"),
        ({"number": "0"}, "greater than or equal to 1"),
        ({"overage": "-1"}, "greater than or equal to 0"),
    ],
)
def test_figures_that_cannot_be_used_are_refused_with_the_reason(
    reader: Client, changes: dict[str, str], says: str
) -> None:
    page = reader.get("/formulary/capsule-fill/", FILL | changes)
    assert page.status_code == 422
    assertContains(page, says, status_code=422)
    assertNotContains(page, "One capsule weighs", status_code=422)
