"""The master formulation record as a PDF: its hash on each page, its mark on what is not approved, the same bytes."""

import copy

import pypdfium2
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from formulations import approved_never_change
from formulations.models import Specification
from formulations.reference.formulary import sha256_of
from pharmacy.staff.models import User

LIQUID = "naltrexone-oral-liquid"


def address(code: str, *, version: int = 1, quantity: str = "") -> str:
    path = reverse("documents:master-record", kwargs={"code": code, "version": version})
    return f"{path}?quantity={quantity}" if quantity else path


def pages_of(response: HttpResponse) -> list[str]:
    """The text of each page, with single spaces."""
    assert response.status_code == 200, response.content
    with pypdfium2.PdfDocument(response.content) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.fixture
def reader(client: Client, loaded: list[Specification], approver: User, pharmacy: object) -> Client:
    client.force_login(approver)
    return client


@pytest.fixture
def draft(loaded: list[Specification], author: User) -> Specification:
    row = Specification.objects.get(formulation__code=LIQUID)
    content = copy.deepcopy(row.content)
    content["formulation"]["summary"] = "A change nobody has looked at."
    return Specification.objects.create(
        formulation=row.formulation, version=2, content=content, sha256=sha256_of(content), author=author
    )


def test_each_page_carries_the_hash_and_its_number(reader: Client) -> None:
    pages = pages_of(reader.get(address(LIQUID)))
    row = Specification.objects.get(formulation__code=LIQUID)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"SHA-256 {row.sha256}" in page
        assert f"Page {number} of {len(pages)}" in page


def test_an_approved_record_names_who_approved_it(reader: Client) -> None:
    first = pages_of(reader.get(address(LIQUID)))[0]
    assert "Version 1: Approved" in first
    assert "Approved by Ann Approver" in first


def test_a_draft_says_so_on_each_page(reader: Client, draft: Specification) -> None:
    for page in pages_of(reader.get(address(LIQUID, version=2))):
        assert "DRAFT, not approved" in page


def test_the_mark_across_the_page_is_drawn_for_a_draft_alone(reader: Client, draft: Specification) -> None:
    approved, unapproved = (reader.get(address(LIQUID, version=n)).content for n in (1, 2))
    assert _reddish(unapproved) > 10 * _reddish(approved) + 1000


def _reddish(content: bytes) -> int:
    """How many points of the second page are pale red, as the mark across the page is."""
    with pypdfium2.PdfDocument(content) as pdf:
        picture = pdf[1].render(scale=0.5).to_pil().convert("RGB")
    return sum(
        1 for red, green, _ in zip(*[iter(picture.tobytes())] * 3, strict=True) if red > 240 and 200 < green < 235
    )


def test_the_same_version_gives_the_same_bytes(reader: Client) -> None:
    assert reader.get(address(LIQUID)).content == reader.get(address(LIQUID)).content


def test_a_batch_size_adds_a_column_of_worked_amounts(reader: Client) -> None:
    first = pages_of(reader.get(address(LIQUID, quantity="60 ml")))[0]
    assert "In 100 ml In 60 ml" in first.replace("\u00a0", " ")


def test_a_batch_size_that_makes_no_sense_is_refused_in_words(reader: Client) -> None:
    response = reader.get(address(LIQUID, quantity="60 capsules"))
    assert response.status_code == 409
    assert "written in ml" in response.content.decode()


def test_the_pdf_is_tagged_and_says_its_title(reader: Client) -> None:
    content = reader.get(address(LIQUID)).content
    with pypdfium2.PdfDocument(content) as pdf:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(pdf.raw)
        title = pdf.get_metadata_value("Title").replace("\u00a0", " ")
    assert title == "Master formulation record: Naltrexone hydrochloride 1 mg/ml oral liquid, version 1, Approved"


def test_an_approved_version_that_was_altered_is_not_printed(reader: Client) -> None:
    with connection.cursor() as cursor:
        for statement in approved_never_change.unlock_statements(connection.vendor):
            cursor.execute(statement)
    Specification.objects.filter(formulation__code=LIQUID).update(sha256="0" * 64)
    response = reader.get(address(LIQUID))
    assert response.status_code == 409
    assert "was changed after its approval" in response.content.decode()


def test_a_version_that_is_not_there_is_not_found(reader: Client) -> None:
    assert reader.get(address(LIQUID, version=9)).status_code == 404
    assert reader.get(address("no-such")).status_code == 404


@pytest.mark.parametrize("quantity", ["", "7 "])
def test_each_shipped_formulation_can_be_printed(reader: Client, loaded: list[Specification], quantity: str) -> None:
    for row in loaded:
        basis = row.content["preparation"]["basis"].split(" ", 1)[1]
        size = f"{quantity}{basis}" if quantity else ""
        response = reader.get(address(row.formulation.code, version=row.version, quantity=size))
        assert response.status_code == 200, (row, response.content)
        assert response["Content-Disposition"] == f'inline; filename="{row.formulation.code}-version-{row.version}.pdf"'
