"""What a patient cannot take, against what the chosen formula contains."""

import pytest

from tests.screening.cases import allergy, found, screen

AVOIDED = ["stop excipient-avoided"]
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
        ("halal", {}, AVOIDED),
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
    ],
)
def test_liquids_are_compared_by_what_they_are_made_of(text, code, expected):
    assert found(allergy(text), code=code) == expected


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
