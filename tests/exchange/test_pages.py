"""The pages of exchange: a file is read and shown, an order of it is gone on with, a supply is taken out."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pharmacy.exchange.entry_fields import entry_fields
from pharmacy.exchange.report_shown import show_report
from pharmacy.exchange.supplied import EXPORTED
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.drafts import typed_in
from pharmacy.prescriptions.forms.codes import codes_that_came
from pharmacy.prescriptions.models import EntryDraft, Patient, Prescription
from pharmacy.prescriptions.rail import step_of
from pharmacy.prescriptions.views.entry_context import entry_page
from tests.exchange.bundles import REQUEST, example, shipped
from tests.exchange.reports import bundle_of, find, order, report_on
from tests.world import World, build_world, entered, released

pytestmark = pytest.mark.django_db
CHOLECALCIFEROL = ("medicine", "colecalciferol 1000 units", "http://www.whocc.no/atc", "A11CC05")


@pytest.fixture
def world() -> World:
    return build_world()


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, content: object) -> Any:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/exchange/fhir/", {"fhir": SimpleUploadedFile("bundle.json", raw)})


def fields_of(bundle: dict[str, Any]) -> Any:
    (person,) = report_on(bundle).people
    (found,) = person.orders
    specification = shipped(found.formulation) if found.formulation else None
    return entry_fields(
        found, patient=person.patient, known=person.known_beside(found), specification=specification, spoken=("en",)
    )


def test_a_file_is_shown_and_nothing_of_it_is_stored(world: World) -> None:
    answer = send(browser(world.anna), example("capsule"))
    page = answer.content.decode()
    assert answer.status_code == 200
    for text in ("Grace Ellen Moss", "1.5 mg, once a day, bedtime, for 14 days", "Dr Ngozi Okafor, P-20417", "A11CC05"):
        assert text in page
    assert (EntryDraft.objects.count(), Patient.objects.count(), Prescription.objects.count()) == (0, 0, 0)


def test_the_language_that_a_patient_prefers_has_its_name(world: World) -> None:
    content = example("capsule")
    patient = next(one["resource"] for one in content["entry"] if one["resource"]["resourceType"] == "Patient")
    for code, said in (("en", "English"), ("fi", "Finnish"), ("sv", "sv")):
        patient["communication"] = [{"language": {"coding": [{"code": code}]}}]
        assert f"Prefers papers in: {said}<" in send(browser(world.anna), content).content.decode()


def test_a_file_with_nothing_for_a_prescription_says_so_and_leads_on(world: World) -> None:
    page = send(browser(world.tom), {"resourceType": "Observation"}).content.decode()
    assert "holds nobody for whom a prescription could be begun" in page
    assert "nothing is read from a resource of kind Observation" in page


def test_a_page_of_a_huge_file_stays_readable_and_says_what_it_does_not_show() -> None:
    orders = [order(id=f"o{number}") for number in range(103)]
    unreadable = [{"resourceType": "Condition", "code": number} for number in range(105)]
    shown = show_report(report_on(bundle_of(*orders, *unreadable)), find_specification=find, spoken=("en",))
    assert (len(shown.people[0].orders), shown.people[0].more) == (100, 3)
    assert (len(shown.not_read), shown.how_many_not_read) == (100, 105)


def test_what_is_no_fhir_is_refused_on_the_page(world: World) -> None:
    client = browser(world.anna)
    for content in (b"{", b"[]", b"\xff", b'{"a": 1, "a": 2}', b'{"resourceType": "Bundle"}', b" " * 25_000_001):
        answer = send(client, content)
        assert answer.status_code == 422, content[:20]
        assert "The file could not be read." in answer.content.decode()
    assert "The file has more than 25,000,000 bytes" in answer.content.decode()


def test_the_fields_of_an_order_are_an_entry_that_can_be_entered_as_it_stands(world: World) -> None:
    client = browser(world.anna)
    answer = client.post("/exchange/fhir/begin/", fields_of(example("capsule")))
    draft = EntryDraft.objects.get()
    assert answer.url == f"/prescriptions/begun/{draft.public_id}/"
    assert client.get(answer.url).status_code == 200
    page, _ = entry_page(typed_in(draft))
    assert page.is_valid(), page.still_needed()
    entry, read = page.entry(), report_on(example("capsule")).people[0].orders[0]
    assert (entry.formulation, entry.strength, entry.steps, entry.days) == (
        read.formulation, read.strength, read.steps, read.days,
    )  # fmt: skip
    assert [(one.kind, one.text, one.system, one.code) for one in entry.known] == [CHOLECALCIFEROL]


def test_words_alone_go_where_shorthand_is_typed_and_make_no_doses() -> None:
    said = order(dosageInstruction=[{"text": "1.5 mg po qhs"}, {"text": "then 3 mg"}])
    data = fields_of(bundle_of(said))
    assert data["shorthand"] == "1.5 mg po qhs then 3 mg"
    assert not [name for name in data if name.startswith("step")]
    assert "formulation" not in data


def test_a_strength_that_is_not_listed_is_filled_in_as_one_on_request() -> None:
    bundle = example("capsule")
    bundle["entry"][REQUEST]["resource"]["contained"][0]["ingredient"][0]["strength"]["numerator"]["value"] = 2.25
    data = fields_of(bundle)
    assert (data["strength"], data["other_strength"]) == ("on-request", "2.25 mg")


def test_a_code_belongs_to_its_text_and_what_was_tampered_with_says_nothing() -> None:
    data = fields_of(example("capsule"))
    kind, text, system, code = CHOLECALCIFEROL
    assert codes_that_came(data) == {(kind, text): (system, code)}
    for codes in ("{", "[1]", '[["medicine", "x"]]', "[" * 5000, '{"a": 1}', '[["a", "b", 1, "c"]]'):
        assert codes_that_came({"codes": codes}) == {}


def test_a_released_supply_is_taken_out_under_a_name_that_names_nobody(world: World) -> None:
    prescription = released(world).batch.prescription
    client = browser(world.tom)
    answer = client.post(f"/exchange/fhir/supplies/{prescription.public_id}/")
    assert answer["Content-Disposition"] == f'attachment; filename="prescription-{prescription.number}.fhir.json"'
    assert answer["Content-Type"].startswith("application/fhir+json")
    assert json.loads(answer.content)["resourceType"] == "Bundle"
    event = Event.objects.get(verb=EXPORTED)
    assert step_of(event.verb) == -1, "the rail shows the release as the last act"
    assert (event.actor, "Lindqvist" in event.facts) == ("tom", False)
    assert "Save as a FHIR file" in client.get(f"/supplies/of/{prescription.public_id}/").content.decode()


def test_before_a_release_there_is_nothing_to_take_out(world: World) -> None:
    prescription = entered(world)
    answer = browser(world.anna).post(f"/exchange/fhir/supplies/{prescription.public_id}/", follow=True)
    assert "has no supply that is released; release it first." in answer.content.decode()
