"""What the formulary's pages show, and how little they ask of the database."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.asserts import assertContains, assertNumQueries

from formulations.models import DeviceCalibration, Formulation, Specification
from pharmacy.staff.clock import now
from pharmacy.staff.models import User

CODES = [
    "naltrexone-capsule",
    "naltrexone-cream",
    "naltrexone-microgram-liquid",
    "naltrexone-oral-liquid",
    "naltrexone-oral-liquid-unpreserved",
    "naltrexone-sublingual-drops",
]
SIGN_IN = 3  # session, user and pharmacy


def words_of(page: HttpResponse) -> str:
    """The page as a reader sees it: no tags, single spaces, ordinary ones too between number and unit."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def reader(client: Client, loaded: list[Specification], approver: User, pharmacy: object) -> Client:
    client.force_login(approver)
    client.get("/formulary/")
    return client


def test_the_list_shows_what_can_be_made_with_its_version(reader: Client) -> None:
    page = reader.get("/formulary/")
    for code in CODES:
        assertContains(page, code)
    assertContains(page, "Version 1", count=6)


def test_the_list_shows_what_cannot_be_made_with_the_reason(reader: Client) -> None:
    page = reader.get("/formulary/")
    assertContains(page, "Cannot be prescribed", count=2)
    assertContains(page, "no release rate and no stability")
    assertContains(page, "a compounded tablet needs its own tests of hardness and release")


@pytest.mark.parametrize("code", CODES)
def test_a_specification_is_readable_from_identity_to_sources(reader: Client, code: str) -> None:
    page = reader.get(f"/formulary/{code}/")
    for title in ("What it is", "What it is made of", "How long it keeps", "How a dose is measured", "Sources"):
        assertContains(page, f">{title}</h2>")
    assertContains(page, "Ann Approver")
    assertContains(page, Specification.objects.get(formulation__code=code).sha256)


def test_each_limit_stands_with_its_source_and_how_sure_it_is(reader: Client) -> None:
    words = words_of(reader.get("/formulary/naltrexone-oral-liquid/"))
    assert "United States, edition of 1 Nov 2023 35 days" in words
    assert "Study: fawcett-1997-refrigerator 60 days" in words
    assert "Ann Pharmacother 1997;31:1291-5 (abstract) study" in words
    assert "House rule for an opened bottle" in words


def test_the_marks_of_each_syringe_are_shown(reader: Client) -> None:
    words = words_of(reader.get("/formulary/naltrexone-oral-liquid/"))
    assert "holds 1 ml, a mark every 0.01 ml, from 0.11 ml" in words
    assert "holds 5 ml, a mark every 0.5 ml" in words


def test_a_number_and_its_unit_never_part_at_a_line_end(reader: Client) -> None:
    assertContains(reader.get("/formulary/"), "1\u00a0mg/ml oral liquid")


def test_what_the_pharmacy_measured_is_shown_beside_the_nominal_figure(reader: Client, approver: User) -> None:
    DeviceCalibration.objects.create(
        formulation=Formulation.objects.get(code="naltrexone-sublingual-drops"), device_code="dropper-20", value="21",
        unit="drop/ml", count=20, method="by weighing", measured_at=now(), measured_by=approver,
    )  # fmt: skip
    words = words_of(reader.get("/formulary/naltrexone-sublingual-drops/"))
    assert "nominally 20 drops in 1 ml, to be measured" in words
    assert "21 drop/ml, 20 counted, by weighing" in words


def test_a_formulation_without_specification_has_a_page_that_says_why(reader: Client) -> None:
    page = reader.get("/formulary/naltrexone-tablet/")
    assertContains(page, "cannot be prescribed")
    assertContains(page, "Prescribe the capsules")


def test_an_unknown_formulation_is_not_found(reader: Client) -> None:
    assert reader.get("/formulary/naltrexone-lozenge/").status_code == 404


def test_the_list_asks_three_questions_however_long_it_is(reader: Client) -> None:
    substance = Formulation.objects.first().substance
    Formulation.objects.bulk_create(
        Formulation(code=f"another-{number}", name=f"Another {number}", substance=substance) for number in range(20)
    )
    with assertNumQueries(SIGN_IN + 3):
        reader.get("/formulary/")


def test_a_page_asks_for_formulation_specification_measurements_reviews_and_drafts_only(reader: Client) -> None:
    with assertNumQueries(SIGN_IN + 5):
        reader.get("/formulary/naltrexone-capsule/")
