"""A course with repeats from entry to the last repeat: an oral liquid for two weeks, then capsules, twice more."""

from dataclasses import replace
from datetime import date

import pytest

from pharmacy.compounding.actions import check_batch
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.actions import ReleaseRefused, hand_over, release
from pharmacy.dispensing.gathering import strength_changed
from pharmacy.documents.actions import drain, request_documents
from pharmacy.documents.finishing.raster import text_of
from pharmacy.documents.models import Document
from pharmacy.exchange.supplied import newest_supply, supply_as_bundle
from pharmacy.prescriptions.actions import refuse
from pharmacy.prescriptions.continuing import NothingToContinue, continue_prescription
from pharmacy.prescriptions.course_acts import enter_course
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.orders import order_of
from pharmacy.prescriptions.planning import ordered_steps
from tests.prescriptions.test_course import _made
from tests.prescriptions.test_course_of_products import DAY_1, LIQUID_THEN_CAPSULES
from tests.world import World, on_day, print_papers

COURSE = replace(LIQUID_THEN_CAPSULES, repeats_allowed=2)


def _printed(prescription: Prescription, *, world: World) -> Batch:
    """Bring a prescription on record from screening to papers that are printed."""
    batch = check_batch(batch=_made(prescription, world=world), by=world.anna)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    return batch


def _supply(prescription: Prescription, *, world: World) -> Batch:
    """Bring a prescription on record from screening into the patient's hands."""
    batch = _printed(prescription, world=world)
    changed = strength_changed(batch)
    hand_over(
        supply=release(batch=Batch.objects.get(pk=batch.pk), by=world.ben),
        by=world.ben,
        handed_to="patient",
        counselling="Showed how to take it.",
        strength_change_explained=changed,
        old_container="finished" if changed else "",
    )
    prescription.refresh_from_db()
    return batch


def _resource(bundle, kind):
    return next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind)


def test_repeats_of_a_course_go_on_with_its_last_product_and_end_with_those_allowed(world: World) -> None:
    with on_day(DAY_1):
        liquid, capsules = enter_course(entry=COURSE, by=world.anna)
        _made(liquid, world=world)
    assert order_of(liquid).remains.asked == 14  # no repeat belongs to the liquid
    with pytest.raises(NothingToContinue, match=f"the course goes on with prescription {capsules.number}"):
        continue_prescription(prescription=liquid, by=world.tom)
    with on_day(date(2026, 12, 4)):
        _made(capsules, world=world)
        # 28 days from 6 December end on 2 January; asked are 28 x 3
        assert order_of(capsules).remains.asked == 84
        first = continue_prescription(prescription=capsules, by=world.tom)
    assert (first.specification, str(first.strength), first.choices) == (
        capsules.specification, "4.5 mg", capsules.choices,
    )  # fmt: skip
    assert (first.follows_as, first.starts_on, first.days) == ("repeat", date(2027, 1, 3), 28)
    assert [str(step.dose) for step in ordered_steps(first)] == ["4.5 mg"]
    with on_day(date(2027, 1, 2)):
        _made(first, world=world)
        second = continue_prescription(prescription=first, by=world.tom)
        _made(second, world=world)
        with pytest.raises(NothingToContinue, match="All 84 days, 2 repeats among them,"):
            continue_prescription(prescription=capsules, by=world.tom)
    assert second.starts_on == date(2027, 1, 31)


def test_the_change_of_product_stands_on_the_papers_of_both_parts_and_in_what_is_exported(world: World) -> None:
    with on_day(DAY_1):
        liquid, capsules = enter_course(entry=COURSE, by=world.anna)
        _supply(liquid, world=world)
    with on_day(date(2026, 12, 4)):
        _supply(capsules, world=world)
        bundles = [supply_as_bundle(newest_supply(part)) for part in (liquid, capsules)]
    labels = [_said(part) for part in (liquid, capsules)]
    assert "From 2026 Dec 6, use naltrexone hydrochloride capsules 4.5 mg instead. Do not use both." in labels[0]
    # handed over two days before: the bottle is still to be used on 4 and 5 December
    assert "Do not use the old amber bottle from 2026 Dec 6 on." in labels[1]
    assert "open on 2026 December 6" in labels[1]
    requests = [_resource(bundle, "MedicationRequest") for bundle in bundles]
    assert [one["groupIdentifier"] for one in requests] == [
        {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{liquid.public_id}"}
    ] * 2
    assert [one["dispenseRequest"].get("numberOfRepeatsAllowed") for one in requests] == [None, 2]
    dispensed = [_resource(bundle, "MedicationDispense") for bundle in bundles]
    periods = [one["dosageInstruction"][0]["timing"]["repeat"]["boundsPeriod"] for one in dispensed]
    assert periods == [
        {"start": "2026-11-22", "end": "2026-12-05"},
        {"start": "2026-12-06", "end": "2027-01-02"},
    ]
    assert [one["quantity"]["unit"] for one in dispensed] == ["ml", "capsule"]


def test_papers_that_name_a_next_product_that_was_refused_since_go_out_with_nobody(world: World) -> None:
    with on_day(DAY_1):
        liquid, capsules = enter_course(entry=COURSE, by=world.anna)
        batch = _printed(liquid, world=world)
        refuse(prescription=capsules, by=world.anna, reason="The prescriber withdrew it.")
        with pytest.raises(ReleaseRefused, match="changed after its papers were made"):
            release(batch=Batch.objects.get(pk=batch.pk), by=world.ben)


def _said(part: Prescription) -> str:
    """The text of a part's label, as it is read from the finished paper."""
    label = Document.objects.get(batch__prescription=part, kind=Document.Kind.LABEL)
    return " ".join(text_of(bytes(label.file.content)).split())
