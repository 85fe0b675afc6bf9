"""What a label has to say, law by law, beside what the archived label says."""

import pytest
from django.test import Client
from django.urls import reverse

from formulations.reference.loader import LABEL_ELEMENTS
from pharmacy.documents.elements_by_law import elements_page
from pharmacy.documents.models import ArchivedFile, Document
from pharmacy.documents.papers.label_sheet import set_label_on_any
from tests.documents.a_paper import capsules, job
from tests.world import World, papered

pytestmark = pytest.mark.django_db


def test_every_element_stands_beside_what_each_law_asks(world: World) -> None:
    page = elements_page(papered(world).documents.get(kind="label"))
    rows = {row.name: row for row in page.rows}
    assert [law.code for law in page.laws] == ["us", "de", "gb"]
    assert len(page.rows) == len(LABEL_ELEMENTS)
    assert [one.title[:14] for one in rows["prescriber"].asked] == ["21 USC 353(b)(", "", ""]
    assert rows["prescriber"].says.startswith("Prescriber ")
    assert not any(row.is_missing for row in page.rows)


def test_each_source_is_said_once_and_each_cell_points_to_its_own(world: World) -> None:
    page = elements_page(papered(world).documents.get(kind="label"))
    assert len(set(page.sources)) == len(page.sources)
    for row, asked in page.numbered_rows:
        assert [page.sources[number - 1] if number else "" for _, number in asked] == [one.source for one in row.asked]


def test_what_another_law_asks_for_is_said_as_it_would_stand(world: World) -> None:
    page = elements_page(papered(world).documents.get(kind="label"))
    excipients = next(row for row in page.rows if row.name == "excipients")
    assert excipients.says == ""
    assert excipients.would_say.startswith("Contains ")
    assert not excipients.is_missing


def test_an_element_that_does_not_stand_on_the_pdf_is_missing_whatever_the_record_says(world: World) -> None:
    label = papered(world).documents.get(kind="label")
    _, _, layout = set_label_on_any(job(capsules(patient="Bo Ek", lot="260101-001")))
    label.file = ArchivedFile(sha256="0" * 64, content=layout.pdf)
    missing = {row.name for row in elements_page(label).rows if row.is_missing}
    assert {"patient name", "lot", "use by"} <= missing
    assert "compounded statement" not in missing


def test_the_page_names_the_sources_and_a_leaflet_has_none(world: World, client: Client) -> None:
    client.force_login(world.tom)
    batch = papered(world)
    label, leaflet = (batch.documents.get(kind=kind) for kind in (Document.Kind.LABEL, Document.Kind.LEAFLET))
    address = reverse("documents:elements", args=[label.public_id])
    assert address in client.get(reverse("documents:paper", args=[label.public_id])).content.decode()
    page = client.get(address).content.decode()
    assert page.count("21 USC 353(b)(2), label of a dispensed prescription drug (official)") == 1
    assert "Human Medicines Regulations 2012 (SI 2012/1916)" in page
    assert client.get(reverse("documents:elements", args=[leaflet.public_id])).status_code == 404
