"""What a patient cannot take, against what the chosen formula contains."""

import pytest

from tests.screening.cases import allergy, found, screen

AVOIDED = ["stop excipient-avoided"]
WITH_PARABENS = "enalapril-oral-suspension"
ASKED = ["warn origin-not-stated"]
LACTOSE, SUCROSE = {"filler": "lactose"}, {"filler": "sucrose"}
PLANT_SHELL = {"shell": "hypromellose-shell"}


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("lactose intolerance", LACTOSE, AVOIDED),
        ("lactose intolerance", SUCROSE, []),
        ("cow's milk allergy", LACTOSE, AVOIDED),
        ("Sucrose", SUCROSE, AVOIDED),
        ("hereditary fructose intolerance", SUCROSE, AVOIDED),
        ("hereditary fructose intolerance", LACTOSE, []),
        ("gelatin", {}, AVOIDED),
        ("gelatin", PLANT_SHELL, []),
        ("vegan", {}, AVOIDED),
        ("vegan", PLANT_SHELL, []),
        ("vegan", PLANT_SHELL | LACTOSE, AVOIDED),
        ("halal", {}, ASKED),
        ("halal", PLANT_SHELL, []),
        ("kosher", {}, ASKED),
        ("pork", {}, AVOIDED),
        ("no beef (Hindu)", {}, AVOIDED),
        ("alpha gal", {}, AVOIDED),
        ("vegetarian", {}, AVOIDED),
        ("no animal products", {}, AVOIDED),
        ("pescatarian", {}, ASKED),
        ("pork", PLANT_SHELL, []),
        ("microcrystalline cellulose", {}, AVOIDED),
        ("titanium dioxide", {"shell": "gelatine-shell-white"}, AVOIDED),
        ("titanium dioxide", {}, []),
        ("food dyes", {"shell": "gelatine-shell-coloured"}, AVOIDED),
        ("E171", {"shell": "hypromellose-shell-white"}, AVOIDED),
        ("gluten", {}, []),
        ("peanuts", {}, []),
        ("soya", {}, []),
        ("parabens", {}, []),
        ("penicillin", {}, []),
        ("allergic to aspirin and penicillin (rash)", {}, []),
        ("no known allergies", {}, []),
        ("NKDA", {}, []),
    ],
)
def test_an_allergy_stops_only_when_the_chosen_formula_carries_it(text, choices, expected):
    assert found(allergy(text), choices=choices) == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("benzoate", "naltrexone-oral-liquid", AVOIDED),
        ("benzoate", "naltrexone-oral-liquid-unpreserved", []),
        ("preservatives", "naltrexone-oral-liquid", AVOIDED),
        ("glycerol", "naltrexone-oral-liquid", AVOIDED),
        ("glycerine", "naltrexone-sublingual-drops", AVOIDED),
        ("lactose", "naltrexone-sublingual-drops", AVOIDED),
        ("lactose", "naltrexone-oral-liquid", []),
        ("vegetarian", "naltrexone-oral-liquid", ASKED),
        ("vegan", "naltrexone-oral-liquid", ASKED),
        ("halal", "naltrexone-oral-liquid", ASKED),
        ("kosher", "naltrexone-sublingual-drops", ASKED),
        ("vegetarian", "naltrexone-oral-liquid-unpreserved", []),
        ("lactose intolerance", "clonidine-oral-suspension", AVOIDED),
    ],
)
def test_liquids_are_compared_by_what_they_are_made_of(text, code, expected):
    assert found(allergy(text), code=code) == expected


@pytest.mark.parametrize(
    "text",
    ["E110", "E 110", "sunset yellow", "sunset yellow FCF", "yellow 6", "azo dyes", "food colouring", "tartrazine",
     "E102", "E 102", "yellow 5"],
)  # fmt: skip
def test_a_dye_of_the_source_tablet_is_found_by_name_number_and_group(text):
    assert AVOIDED[0] in found(allergy(text), code="clonidine-oral-suspension")
    assert found(allergy(text), code="naltrexone-oral-liquid") == []


@pytest.mark.parametrize(
    "text",
    ["parabens", "methylparaben", "methyl paraben", "nipagin", "hydroxybenzoates",
     "E214", "E215", "E 216", "E217", "E218", "E 219"],
)  # fmt: skip
def test_parabens_are_known_by_name_and_number(text):
    assert found(allergy(text), code=WITH_PARABENS) == AVOIDED
    assert found(allergy(text), code="naltrexone-oral-liquid") == []


def test_an_origin_that_is_not_stated_is_asked_after_and_a_way_out_is_named():
    (finding,) = screen(allergy("halal")).findings
    assert "it is not stated from which animal or plant it comes. Ask the maker." in finding.message
    assert "as shell choose hard hypromellose (plant) capsule shell" in finding.message


def test_what_surely_comes_from_an_animal_stops_beside_what_only_may():
    assert found(allergy("vegan"), choices=LACTOSE | {"shell": "gelatine-shell"}) == AVOIDED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vegetarian diet", AVOIDED),
        ("lacto-ovo vegetarian", AVOIDED),
        ("plant-based", AVOIDED),
        ("strict vegan", AVOIDED),
        ("animal-free", AVOIDED),
        ("halal only", ASKED),
        ("must be halal", ASKED),
        ("observant Muslim", ASKED),
        ("no pork", AVOIDED),
        ("pork-free", AVOIDED),
        ("no gelatine", AVOIDED),
        ("vegetarian, no gelatine capsules", AVOIDED),
    ],
)
def test_wishes_of_diet_and_faith_are_read_as_people_write_them(text, expected):
    assert found(allergy(text)) == expected


def test_the_message_names_the_choices_that_avoid_it():
    finding = screen(allergy("lactose intolerance"), choices=LACTOSE).findings[0]
    assert "as filler choose microcrystalline cellulose (Avicel PH-105) or sucrose" in finding.message


def test_a_forbidden_filler_is_never_offered_as_a_way_out():
    message = screen(allergy("lactose intolerance"), choices=LACTOSE).findings[0].message
    assert "calcium carbonate" not in message
    assert "hypromellose" not in message


def test_where_no_choice_avoids_it_the_message_says_so():
    finding = screen(allergy("benzoate"), code="naltrexone-oral-liquid").findings[0]
    assert "No choice of this formulation avoids it" in finding.message


@pytest.mark.parametrize("text", ["naltrexone", "Naltrexone hydrochloride", "LDN", "allergic to ReVia"])
def test_an_allergy_to_the_active_stops_for_good(text):
    assert found(allergy(text)) == ["final stop allergy-to-active"]


def test_naloxone_is_another_medicine():
    assert found(allergy("naloxone")) == []


@pytest.mark.parametrize("text", ["unobtainium", "severe rash", "peanuts and unobtainium", "???"])
def test_an_allergy_that_is_not_recognised_was_not_checked(text):
    assert found(allergy(text)) == ["warn allergy-not-checked"]


def test_a_partly_recognised_allergy_gives_the_finding_and_is_not_checked():
    assert found(allergy("lactose, unobtainium"), choices=LACTOSE) == [*AVOIDED, "warn allergy-not-checked"]


def test_a_tablet_whose_excipients_are_not_on_file_was_not_compared_with_an_intolerance() -> None:
    (finding,) = screen(allergy("lactose"), code="baclofen-oral-suspension").findings
    assert (finding.code, finding.severity.value) == ("allergy-not-checked", "warn")
    assert "not with baclofen 20 mg tablets" in finding.message


def test_a_tablet_whose_excipients_are_listed_in_full_is_compared() -> None:
    assert found(allergy("parabens"), code="naltrexone-sublingual-drops") == []


def test_what_a_tablet_is_known_to_carry_is_found_though_its_list_is_not_full() -> None:
    assert found(allergy("lactose"), code="captopril-oral-liquid") == AVOIDED
