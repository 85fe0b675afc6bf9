"""What fits somebody who avoids something, and why the rest does not."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from formulations.avoiding import Answer, FormulationAnswer, answer
from formulations.models import Specification
from formulations.queries.avoiding import avoiding_in_drug, avoiding_page
from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.science.specification import Specification as SpecificationFacts
from pharmacy.staff.models import User

NALTREXONE = [
    specification_from(one, version=1, sha256=sha256_of(one))
    for one in shipped_documents()
    if one["active"]["code"] == "naltrexone-hydrochloride" and "components" in one
]


def asked(text: str) -> Answer:
    return answer(text, specifications=NALTREXONE)


def of(text: str, code: str) -> FormulationAnswer:
    return next(one for one in asked(text).formulations if one.code == f"naltrexone-{code}")


def fillers(text: str) -> list[str]:
    return [option.name for option in of(text, "capsule").choices[0].fitting]


def test_lactose_and_dyes_leave_everything_but_the_drops_made_from_tablets() -> None:
    fit = {one.code.removeprefix("naltrexone-"): one.fits for one in asked("lactose, dyes").formulations}
    assert fit == {
        "oral-liquid": True, "oral-liquid-unpreserved": True, "microgram-liquid": True, "cream": True,
        "capsule": True, "sublingual-drops": False,
    }  # fmt: skip


def test_each_part_that_does_not_fit_says_what_it_carries() -> None:
    (drops,) = of("lactose, dyes", "sublingual-drops").always_in
    assert drops == "excipients of naltrexone hydrochloride 50 mg tablets (source-material) carries colourant, lactose."


def test_the_choices_of_a_capsule_that_fit_are_named_the_usual_one_first() -> None:
    assert fillers("lactose, dyes") == ["microcrystalline cellulose (Avicel PH-105)", "sucrose"]
    shells = [option.name for option in of("lactose, dyes", "capsule").choices[1].fitting]
    assert shells == [
        "hard gelatine capsule shell, clear, without colourant",
        "hard hypromellose (plant) capsule shell, clear, without colourant",
    ]


def test_a_forbidden_filler_never_fits_and_says_that_it_is_refused() -> None:
    others = of("cellulose", "capsule").choices[0].others
    assert any(
        said.startswith("calcium carbonate is refused as filler: Calcium carbonate may lower") for said in others
    )
    assert not any("calcium carbonate" in name for name in fillers("cellulose"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Avicel", ["lactose monohydrate", "sucrose"]),
        ("milk sugar", ["microcrystalline cellulose (Avicel PH-105)", "sucrose"]),
        ("E460, lactose", ["sucrose"]),
        ("cellulose, lactose, sugar", []),
    ],
)
def test_brands_other_names_and_e_numbers_are_understood(text: str, names: list[str]) -> None:
    assert fillers(text) == names


def test_where_every_alternative_carries_it_the_formulation_does_not_fit() -> None:
    assert not of("cellulose, lactose, sugar", "capsule").fits


@pytest.mark.parametrize("text", ["pork", "halal", "beef", "vegan", "gelatin", "alpha-gal"])
def test_a_plant_shell_is_the_way_round_gelatine(text: str) -> None:
    capsule = of(text, "capsule")
    assert (capsule.fits, capsule.fits_as_usual) == (True, False)
    assert all("hypromellose" in option.name for option in capsule.choices[1].fitting)


def test_glycerol_of_unknown_origin_does_not_pass_for_vegan() -> None:
    (said,) = of("vegan", "oral-liquid").always_in
    assert "glycerol" in said
    assert "animal or plant origin" in said


def test_what_is_not_understood_is_said_and_never_ignored() -> None:
    found = asked("lactose, unobtainium; milk sugar")
    assert found.not_understood == ("unobtainium",)
    assert [term.understood for term in found.terms] == [True, False, True]


def test_a_known_allergen_that_no_excipient_carries_is_understood() -> None:
    (term,) = asked("pollen").terms
    assert (term.understood, term.means) == (True, ())


def test_somebody_allergic_to_the_drug_is_offered_nothing() -> None:
    assert asked("naltrexone").fitting == asked("allergic to ReVia").fitting == 0


def test_a_ready_made_base_was_not_compared_and_says_so() -> None:
    assert of("lanolin", "cream").ask_about == ("XemaTop base (PCCA)",)


def test_a_tablet_whose_excipients_are_not_on_file_was_not_compared_and_says_so() -> None:
    facts = [
        specification_from(one, version=1, sha256=sha256_of(one))
        for one in shipped_documents()
        if one["formulation"]["code"] == "baclofen-oral-suspension"
    ]
    (found,) = answer("lactose", specifications=facts).formulations
    assert found.ask_about == ("baclofen 20 mg tablets",)


def test_what_fits_comes_before_what_fits_when_chosen_and_that_before_what_does_not() -> None:
    order = [(one.fits, one.fits_as_usual) for one in asked("gelatine, glycerol").formulations]
    assert order == sorted(order, reverse=True)


def test_a_capsule_with_lactose_takes_148_to_178_mg_of_it_in_size_3() -> None:
    lactose = next(one for one in of("Avicel", "capsule").choices[0].fitting if one.name == "lactose monohydrate")
    assert lactose.fills[0].strength == "1.5 mg"
    assert lactose.fills[0].says == "size 3, about 148 mg filler, up to 178 mg"  # 0.30 ml x 0.5 and x 0.6 g/ml - 1.5 mg
    assert "Density method: size 3 holds 0.3 ml, poured 0.5 to 0.6 g/ml" in lactose.fills[0].basis
    assert any("200 mesh" in source for source in lactose.fills[0].sources)


def test_every_strength_kept_ready_has_its_own_fill() -> None:
    cellulose = of("lactose", "capsule").choices[0].fitting[0]
    assert [(one.strength, one.says) for one in cellulose.fills] == [
        ("1.5 mg", "size 3, about 82 mg filler, up to 98 mg"),  # 84 - 1.5 = 82.5 and 99 - 1.5 = 97.5, halves to even
        ("3 mg", "size 3, about 81 mg filler, up to 96 mg"),
        ("4.5 mg", "size 3, about 80 mg filler, up to 94 mg"),
    ]


def test_nothing_to_avoid_fits_everything() -> None:
    found = asked("")
    assert (found.terms, found.fitting) == ((), len(NALTREXONE))


@pytest.mark.parametrize("specification", NALTREXONE, ids=lambda one: one.code)
def test_a_formulation_that_fits_as_usual_also_fits(specification: SpecificationFacts) -> None:
    for text in ("lactose", "gelatine", "halal", "benzoate", "E171, PEG"):
        (one,) = answer(text, specifications=[specification]).formulations
        assert one.fits or not one.fits_as_usual


# ---- from the database, and on the page ----


def test_the_answer_for_one_drug_holds_its_formulations_alone(loaded: list[Specification]) -> None:
    found = avoiding_in_drug("lactose", code="naltrexone-capsule")
    assert {one.code for one in found.formulations} == {one.code for one in NALTREXONE}


def test_answering_asks_three_questions(loaded: list[Specification], django_assert_num_queries: object) -> None:
    avoiding_page("lactose, dyes")  # from now on the contents are kept
    with django_assert_num_queries(3):  # type: ignore[operator]
        avoiding_page("lactose, dyes")


@pytest.fixture
def reader(client: Client, loaded: list[Specification], approver: User, pharmacy: object) -> Client:
    client.force_login(approver)
    return client


def words_of(page: HttpResponse) -> str:
    """The page's own part as a reader sees it, in single ordinary spaces."""
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_page_shows_what_was_compared_what_was_not_and_the_fill(reader: Client) -> None:
    shown = words_of(reader.get("/formulary/avoiding/", {"avoid": "lactose, zzyx", "find": "naltrexone capsules"}))
    for words in ("compared lactose", "not understood zzyx", "1 of 1 fit what was understood", "about 82 mg filler"):
        assert words in shown, words


def test_the_page_begins_with_an_empty_form(reader: Client) -> None:
    shown = words_of(reader.get("/formulary/avoiding/"))
    assert "No names of patients" in shown
    assert shown.endswith("Compare")


@pytest.mark.parametrize("page", ["0", "-1", "x", "999"])
def test_a_page_number_that_is_none_shows_a_page_that_is(reader: Client, page: str) -> None:
    assert reader.get("/formulary/avoiding/", {"avoid": "lactose", "page": page}).status_code == 200


def test_a_text_of_any_length_is_answered(reader: Client) -> None:
    assert reader.get("/formulary/avoiding/", {"avoid": "x, " * 3000}).status_code == 200


def test_what_is_typed_is_shown_as_text(reader: Client) -> None:
    page = reader.get("/formulary/avoiding/", {"avoid": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
