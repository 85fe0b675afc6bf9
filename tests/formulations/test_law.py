"""What each country's rules say, as read from its file."""

from datetime import date
from decimal import Decimal

import pytest

from formulations.reference.loader import LABEL_ELEMENTS, BadLaw, UnknownLaw, law, law_codes, law_from
from formulations.reference.typed_reader import Table


def test_laws_of_three_countries_ship() -> None:
    assert law_codes() == ("de", "gb", "us")


def test_us_ceilings_are_14_35_90_and_180_days() -> None:
    assert {(one.code, one.category, one.days) for one in law("us").ceilings} == {
        ("us-nonpreserved-aqueous", "nonpreserved-aqueous", 14),
        ("us-preserved-aqueous", "preserved-aqueous", 35),
        ("us-nonaqueous-oral-liquid", "nonaqueous-oral-liquid", 90),
        ("us-other-nonaqueous", "other-nonaqueous", 180),
    }


def test_us_counts_the_day_of_making_and_the_others_do_not() -> None:
    assert [law(code).day_of_making_counts for code in ("us", "gb", "de")] == [True, False, False]


def test_us_extension_ends_at_180_days_and_never_lengthens_an_unpreserved_liquid() -> None:
    us = law("us")
    assert us.extension_ceiling_days == 180
    assert us.never_extend == ("nonpreserved-aqueous",)
    assert "preserved-aqueous" in us.extension_needs_microbial


@pytest.mark.parametrize("code", ["gb", "de"])
def test_a_law_without_ceilings_leaves_the_house_limits_to_rule(code: str) -> None:
    assert law(code).ceilings == ()
    assert law(code).extension_ceiling_days is None


def test_us_label_names_prescriber_and_prescription_as_21_usc_353_asks() -> None:
    assert {"prescriber", "prescription-number", "date-of-supply", "directions"} <= set(law("us").label_elements)


def test_gb_label_says_keep_out_of_reach() -> None:
    assert "keep-out-of-reach" in law("gb").label_elements


def test_de_label_is_german_and_lists_excipients_and_in_use_life() -> None:
    de = law("de")
    assert de.label_language == "de"
    assert {"excipients", "made-on", "in-use-life", "route", "quantity"} <= set(de.label_elements)


@pytest.mark.parametrize("code", ["us", "gb", "de"])
def test_every_law_has_edition_date_least_type_size_and_sources(code: str) -> None:
    found = law(code)
    assert found.edition
    assert found.valid_from <= date(2026, 11, 22)
    assert found.least_type_size_pt == Decimal(7)
    assert set(found.label_elements) <= set(LABEL_ELEMENTS)
    assert all(source.how_sure for source in found.sources)


def test_an_unknown_law_names_those_that_ship() -> None:
    with pytest.raises(UnknownLaw, match="law 'fr' is not known; choose one of: de, gb, us"):
        law("fr")


def small_law(**changes: object) -> dict[str, object]:
    document: dict[str, object] = {
        "code": "xx", "name": "Nowhere", "edition": "1", "valid_from": "2026-01-01", "label_language": "en",
        "day_of_making": {"counts": False, "source": "s"},
        "extension": {"source": "s"},
        "label": {
            "elements": [{"code": "use-by", "source": "s"}],
            "type_size": {"least_pt": "7", "source": "s"},
            "dates": {"style": "day-month-year", "source": "s"},
        },
        "sources": [{"code": "s", "title": "A source", "how_sure": "official"}],
    }  # fmt: skip
    return document | changes


def read(document: dict[str, object]) -> object:
    return law_from(Table(document, path="law/xx.toml: ", error=BadLaw))


def test_a_complete_law_is_read() -> None:
    assert read(small_law()).code == "xx"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"valid_from": "soon"}, r"law/xx\.toml: valid_from = 'soon': must be a date such as 2023-11-01"),
        ({"day_of_making": {"counts": "no", "source": "s"}}, r"day_of_making.counts = 'no': must be true or false"),
        ({"day_of_making": {"counts": True, "source": "t"}}, r"source = 't': is not among the sources listed"),
        ({"day_of_making": {"counts": True}}, r"day_of_making.source is missing; add it"),
        ({"ceiling": []}, r"ceiling = '\[\]': is a key that is not known here"),
        (
            {"ceilings": [{"code": "c", "category": "x", "days": -1}]},
            r"ceilings\[1\].days = '-1': must be a whole number",
        ),
    ],
)
def test_a_slip_in_a_law_file_is_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(BadLaw, match=message):
        read(small_law(**changes))
