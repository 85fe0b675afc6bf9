"""Pages of papers: progress, the finished paper with its facts, and who may see and ask."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pharmacy.compounding.models import Batch
from pharmacy.documents.actions import request_documents
from pharmacy.documents.models import Document
from tests.world import World, checked, entered, papered

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def tom(world: World) -> Client:
    client = Client()
    client.force_login(world.tom)
    return client


def at(name: str, public_id: object) -> str:
    return reverse(f"documents:{name}", args=[public_id])


def test_without_a_batch_the_panel_says_what_comes_first(world: World, tom: Client) -> None:
    page = tom.get(at("panel", entered(world).public_id), headers=HTMX).content.decode()
    assert "once it is on record" in page


def test_asking_makes_rows_and_shows_progress_until_they_are_done(world: World, tom: Client) -> None:
    batch = checked(world)
    prescription = batch.prescription
    form = tom.get(at("panel", prescription.public_id), headers=HTMX).context["form"]
    answer = tom.post(at("ask", prescription.public_id), {"request_key": form.initial["request_key"]})
    assert answer.status_code == 302
    page = tom.get(at("panel", prescription.public_id), headers=HTMX).content.decode()
    assert "0 of 2 ready" in page
    assert 'hx-trigger="every 1s"' in page


def test_a_double_click_asks_once(world: World, tom: Client) -> None:
    batch = checked(world)
    for _ in range(2):
        tom.post(at("ask", batch.prescription.public_id), {"request_key": "k" * 32})
    assert Document.objects.count() == 2


def test_the_last_poll_asks_the_browser_to_load_the_page_again(world: World, tom: Client) -> None:
    batch = papered(world)
    polled = tom.get(at("panel", batch.prescription.public_id) + "?waiting=1", headers=HTMX)
    assert polled.headers["HX-Refresh"] == "true"
    assert "checked and archived" in polled.content.decode()


def test_a_failure_says_why_and_offers_to_try_again(world: World, tom: Client) -> None:
    batch = checked(world)
    label, _ = request_documents(batch=batch, by=world.tom)
    Document.objects.update(state="failed", problem="The label does not fit on 70 x 35 mm.")
    page = tom.get(at("panel", batch.prescription.public_id), headers=HTMX).content.decode()
    assert "The label does not fit on 70 x 35 mm." in page
    assert at("again", label.public_id) in page
    assert "does not fit" in tom.get(reverse("documents:needs_a_person"), headers=HTMX).content.decode()
    assert tom.post(at("again", label.public_id)).status_code == 302
    assert Document.objects.get(pk=label.pk).state == "queued"


def test_a_failed_paper_that_newer_papers_took_the_place_of_needs_nobody_any_more(world: World, tom: Client) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom)
    Document.objects.update(state="failed", problem="The label does not fit on 70 x 35 mm.")
    assert '<details class="fold" open>' in tom.get(at("panel", batch.prescription.public_id)).content.decode()
    request_documents(batch=batch, by=world.tom, stock="label-101x54")
    assert "Nothing waits" in tom.get(reverse("documents:needs_a_person")).content.decode()


def test_the_page_of_a_paper_that_is_being_made_asks_again_by_itself(world: World, tom: Client) -> None:
    label, _ = request_documents(batch=checked(world), by=world.tom)
    again = f'hx-get="{at("paper", label.public_id)}" hx-trigger="every 2s"'
    assert again in tom.get(at("paper", label.public_id)).content.decode()
    Document.objects.update(state="failed", problem="The label does not fit on 70 x 35 mm.")
    assert again not in tom.get(at("paper", label.public_id)).content.decode()


def test_a_failed_paper_leads_to_where_new_ones_are_made(world: World, tom: Client) -> None:
    label, _ = request_documents(batch=checked(world), by=world.tom)
    Document.objects.update(state="failed", problem="The label does not fit on 70 x 35 mm.")
    page = tom.get(at("paper", label.public_id)).content.decode()
    assert "could not be made" in page
    assert at("panel", label.batch.prescription.public_id) in page


def test_earlier_papers_of_a_lot_are_found_again_beside_the_newer_ones(world: World, tom: Client) -> None:
    batch = papered(world)
    first = batch.documents.get(kind="label")
    assert "Earlier papers" not in tom.get(at("panel", batch.prescription.public_id)).content.decode()
    newer, _ = request_documents(batch=batch, by=world.tom, stock="label-101x54")
    page = tom.get(at("panel", batch.prescription.public_id)).content.decode()
    earlier = page.partition("Earlier papers of this lot")[2]
    assert at("paper", first.public_id) in earlier
    assert at("paper", newer.public_id) not in earlier


def test_what_cannot_be_asked_for_is_said_in_the_form(world: World, tom: Client) -> None:
    batch = checked(world)
    batch.prescription.patient.language = "fi"
    batch.prescription.patient.save()
    answer = tom.post(at("ask", batch.prescription.public_id), {"request_key": "k" * 32})
    assert answer.status_code == 409
    assert "Finnish is not offered here" in answer.content.decode()


def test_the_form_says_which_language_the_papers_will_have(world: World, tom: Client) -> None:
    batch = checked(world)
    panel = at("panel", batch.prescription.public_id)
    assert "English, the pharmacy’s" in tom.get(panel).content.decode()
    batch.prescription.patient.language = "fi"
    batch.prescription.patient.save()
    assert "Finnish, the patient’s" in tom.get(panel).content.decode()


def test_a_form_without_its_key_is_refused(world: World, tom: Client) -> None:
    batch = checked(world)
    assert tom.post(at("ask", batch.prescription.public_id), {}).status_code == 422


def test_one_paper_shows_its_facts_its_hash_and_its_checks(world: World, tom: Client) -> None:
    label = papered(world).documents.get(kind="label")
    page = tom.get(at("paper", label.public_id)).content.decode()
    assert label.file_id in page
    assert label.facts_sha256 in page
    assert "The finished PDF says what the record says" in page
    assert label.batch.lot in page
    assert "<dd>English</dd>" in page


def test_the_pdf_is_the_archived_bytes_under_a_name_that_says_nothing(world: World, tom: Client) -> None:
    leaflet = papered(world).documents.get(kind="leaflet")
    answer = tom.get(at("pdf", leaflet.public_id))
    assert answer.content == bytes(leaflet.file.content)
    assert answer.headers["Content-Disposition"] == 'inline; filename="paper.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_preview_is_a_picture_of_the_label(world: World, tom: Client) -> None:
    batch = papered(world)
    answer = tom.get(at("label_preview", batch.prescription.public_id))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert tom.get(at("picture", batch.documents.get(kind="leaflet").public_id)).content.startswith(b"\x89PNG")


def test_a_label_is_shown_large_and_at_its_real_size(world: World, tom: Client) -> None:
    label = papered(world).documents.get(kind="label")
    page = tom.get(at("paper", label.public_id)).content.decode()
    assert "70 x 35 mm. Hold a label" in page
    assert 'width="265"' in page  # 70 mm at 96 dots an inch of 25.4 mm


def test_every_page_of_a_leaflet_is_shown_and_there_is_none_beyond_the_last(world: World, tom: Client) -> None:
    leaflet = papered(world).documents.get(kind="leaflet")
    page = tom.get(at("paper", leaflet.public_id)).content.decode()
    shown = [reverse("documents:page", args=[leaflet.public_id, number]) for number in range(1, leaflet.pages + 1)]
    assert all(address in page for address in shown)
    assert tom.get(shown[-1]).content.startswith(b"\x89PNG")
    beyond = reverse("documents:page", args=[leaflet.public_id, leaflet.pages + 1])
    assert tom.get(beyond).status_code == 404


def test_there_is_no_picture_and_no_pdf_before_there_is_a_paper(world: World, tom: Client) -> None:
    batch = checked(world)
    label, _ = request_documents(batch=batch, by=world.tom)
    for address in (at("label_preview", batch.prescription.public_id), at("pdf", label.public_id)):
        assert tom.get(address).status_code == 404


def test_an_auditor_reads_and_asks_for_nothing(world: World) -> None:
    batch = papered(world)
    auditor = Client()
    auditor.force_login(world.aud)
    page = auditor.get(at("panel", batch.prescription.public_id)).content.decode()
    assert "Make label and leaflet" not in page
    assert auditor.post(at("ask", batch.prescription.public_id), {"request_key": "k" * 32}).status_code == 403


def test_a_formulary_admin_sees_no_paper(world: World) -> None:
    label = papered(world).documents.get(kind="label")
    admin = Client()
    admin.force_login(world.fay)
    assert admin.get(at("pdf", label.public_id)).status_code == 403


def test_the_panel_asks_the_database_the_same_however_many_papers(world: World, tom: Client) -> None:
    batch = papered(world)
    _queries_of_the_panel(tom, batch)  # the first page of a session also writes the session
    few = _queries_of_the_panel(tom, batch)
    label = batch.documents.get(kind="label")
    for number in range(2, 12):
        label.pk, label.container, label.public_id, label.code = None, number, uuid4(), f"CODE{number}"
        label.save()
    assert _queries_of_the_panel(tom, batch) == few


def _queries_of_the_panel(client: Client, batch: Batch) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(at("panel", batch.prescription.public_id), headers=HTMX)
    return len(asked)
