"""A patient's record is corrected: who may, what is refused, what it changes and what it leaves as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.documents.actions import drain, request_documents
from pharmacy.documents.models import Document
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import enter_prescription
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import Patient
from pharmacy.prescriptions.patient_acts import RecordChanged, correct_patient, state_of
from pharmacy.prescriptions.queries import patients_named
from pharmacy.staff.clock import today
from pharmacy.staff.refusals import NotAllowed
from tests.world import ADA, OMAR, ORDERS, destroy_old_prints, entered, print_papers, printed, released

pytestmark = pytest.mark.django_db
RIGHT = replace(ADA, family_name="Lindquist")


@pytest.fixture
def ada(world):
    return entered(world).patient


def correct(patient, world, *, to=RIGHT, by="tom"):
    return correct_patient(patient=patient, corrected=to, seen=state_of(patient), by=getattr(world, by))


def test_a_corrected_name_stands_on_record_and_finds_the_patient_and_the_wrong_one_no_more(ada, world):
    assert correct(ada, world) == ("family_name",)
    assert str(Patient.objects.get()) == "Ada Lindquist"
    assert [str(one) for one in patients_named("", family_name="lindquist")] == ["Ada Lindquist"]
    assert patients_named("", family_name="lindqvist") == []


def test_a_corrected_day_of_birth_finds_the_patient_so_that_a_repeat_makes_no_second_one(ada, world):
    corrected = replace(ADA, birth_date=date(1980, 12, 14))
    correct(ada, world, to=corrected)
    enter_prescription(entry=replace(ORDERS["naltrexone-capsule"], patient=corrected), by=world.tom)
    assert Patient.objects.count() == 1


def test_the_ledger_says_which_fields_changed_and_nothing_that_stood_in_them(ada, world):
    correct(ada, world, to=replace(RIGHT, birth_date=date(1980, 12, 14), language="en"))
    event = Event.objects.get(verb="patient.corrected")
    assert (event.actor, event.subject) == ("tom", f"patient:{ada.public_id}")
    assert event.facts == '{"changed":["family_name","birth_date","language"]}'


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (ADA, "nothing differs from the record"),
        (replace(ADA, given_name=" ", family_name=""), "the patient has no name"),
        (replace(ADA, family_name="Lind\u202eqvist"), "Family name"),
        (replace(ADA, birth_date=date(1880, 1, 1)), "1 January 1880 is before 1 January 1890"),
        (OMAR, "another patient on record has this name and day of birth"),
    ],
)
def test_a_correction_that_cannot_stand_is_refused_with_its_reason_and_changes_nothing(ada, world, to, why):
    enter_prescription(entry=replace(ORDERS["naltrexone-capsule"], patient=OMAR), by=world.tom)
    with pytest.raises(BadEntry, match=why):
        correct(ada, world, to=to)
    ada.refresh_from_db()
    assert str(ada) == "Ada Lindqvist"
    assert not Event.objects.filter(verb="patient.corrected").exists()


def test_a_day_of_birth_that_is_still_to_come_is_refused(ada, world):
    with pytest.raises(BadEntry, match="still to come"):
        correct(ada, world, to=replace(ADA, birth_date=today() + timedelta(days=1)))


def test_the_second_of_two_people_does_not_write_over_the_first(ada, world):
    seen = state_of(ada)
    correct(ada, world)
    with pytest.raises(RecordChanged, match="since you opened it"):
        correct_patient(patient=ada, corrected=replace(ADA, given_name="Adele"), seen=seen, by=world.anna)
    assert str(Patient.objects.get()) == "Ada Lindquist"


def test_an_auditor_corrects_nothing(ada, world):
    with pytest.raises(NotAllowed, match="Only a pharmacist or a technician"):
        correct(ada, world, by="aud")


def test_papers_of_the_old_name_are_not_released_and_new_ones_are(world):
    batch = printed(world)
    correct(batch.prescription.patient, world)
    with pytest.raises(ReleaseRefused, match="name was corrected after the papers were made"):
        release(batch=batch, by=world.ben)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    destroy_old_prints(batch, by=world.tom)
    release(batch=batch, by=world.ben)
    names = {paper.facts["patient"] for paper in Document.objects.all()}
    assert names == {"Ada Lindqvist", "Ada Lindquist"}


def test_papers_stay_good_when_only_the_day_of_birth_was_wrong(world):
    batch = printed(world)
    correct(batch.prescription.patient, world, to=replace(ADA, birth_date=date(1980, 12, 14)))
    assert release(batch=batch, by=world.ben).batch == batch


def test_a_supply_that_waits_says_that_its_papers_have_the_old_name(world):
    supply = released(world)
    anna = logged_in(world.anna)
    address = reverse("dispensing:panel", args=[supply.batch.prescription.public_id])
    assert "from before the record was corrected" not in anna.get(address).content.decode()
    correct(supply.batch.prescription.patient, world)
    assert "from before the record was corrected" in anna.get(address).content.decode()


def logged_in(person):
    client = Client()
    client.force_login(person)
    return client


def posted(patient, **changes):
    values = {"given_name": "Ada", "family_name": "Lindquist", "birth_date": "1980-02-14", "language": ""}
    return values | {"seen": state_of(patient)} | changes


def test_the_page_shows_the_record_and_corrects_it(ada, world):
    tom, address = logged_in(world.tom), f"/patients/{ada.public_id}/correct/"
    page = tom.get(address).content.decode()
    assert 'value="Lindqvist"' in page
    assert 'value="1980-02-14"' in page
    assert address in tom.get(f"/patients/{ada.public_id}/").content.decode()
    answer = tom.post(address, posted(ada), follow=True)
    assert "make those again that are not released yet" in answer.content.decode()
    assert "Ada Lindquist" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"family_name": "Lindqvist"}, 422, "nothing differs from the record"),
        ({"family_name": "", "given_name": ""}, 422, "Write the name as it shall stand on the label."),
        ({"birth_date": "14.2.1980"}, 422, "Write the day as year-month-day"),
        ({"seen": "0" * 64}, 409, "Somebody corrected this record since you opened it"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_the_record(ada, world, changes, status, said):
    answer = logged_in(world.tom).post(f"/patients/{ada.public_id}/correct/", posted(ada, **changes))
    assert answer.status_code == status
    assert said in answer.content.decode()
    ada.refresh_from_db()
    assert str(ada) == "Ada Lindqvist"


def test_an_auditor_is_not_offered_the_page(ada, world):
    assert "Correct the record" not in logged_in(world.aud).get(f"/patients/{ada.public_id}/").content.decode()
