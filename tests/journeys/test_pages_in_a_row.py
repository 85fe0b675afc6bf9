"""The main job through the pages alone, each act by the person whose it is, without any script."""

from secrets import token_hex

import pytest

from pharmacy.compounding.models import Batch
from pharmacy.dispensing.models import Supply
from pharmacy.documents.actions import drain
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing.models import PrintJob
from pharmacy.staff import clock
from tests.journeys.browsing import browser_of, text_of

ADA = {"given_name": "Ada", "family_name": "Lindqvist", "birth_date": "1980-02-14", "prescriber": "Dr Mira Kovac"}
EVERY_EVENING = {"step": "1", "step-1-times_a_day": "1", "step-1-when": "bedtime", "past": "1"}


def _ordered(formulation, dose, *, days, unit="mg", **more):
    step = {"step-1-dose": dose, "step-1-unit": unit, "days": days}
    return ADA | EVERY_EVENING | {"formulation": formulation} | step | more


TYPED = {
    "naltrexone-capsule": _ordered("naltrexone-capsule", "3", days="30", strength="1.5 mg"),
    "naltrexone-oral-liquid": _ordered("naltrexone-oral-liquid", "3", days="28"),
    "naltrexone-oral-liquid-unpreserved": _ordered("naltrexone-oral-liquid-unpreserved", "1.5", days="14"),
    "naltrexone-sublingual-drops": _ordered("naltrexone-sublingual-drops", "0.5", days="28"),
    "naltrexone-cream": _ordered("naltrexone-cream", "4.5", days="28"),
    "naltrexone-microgram-liquid": _ordered("naltrexone-microgram-liquid", "2", unit="micrograms", days="14"),
}


@pytest.fixture
def people(world):
    """A browser of each person."""
    return {name: browser_of(getattr(world, name)) for name in ("anna", "ben", "tom", "aud")}


def enter_and_screen(people, *, typed):
    """Tom types the prescription, Anna screens it and settles what waits. Returns it."""
    response = people["tom"].post("/prescriptions/new/", typed | {"do": "enter"})
    assert response.status_code == 302, text_of(response)
    prescription = Prescription.objects.get()
    address = f"/prescriptions/{prescription.public_id}/"
    people["anna"].post(f"{address}screen/")
    for finding in [one for one in prescription.findings.all() if one.is_open]:
        reason = {f"settle-{finding.pk}-reason": "Discussed with the prescriber."}
        people["anna"].post(f"{address}findings/{finding.pk}/settle/", reason)
    return prescription


def make_and_check(people, *, prescription):
    """Tom records the batch, Anna checks it. Returns it."""
    people["tom"].post(f"/batches/of/{prescription.public_id}/make/", {"made_on": clock.today().isoformat()})
    batch = Batch.objects.get(discarded_at=None)
    people["anna"].post(f"/batches/{batch.lot}/check/")
    return batch


def print_all(people, *, batch):
    """Tom asks for the papers, prints all with one press, scans the labels and looks at the leaflet."""
    people["tom"].post(f"/documents/of/{batch.prescription.public_id}/ask/", {"request_key": token_hex(16)})
    drain()
    panel = f"/printing/of/{batch.prescription.public_id}/"
    people["tom"].post(f"{panel}send/")
    for label in batch.documents.filter(kind="label"):
        people["tom"].post(f"{panel}seen/", {"scan-code": f"SEC1:{label.code}"})
    leaflet = PrintJob.objects.get(document__kind="leaflet", document__batch=batch)
    people["tom"].post(f"/printing/{leaflet.public_id}/confirm/")


def release_and_give(people, *, batch):
    """Ben releases the batch and hands it over. Returns the supply."""
    people["ben"].post(f"/supplies/lots/{batch.lot}/release/")
    supply = Supply.objects.get()
    talk = {"handed_to": "patient", "counselling": "Showed how to measure it."}
    people["ben"].post(f"/supplies/{supply.public_id}/hand-over/", talk)
    return supply


@pytest.mark.database
@pytest.mark.parametrize("formulation", sorted(TYPED))
def test_each_formulation_goes_through_the_pages_to_the_patient(people, formulation):
    prescription = enter_and_screen(people, typed=TYPED[formulation])
    batch = make_and_check(people, prescription=prescription)
    print_all(people, batch=batch)
    supply = release_and_give(people, batch=batch)
    supply.refresh_from_db()
    assert supply.handed_over_at is not None
    page = text_of(people["aud"].get(f"/supplies/patients/{prescription.patient.public_id}/"))
    assert batch.lot in page
    for address in (f"/prescriptions/{prescription.public_id}/", f"/batches/{batch.lot}/", "/supplies/", "/"):
        assert people["aud"].get(address).status_code == 200


@pytest.mark.database
def test_a_badly_made_batch_is_made_anew_through_the_pages(people):
    prescription = enter_and_screen(people, typed=TYPED["naltrexone-capsule"])
    bad = make_and_check(people, prescription=prescription)
    print_all(people, batch=bad)
    people["anna"].post(f"/batches/{bad.lot}/discard/", {"discard-reason": "The powder did not mix."})
    page = text_of(people["aud"].get(f"/prescriptions/{prescription.public_id}/"))
    assert "Batch discarded" in page
    good = make_and_check(people, prescription=prescription)
    print_all(people, batch=good)
    supply = release_and_give(people, batch=good)
    assert (supply.batch, prescription.batches.count()) == (good, 2)


def test_a_page_left_open_after_the_supply_went_out_changes_nothing(people):
    prescription = enter_and_screen(people, typed=TYPED["naltrexone-capsule"])
    batch = make_and_check(people, prescription=prescription)
    print_all(people, batch=batch)
    supply = release_and_give(people, batch=batch)
    supply.refresh_from_db()
    before = supply.handed_over_at
    late = (
        ("tom", f"/batches/of/{prescription.public_id}/make/", {"made_on": clock.today().isoformat()}),
        ("anna", f"/batches/{batch.lot}/check/", {}),
        ("tom", f"/documents/of/{prescription.public_id}/ask/", {"request_key": token_hex(16)}),
        ("anna", f"/batches/{batch.lot}/discard/", {"discard-reason": "Too late."}),
        ("anna", f"/supplies/lots/{batch.lot}/release/", {}),
        ("ben", f"/supplies/{supply.public_id}/hand-over/", {"handed_to": "delivery", "counselling": "Again."}),
        ("anna", f"/prescriptions/{prescription.public_id}/refuse/", {"refuse-reason": "Too late."}),
    )
    for who, address, typed in late:
        assert people[who].post(address, typed).status_code in (302, 409), address
    supply.refresh_from_db()
    prescription.refresh_from_db()
    assert (supply.handed_over_at, supply.handed_to, prescription.stage) == (before, "patient", "supplied")
    assert Batch.objects.count() == 1
