"""A language is offered once a reviewer of this pharmacy has approved each sentence of it."""

import ctypes
from dataclasses import replace

import pypdfium2
import pypdfium2.raw
import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from formulations.reference import papers
from formulations.reference.papers import language
from pharmacy.documents.actions import PapersRefused, drain, request_documents
from pharmacy.documents.facts import facts_from, sha256_of_facts
from pharmacy.documents.finishing import make_paper
from pharmacy.documents.finishing.raster import text_of
from pharmacy.documents.models import Document
from pharmacy.documents.refusals import PaperDiffers
from pharmacy.languages import sentences
from pharmacy.languages.actions import approve_as_shipped, approve_part, approve_sentence, seen_together
from pharmacy.languages.models import Offer, Review
from pharmacy.languages.part_names import NAMES
from pharmacy.languages.queries import language_of_paper, offered_language, offered_languages
from pharmacy.languages.refusals import NotApproved, NotOffered
from pharmacy.languages.sentences import general_parts, medicine_parts, phrase_key
from pharmacy.languages.shown import part_of, part_page
from pharmacy.languages.wording import objections
from pharmacy.ledger.models import Event
from pharmacy.staff.accounts import open_account
from pharmacy.staff.models import Role
from tests.world import TITRATION, World, checked

FINNISH = language("fi")


def offered() -> list[str]:
    return [one.code for one in offered_languages()]


def approve_general(world: World, *, but: str = "") -> None:
    """Approve every part of the Finnish that every paper needs, but one."""
    for part in general_parts("fi"):
        if part.code != but:
            approve_part(language="fi", part=part, seen=seen_together(part.sentences), by=world.anna)


def approve(world: World, part: str, key: str, wording: str) -> Review:
    found = part_of("fi", part=part)
    seen = next(one.seen for one in found.sentences if one.key == key)
    return approve_sentence(language="fi", part=found, key=key, seen=seen, wording=wording, by=world.anna)


def language_of_pdf(pdf: bytes) -> str:
    """The language that a PDF says it is in."""
    document, room = pypdfium2.PdfDocument(pdf), (ctypes.c_ushort * 20)()
    length = pypdfium2.raw.FPDFCatalog_GetLanguage(document.raw, room, 20)
    return bytes(room)[: length - 2].decode("utf-16-le")


def replace_facts(document: Document, *, facts: dict[str, object]) -> Document:
    """The paper as it would stand on record, had it been asked for with other facts."""
    document.facts, document.facts_sha256 = facts, sha256_of_facts(facts)
    return document


def test_a_new_pharmacy_offers_no_language_not_even_english(pharmacy: object) -> None:
    assert offered() == []


def test_a_new_pharmacy_is_led_to_the_sentences_that_wait(pharmacy: object, client: Client) -> None:
    anna = open_account(username="anna", full_name="Anna Bell", role=Role.PHARMACIST, password=None)
    client.force_login(anna)
    assert "No paper can be made here yet" in client.get("/").content.decode()
    approve_as_shipped(language="en", by=anna)
    assert "No paper can be made here yet" not in client.get("/").content.decode()


def test_a_language_is_offered_with_the_last_sentence_approved_and_not_before(world: World) -> None:
    approve_general(world, but="label")
    assert offered() == ["en"]
    label = part_of("fi", part="label")
    approve_part(language="fi", part=label, seen=seen_together(label.sentences), by=world.anna)
    assert offered() == ["en", "fi"]
    assert Event.objects.filter(verb="language.offered", subject="language:fi").count() == 1


def test_an_approval_names_who_and_when(world: World) -> None:
    approve(world, "label", "label.lot", "")
    row = next(one for one in part_page("fi", part="label").rows if one.sentence.key == "label.lot")
    assert (row.approval.by, row.approval.own) == ("Anna Berg", "")
    assert Event.objects.filter(verb="wording.approved", actor="anna", subject="language:fi").count() == 1


def test_the_pharmacy_s_own_wording_stands_on_its_papers_and_papers_asked_for_before_keep_theirs(world: World) -> None:
    approve_general(world)
    before = offered_languages()[1]
    approve(world, "label", "label.lot", "Eränumero {lot}")
    after = offered_languages()[1]
    assert after.say("label.lot", lot="7") == "Eränumero 7"
    assert language_of_paper("fi", version=before.version).say("label.lot", lot="7") == "Erä 7"
    assert language_of_paper("fi", version=after.version).say("label.lot", lot="7") == "Eränumero 7"
    assert Offer.objects.filter(language="fi").count() == 2


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("Erä", "exactly these values: {lot}"), ("Erä {lot} {patient}", "exactly these values"),
        ("Erä {lot.__class__}", "exactly these values"), ("Erä {lot!r}", "exactly these values"),
        ("Erä {lot:>99}", "exactly these values"), ("Erä {lot", "braces"), ("Ihmeerä {lot}", "advertises"),
        ("Erä\u202e {lot}", "nobody sees"), ("Erä {lot} .5 mg", "overlooked"), ("x" * 601, "600"), (" ", "empty"),
    ],
)  # fmt: skip
def test_a_wording_that_could_harm_is_refused_with_the_reason(wording: str, why: str) -> None:
    assert why in " ".join(objections(wording, source="Lot {lot}", language=FINNISH))


def test_a_sentence_that_changes_with_a_release_is_open_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    approve_general(world)
    changed = replace(FINNISH, sentences={**FINNISH.sentences, "label.lot": "Eränumero {lot}"}, version="f" * 64)
    shipped = papers.language
    monkeypatch.setattr(papers, "language", lambda code: changed if code == "fi" else shipped(code))
    for cached in (sentences.general_parts, sentences.basis_of):
        cached.cache_clear()
    try:
        assert offered() == ["en"]
        open_ones = [row.sentence.key for row in part_page("fi", part="label").rows if row.is_stale]
        assert open_ones == ["label.lot"]
        approve(world, "label", "label.lot", "")
        assert offered() == ["en", "fi"]
    finally:
        monkeypatch.undo()
        for cached in (sentences.general_parts, sentences.basis_of):
            cached.cache_clear()


def test_what_changed_since_the_page_was_loaded_is_not_approved(world: World) -> None:
    label = part_of("fi", part="label")
    with pytest.raises(NotApproved, match="Load the page again"):
        approve_part(language="fi", part=label, seen="0" * 64, by=world.anna)
    with pytest.raises(NotApproved, match="Load the page again"):
        approve_sentence(language="fi", part=label, key="label.lot", seen="0" * 64, wording="", by=world.anna)


def test_papers_in_a_language_that_is_not_offered_are_refused_by_name(world: World) -> None:
    batch = checked(world)
    with pytest.raises(PapersRefused, match=r"Finnish is not offered here: \d+ of its sentences are not approved"):
        request_documents(batch=batch, by=world.tom, language="fi")
    assert not Document.objects.exists()


def test_papers_of_a_medicine_whose_sentences_are_not_approved_are_refused_with_the_list(world: World) -> None:
    approve_general(world)
    with pytest.raises(PapersRefused, match=r"no approved Finnish for .* 'naltrexone hydrochloride capsules'"):
        request_documents(batch=checked(world), by=world.tom, language="fi")
    assert not Document.objects.exists()


def test_a_paper_is_not_made_from_other_sentences_than_those_it_was_asked_for_with(world: World) -> None:
    request_documents(batch=checked(world), by=world.tom)
    asked = Document.objects.first()
    facts = {**asked.facts, "language_version": "0" * 64}
    with pytest.raises(PaperDiffers, match="A release changed the sentences"):
        make_paper(replace_facts(asked, facts=facts), facts=facts_from(facts))


def test_a_pharmacy_may_word_a_sentence_of_a_medicine_itself(world: World) -> None:
    approve_as_shipped(language="fi", by=world.anna)
    approve(world, "of-naltrexone", phrase_key("Swallow whole."), "Niele kapseli kokonaisena.")
    request_documents(batch=checked(world), by=world.tom, language="fi")
    facts = Document.objects.first().facts
    assert "Niele kapseli kokonaisena." in facts["medicine"]["label_warnings"]
    assert facts["medicine"]["container"] == "purkki"


@pytest.mark.parametrize(
    ("code", "on_the_label", "on_the_leaflet"),
    [
        ("fi", "Älä käytä opioidilääkkeiden", "1 tippa (0,25 mg)"),
        ("de", "Nicht zusammen mit Opioiden", "1 Tropfen (0,25 mg)"),
        ("es", "No usar con medicamentos opioides", "1 gota (0,25 mg)"),
    ],
)
def test_a_titration_has_label_and_leaflet_in_the_patient_s_language(
    world: World, code: str, on_the_label: str, on_the_leaflet: str
) -> None:
    approve_as_shipped(language=code, by=world.anna)
    batch = checked(world, entry=replace(TITRATION, patient=replace(TITRATION.patient, language=code)))
    request_documents(batch=batch, by=world.tom)
    drain()
    done = {one.kind: one for one in Document.objects.select_related("file")}
    assert {kind: one.problem for kind, one in done.items()} == {"label": "", "leaflet": ""}
    assert on_the_label in text_of(bytes(done["label"].file.content))
    leaflet = bytes(done["leaflet"].file.content)
    assert on_the_leaflet in text_of(leaflet)
    assert language_of_pdf(leaflet) == code


def test_what_a_pharmacy_that_trains_approves_again_keeps_its_own_wording(world: World) -> None:
    approve_as_shipped(language="fi", by=world.anna)
    approve(world, "label", "label.lot", "Eränumero {lot}")
    assert approve_as_shipped(language="fi", by=world.anna) == 0
    assert offered_language("fi").say("label.lot", lot="7") == "Eränumero 7"


def test_a_pharmacist_approves_on_the_page_and_others_only_read(world: World) -> None:
    address, client = reverse("languages:part", args=("fi", "label")), Client()
    client.force_login(world.anna)
    page = part_page("fi", part="label")
    assert page.open == len(page.rows)
    assert client.post(address, {"seen": page.seen})["Location"] == reverse("languages:part", args=("fi", "changed"))
    assert part_page("fi", part="label").open == 0
    seen = next(row.sentence.seen for row in page.rows if row.sentence.key == "label.lot")
    refused = client.post(address, {"key": "label.lot", "seen": seen, "wording": "Erä"})
    assert (refused.status_code, "exactly these values" in refused.content.decode()) == (409, True)
    assert 'aria-describedby="problem-2" autofocus' in refused.content.decode()
    client.force_login(world.tom)
    assert "<textarea" not in client.get(address).content.decode()


def test_a_pharmacist_is_led_from_sentence_to_sentence_and_from_part_to_part(world: World, client: Client) -> None:
    client.force_login(world.anna)
    address = reverse("languages:part", args=("fi", "who-to-ask"))
    pharmacy, prescriber = part_of("fi", part="who-to-ask").sentences
    first = client.post(address, {"key": pharmacy.key, "seen": pharmacy.seen, "wording": ""})
    assert first["Location"] == f"{address}#sentence-2"
    last = client.post(address, {"key": prescriber.key, "seen": prescriber.seen, "wording": ""})
    assert last["Location"] == reverse("languages:part", args=("fi", "figure"))
    approve_as_shipped(language="fi", by=world.anna)
    again = client.post(address, {"key": prescriber.key, "seen": prescriber.seen, "wording": ""})
    assert again["Location"] == f"{address}#sentence-2"


def test_every_part_of_a_language_has_a_name() -> None:
    assert {part.code for part in general_parts("de")} <= NAMES.keys()


def test_a_claim_is_said_once() -> None:
    found = objections("This cures everything.", source="Use by", language=language("en"))
    assert found == ("'cures' claims a cure.",)


def test_the_list_says_how_far_each_language_is(world: World) -> None:
    client = Client()
    client.force_login(world.aud)
    total = sum(len(part.sentences) for part in general_parts("es"))
    assert f"0 of {total} approved" in client.get(reverse("languages:list")).content.decode()
    content = client.get(reverse("languages:page", args=("es",))).content.decode()
    assert f"0 of {len(medicine_parts('es')[0].sentences)}" in content
    assert client.get(reverse("languages:page", args=("sv",))).status_code == 404


def test_a_language_is_not_replaced_by_one_that_is_offered(world: World) -> None:
    with pytest.raises(NotOffered, match="Offered: English"):
        offered_language("de")


@pytest.mark.parametrize("rows", [Review, Offer])
def test_what_a_reviewer_approved_is_neither_changed_nor_removed(world, rows):
    written = rows.objects.order_by("pk")
    before = list(written.values())
    assert before
    with pytest.raises(Error, match="never changes: approve anew"), transaction.atomic():
        written.update(language="xx")
    with pytest.raises(Error, match="never changes: approve anew"), transaction.atomic():
        written._raw_delete(using="default")  # past Django's own care, straight at the rows
    assert list(written.values()) == before
