"""What is written of a supply: the order and what was handed out, in FHIR R4, and read back as the same order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.exchange.fhir.exact_json import as_json
from pharmacy.exchange.fhir.strict_json import parse
from pharmacy.exchange.supplied import EXPORTED, NothingSupplied, entry_on_record, export_supply
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.entry import KnownEntry, PrescriptionEntry
from tests.exchange.reports import report_on
from tests.world import ORDERS, build_world, entered, supplied

pytestmark = pytest.mark.django_db


def exported(entry: PrescriptionEntry) -> tuple[dict[str, Any], PrescriptionEntry]:
    world = build_world()
    supply = supplied(world, entry=entry)
    prescription = supply.batch.prescription
    text = export_supply(prescription=prescription, by=world.anna)
    return parse(text.encode()), entry_on_record(prescription)


def resource(bundle: dict[str, Any], *, kind: str) -> dict[str, Any]:
    (found,) = [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]
    return found


def titration() -> PrescriptionEntry:
    steps = (
        DoseStep(Quantity.read("1.5 mg"), 1, 14, ("bedtime",), every=2),
        DoseStep(Quantity.read("3 mg"), 1, None, ("bedtime",)),
    )
    order = ORDERS["naltrexone-oral-liquid"]
    known = (KnownEntry("medicine", "colecalciferol"),)
    return PrescriptionEntry(
        order.patient, order.prescriber, order.formulation, None, steps, days=28, written_on=date(2026, 11, 20),
        purpose="pain", repeats_allowed=1, known=known,
    )  # fmt: skip


def test_a_titration_is_written_with_its_dates_doses_and_ingredients_and_reads_back_as_the_same_order() -> None:
    bundle, entry = exported(titration())
    Bundle.model_validate_json(as_json(bundle))
    _check_dosages(*resource(bundle, kind="MedicationDispense")["dosageInstruction"])
    _check_supply(resource(bundle, kind="MedicationDispense"))
    assert resource(bundle, kind="MedicationRequest")["status"] == "active", "a repeat is left"
    _check_same_order(bundle, entry=entry)


def _check_dosages(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert first["text"] == "Take 1.5 ml (1.5 mg) once every other day, at bedtime."
    repeat = first["timing"]["repeat"]
    assert (repeat["frequency"], repeat["period"], repeat["periodUnit"], repeat["when"]) == (1, 2, "d", ["HS"])
    starts, ends = (date.fromisoformat(repeat["boundsPeriod"][name]) for name in ("start", "end"))
    assert (ends - starts).days == 13
    assert [one["doseQuantity"]["value"] for one in first["doseAndRate"]] == [Decimal("1.5"), Decimal("1.5")]
    assert [one["doseQuantity"]["code"] for one in first["doseAndRate"]] == ["mg", "mL"]
    assert first["maxDosePerPeriod"]["numerator"]["value"] == Decimal("1.5")
    assert second["timing"]["repeat"]["period"] == 1


def _check_supply(dispense: dict[str, Any]) -> None:
    (medication,) = dispense["contained"]
    active, *excipients = medication["ingredient"]
    assert active["itemCodeableConcept"]["text"] == "naltrexone hydrochloride"
    assert (active["strength"]["numerator"]["value"], active["strength"]["denominator"]["code"]) == (1, "mL")
    assert {one["isActive"] for one in excipients} == {False}
    assert "sodium benzoate" in [one["itemCodeableConcept"]["text"].lower() for one in excipients]
    assert set(medication["batch"]) == {"lotNumber", "expirationDate"}
    assert (dispense["status"], dispense["daysSupply"]["value"]) == ("completed", 28)
    hands = [one["actor"]["display"] for one in dispense["performer"]]
    assert hands == ["Tom Rossi", "Anna Berg", "Ben Okafor", "Linden Pharmacy"]


def _check_same_order(bundle: dict[str, Any], *, entry: PrescriptionEntry) -> None:
    (person,) = report_on(as_json(bundle).encode()).people
    (order,) = person.orders
    assert (person.patient, order.prescriber) == (entry.patient, entry.prescriber)
    assert (order.formulation, order.steps, order.days) == (entry.formulation, entry.steps, entry.days)
    assert (dict(order.choices), order.purpose, order.written_on) == (entry.choices, entry.purpose, entry.written_on)
    assert (order.strength, order.repeats_allowed) == (entry.strength, 1)


def test_an_order_of_which_all_was_handed_over_is_completed_and_says_so_when_it_is_read() -> None:
    bundle, entry = exported(ORDERS["naltrexone-capsule"])
    assert resource(bundle, kind="MedicationRequest")["status"] == "completed"
    (person,) = report_on(as_json(bundle).encode()).people
    assert person.orders[0].steps == entry.steps
    assert person.orders[0].remarks == (
        "status is completed: all of it was handed over; enter it only where it is ordered anew",
    )
    assert Event.objects.filter(verb=EXPORTED).count() == 1


def test_nothing_is_written_before_a_release() -> None:
    world = build_world()
    prescription = entered(world)
    with pytest.raises(NothingSupplied, match="has no supply that is released; release it first"):
        export_supply(prescription=prescription, by=world.anna)
