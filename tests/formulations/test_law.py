"""What each country's rules say, as read from its file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from formulations.reference.formulary.keeping import LAW_CATEGORIES
from formulations.reference.law_editions import FOLDER, edition_in
from formulations.reference.loader import (
    LABEL_ELEMENTS,
    BadLaw,
    UnknownLaw,
    law,
    law_codes,
    law_edition,
    law_editions,
    law_from,
    storage_conditions,
)
from formulations.reference.typed_reader import Table
from formulations.science.dosage_forms import routes
from formulations.science.law import Law


def test_laws_of_three_countries_ship() -> None:
    assert law_codes() == ("de", "gb", "us")


def test_us_ceilings_are_14_35_90_and_180_days() -> None:
    assert {(one.code, one.category, one.days) for one in law("us", on=date(2023, 11, 1)).ceilings} == {
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


def test_the_day_of_making_decides_between_two_editions_of_one_law() -> None:
    assert [edition.valid_from for edition in law_editions("us")] == [date(2023, 11, 1), date(2014, 1, 1)]
    assert law("us", on=date(2023, 10, 31)).edition.startswith("USP <795> official 1 January 2014")
    assert law("us", on=date(2023, 11, 1)).edition.startswith("USP <795> official 1 November 2023")
    assert law("us") == law("us", on=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("code", "day", "first"),
    [("us", date(2013, 12, 31), "2014-01-01"), ("gb", date(2018, 7, 31), "2018-08-01"),
     ("de", date(2023, 12, 11), "2023-12-12")],
)  # fmt: skip
def test_a_day_before_any_edition_is_refused_by_name(code: str, day: date, first: str) -> None:
    with pytest.raises(UnknownLaw, match=f"no edition of the law '{code}' ships for {day}: the oldest .* from {first}"):
        law(code, on=day)


def test_an_edition_on_record_is_found_again_by_its_day_and_another_is_refused() -> None:
    assert law_edition("us", valid_from=date(2014, 1, 1)).ceilings[0].days == 14
    with pytest.raises(UnknownLaw, match="from 2020-01-01 does not ship; those that do: 2023-11-01, 2014-01-01"):
        law_edition("us", valid_from=date(2020, 1, 1))


def test_the_edition_of_2014_dates_by_route_storage_and_calendar_months() -> None:
    old = law("us", on=date(2023, 10, 31))
    assert {(one.category, one.span, one.routes, one.other_than, one.storage) for one in old.ceilings} == {
        ("nonpreserved-aqueous", "14 days", ("oral",), (), ("refrigerator",)),
        ("preserved-aqueous", "14 days", ("oral",), (), ("refrigerator",)),
        ("nonpreserved-aqueous", "30 days", (), ("oral",), ()),
        ("preserved-aqueous", "30 days", (), ("oral",), ()),
        ("nonaqueous-oral-liquid", "6 months", (), (), ()),
        ("other-nonaqueous", "6 months", (), (), ()),
    }
    assert (old.extension_ceiling_days, old.extension_needs_microbial, old.never_extend) == (None, (), ())


EDITIONS = [edition for code in law_codes() for edition in law_editions(code)]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: f"{one.code}-{one.valid_from}")
def test_nothing_that_a_law_must_state_is_missing(edition: Law) -> None:
    assert missing_from(edition) == []


def missing_from(edition: Law) -> list[str]:
    """Return what an edition leaves open: categories without an answer for a route, label elements, words."""
    unsaid = {category for one in edition.no_ceilings for category in one.categories}
    answers = [
        (f"{category} by route {route}", [one for one in edition.ceilings if one.category == category])
        for category in LAW_CATEGORIES
        for route in routes()
    ]
    missing = [
        what
        for what, ceilings in answers
        if not any(one.is_for_route(what.rpartition(" ")[2]) for one in ceilings) and what.split()[0] not in unsaid
    ]
    missing += [f"ceiling and no ceiling: {one.category}" for one in edition.ceilings if one.category in unsaid]
    needed = ("patient-name", "active-and-strength", "directions", "use-by", "storage", "pharmacy-name-and-address")
    missing += [f"label element {code}" for code in needed if code not in edition.label_elements]
    missing += [name for name in ("name", "edition", "label_language", "date_style") if not getattr(edition, name)]
    return missing


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"no_ceilings": ()}, "preserved-aqueous by route oral"),
        ({"label_elements": ("patient-name",)}, "label element use-by"),
        ({"date_style": ""}, "date_style"),
    ],
)
def test_what_is_missing_from_a_law_is_said(changes: dict[str, object], missing: str) -> None:
    assert missing in missing_from(replace(law("gb"), **changes))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: f"{one.code}-{one.valid_from}")
def test_every_storage_and_route_that_a_law_names_is_one_that_the_formulary_knows(edition: Law) -> None:
    conditions = set(storage_conditions()["conditions"])
    assert {code for one in edition.ceilings for code in one.storage} <= conditions
    assert {route for one in edition.ceilings for route in (*one.routes, *one.other_than)} <= set(routes())


@pytest.mark.parametrize("code", ["gb", "de"])
def test_guide_values_are_marked_and_none_of_them_is_a_rule(code: str) -> None:
    guides = law(code).guides
    assert guides
    assert {guide.span for guide in guides} == {"28 days", "6 months"}
    assert not {guide.code for guide in guides} & {ceiling.code for ceiling in law(code).ceilings}


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
        (
            {"ceilings": [{"code": "c", "category": "x", "days": 14, "months": 6, "why": "w", "source": "s"}]},
            r"ceilings\[1\].days = '14': a ceiling is stated in days or in months, one of the two",
        ),
        (
            {"ceilings": [{"code": "c", "category": "x", "why": "w", "source": "s"}]},
            r"a ceiling is stated in days or in months, one of the two",
        ),
        ({"no_ceilings": [{"categories": ["x"], "why": "w"}]}, r"no_ceilings\[1\].source is missing; add it"),
    ],
)
def test_a_slip_in_a_law_file_is_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(BadLaw, match=message):
        read(small_law(**changes))


def test_a_law_file_stands_in_the_folder_of_its_code_under_its_day(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    misnamed = folder / "2020-01-01.toml"
    misnamed.write_text((FOLDER / "gb" / "2018-08-01.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BadLaw, match=r"law/xx/2020-01-01\.toml: holds gb from 2018-08-01; name folder and file after"):
        edition_in(misnamed)


@pytest.mark.parametrize("code", law_codes())
def test_every_element_of_a_label_names_the_source_that_asks_for_it(code: str) -> None:
    found = law(code)
    assert [rule.code for rule in found.label_rules] == list(found.label_elements)
    assert {rule.source for rule in found.label_rules} <= set(found.sources)


def test_the_reason_of_an_element_is_kept() -> None:
    rules = {rule.code: rule for rule in law("de").label_rules}
    assert rules["lot"].why == "Not asked for in a Rezeptur, but a recall needs it."
    assert rules["lot"].source.how_sure == "house-rule"
    assert rules["patient-name"].why == ""
