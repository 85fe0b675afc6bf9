"""Lists that grow for years: batches and a patient's supplies are read a page at a time."""

from django.test import Client

from pharmacy.compounding import queries as batches
from pharmacy.compounding.lots import is_taken
from pharmacy.compounding.models import Batch
from pharmacy.dispensing import queries as supplies
from pharmacy.prescriptions import queries as prescriptions
from tests.world import batched, entered, supplied


def _page(person, address):
    client = Client()
    client.force_login(person)
    return client.get(address).content.decode()


def test_the_pages_of_batches_hold_each_once_the_newest_first(world, monkeypatch):
    monkeypatch.setattr(batches, "A_PAGE", 2)
    lots = [batched(world).lot for _ in range(3)]
    first = batches.batches_shown()
    second = batches.batches_shown(before=first.before)
    assert [one.lot for one in (*first.batches, *second.batches)] == lots[::-1]
    assert second.before is None
    page = _page(world.anna, "/batches/")
    assert f"?before={first.before}" in page
    assert "Newest" in _page(world.anna, f"/batches/?before={first.before}")
    assert "No older batches" in _page(world.anna, "/batches/?before=1")


def test_a_patients_prescriptions_go_on_on_the_next_page(world, monkeypatch):
    monkeypatch.setattr(prescriptions, "OF_A_PATIENT", 2)
    entered(world), entered(world)
    patient = entered(world).patient
    address = f"/patients/{patient.public_id}/"
    first, second = _page(world.anna, address), _page(world.anna, f"{address}?before=2")
    assert ("Prescription 3" in first, "Prescription 2" in first, "Prescription 1" in first) == (True, True, False)
    assert ("?before=2" in first, "Prescription 1" in second, 'rel="next"' in second) == (True, True, False)


def test_what_a_patient_was_supplied_with_goes_on_on_the_next_page(world, monkeypatch):
    monkeypatch.setattr(supplies, "OF_A_PATIENT", 1)
    old, new = (supplied(world).batch for _ in range(2))
    patient = new.prescription.patient
    first = supplies.history(patient)
    assert ([one.batch.lot for one in first.supplied], first.before) == ([new.lot], new.prescription.number)
    rest = supplies.history(patient, before=first.before)
    assert ([one.batch.lot for one in rest.supplied], rest.before) == ([old.lot], None)
    page = _page(world.anna, f"/supplies/patients/{patient.public_id}/")
    assert f"?before={first.before}" in page


def test_a_lot_is_taken_whatever_its_case(world):
    Batch.objects.filter(pk=batched(world).pk).update(lot="Ab-7")
    assert [is_taken(lot) for lot in ("Ab-7", "AB-7", "ab-7", "ab-70")] == [True, True, True, False]
