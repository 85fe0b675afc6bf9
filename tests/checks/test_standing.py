"""The check of a prescription: when it is written, when it stands, and what makes it stale."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import Error, transaction

from formulations.models import Specification
from formulations.science.quantities import Quantity
from pharmacy.compounding.actions import BatchRefused, plan_batch
from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.prescriptions.actions import NotSettled, screen, settle_finding
from pharmacy.prescriptions.checks.standing import standing_of
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.models import KnownFact, PlausibilityCheck
from pharmacy.prescriptions.queries import open_findings
from tests.world import ORDERS, WITH_PREDNISOLONE, entered, on_day, printed, screened

CAPSULE = ORDERS["naltrexone-capsule"]


def test_a_screening_that_finds_nothing_to_settle_is_concluded_at_once(world):
    prescription = entered(world)
    screen(prescription=prescription, by=world.anna)
    check = prescription.checks.get()
    assert check.made_by == world.anna
    assert standing_of(prescription).objection == ""


def test_a_screening_is_concluded_by_the_last_answer_and_keeps_every_answer(world):
    prescription = entered(world, entry=WITH_PREDNISOLONE)
    screen(prescription=prescription, by=world.anna)
    assert not prescription.checks.exists()
    settle_finding(finding=open_findings(prescription).get(), by=world.ben, reason="A low dose, agreed.")
    check = prescription.checks.get()
    assert check.made_by == world.ben
    (answered,) = [one for one in check.findings if one["answer"]]
    assert (answered["code"], answered["answer"]["by"], answered["answer"]["reason"]) == (
        "corticosteroid",
        "Ben Okafor",
        "A low dose, agreed.",
    )


def test_the_check_names_the_points_of_the_plausibility_check(world):
    prescription = screened(world)
    points = {one["point"]: one["says"] for one in prescription.checks.get().points}
    assert points["Dose"] == "days 1 to 30: 4.5 mg, 1 a day"
    assert points["Route"] == "oral, as capsule"
    assert points["Shelf life"].startswith("180 days, the day of making counted")
    assert set(points) == {"Dose", "Measured", "Route", "Ingredients", "Compatibility", "Pack", "Shelf life"}


@pytest.mark.parametrize("act", ["change", "remove"])
def test_the_database_refuses_to_change_or_remove_a_check(world, act):
    rows = PlausibilityCheck.objects.filter(prescription=screened(world))
    with pytest.raises(Error, match="never changes: screen again"), transaction.atomic():
        rows.update(points=[]) if act == "change" else rows.delete()
    assert rows.get().points != []


def test_nothing_is_made_for_a_prescription_without_a_concluded_check(world):
    prescription = entered(world)
    type(prescription).objects.filter(pk=prescription.pk).update(stage="screened")
    with pytest.raises(BatchRefused, match="No screening of this prescription is concluded"):
        plan_batch(prescription=prescription, by=world.tom)


CHANGES = [
    (lambda p: KnownFact.objects.create(prescription=p, kind="medicine", text="Tramadol"), "New medicine: tramadol."),
    (lambda p: KnownFact.objects.create(prescription=p, kind="condition", text="asthma"), "New condition: asthma."),
    (lambda p: KnownFact.objects.filter(prescription=p).delete(), "No longer listed, medicine: prednisolone."),
    (lambda p: type(p).objects.filter(pk=p.pk).update(days=60), "It is now for 60 days; it was for 30."),
    (lambda p: p.steps.update(dose=Quantity.read("9 mg")), "The doses are not the same."),
]


@pytest.mark.parametrize(("change", "says"), CHANGES, ids=[says for _, says in CHANGES])
def test_a_change_makes_the_check_stale_and_is_named_when_a_batch_is_refused(world, change, says):
    prescription = screened(world, entry=WITH_PREDNISOLONE)
    change(prescription)
    prescription.refresh_from_db()
    assert says in standing_of(prescription).changes
    with pytest.raises(BatchRefused, match="The screening no longer stands"):
        plan_batch(prescription=prescription, by=world.tom)


def test_screening_again_makes_a_stale_check_stand_again(world):
    prescription = screened(world)
    KnownFact.objects.create(prescription=prescription, kind="condition", text="asthma")
    screen(prescription=prescription, by=world.ben)
    assert standing_of(prescription).objection == ""
    assert prescription.checks.count() == 2


def test_another_edition_of_the_law_makes_a_check_stale_and_names_both(world):
    prescription = screened(world)
    with on_day(date(2023, 10, 31)):
        (change,) = standing_of(prescription).changes
    assert change == "The law is now us from 1 January 2014; it was us from 1 November 2023."


def test_a_batch_with_its_papers_is_not_released_on_a_stale_check_and_is_after_screening_again(world):
    batch = printed(world)
    KnownFact.objects.create(prescription=batch.prescription, kind="condition", text="asthma")
    with pytest.raises(ReleaseRefused, match="New condition: asthma"):
        release(batch=batch, by=world.ben)
    screen(prescription=batch.prescription, by=world.anna)
    assert batch.prescription.stage == "documented"
    assert release(batch=batch, by=world.ben).released_by == world.ben


def test_a_screening_that_cannot_run_is_a_stop_for_good_that_says_why(world, damaged):
    prescription = entered(world)
    damaged(prescription.specification)
    prescription.refresh_from_db()
    (finding,) = screen(prescription=prescription, by=world.anna)
    assert (finding.code, finding.severity, finding.overridable) == ("screening-failed", "stop", False)
    assert "SpecificationAltered" in finding.message
    assert "was changed after its approval" in finding.message
    assert prescription.stage == "entered"
    with pytest.raises(NotSettled, match="may not be overridden"):
        settle_finding(finding=finding, by=world.anna, reason="Never mind.")
    assert not prescription.checks.exists()


def test_a_failed_screening_blocks_a_batch_that_was_checked_before_and_a_later_one_clears_it(world, damaged):
    prescription = screened(world)
    good = prescription.specification.content
    damaged(prescription.specification)
    prescription.refresh_from_db()
    screen(prescription=prescription, by=world.anna)
    assert open_findings(prescription).get().code == "screening-failed"
    damaged(prescription.specification, content=good)
    prescription = type(prescription).objects.get(pk=prescription.pk)
    assert [one.code for one in open_findings(prescription)] == ["screening-failed"]
    with pytest.raises(BatchRefused, match="screening-failed"):
        plan_batch(prescription=prescription, by=world.tom)
    screen(prescription=prescription, by=world.anna)
    assert not open_findings(prescription).exists()
    assert plan_batch(prescription=prescription, by=world.tom).lot


def test_the_page_of_a_prescription_whose_screening_failed_opens_and_says_why(world, damaged, client):
    prescription = entered(world)
    damaged(prescription.specification)
    prescription.refresh_from_db()
    screen(prescription=prescription, by=world.anna)
    client.force_login(world.anna)
    page = client.get(f"/prescriptions/{prescription.public_id}/")
    assert page.status_code == 200
    assert "The screening could not run (SpecificationAltered" in page.content.decode()
    assert "There is no plan" in page.content.decode()
    assert "Have the cause removed and open this page again, or refuse the prescription." in page.content.decode()


def test_a_prescription_that_lost_its_plan_after_its_screening_opens_with_its_worksheet_and_says_so(world, client):
    prescription = screened(world)
    prescription.steps.all().delete()
    client.force_login(world.anna)
    page = client.get(f"/prescriptions/{prescription.public_id}/").content.decode()
    assert "There is no dose step; give at least one dose. Nothing is made or released on it." in page
    assert "BadRegimen" not in page
    panel = client.get(f"/batches/of/{prescription.public_id}/")
    assert "There is no plan, so there is nothing to make." in panel.content.decode()


@pytest.fixture
def damaged():
    """Damage the first screening rule of an approved specification behind the program's back, or put content back."""
    from django.db import connection

    from formulations import approved_never_change

    def damage(row: Specification, *, content: object = None) -> None:
        worse = content or row.content | {"screening": [{"code": "opioid-analgesic"}]}
        with connection.cursor() as cursor:
            names = [one.name for one in approved_never_change.locks(connection.vendor) if one.event == "UPDATE"]
            table = approved_never_change.SPECIFICATION
            for name in names:
                drop = f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
                cursor.execute(drop)
        Specification.objects.filter(pk=row.pk).update(content=worse)

    return damage


def test_an_old_answer_does_not_answer_a_finding_that_says_something_else(world):
    took = KnownEntry("medicine", "tramadol", ended_on=date(2026, 11, 12))
    with on_day(date(2026, 11, 22)):
        prescription = screened(world, entry=replace(CAPSULE, known=(took,)))
        KnownFact.objects.filter(prescription=prescription).update(ended_on=date(2026, 11, 14))
        screen(prescription=prescription, by=world.anna)
        assert [one.code for one in open_findings(prescription)] == ["opioid-washout"]


def test_an_answer_given_a_day_later_concludes_the_check_though_what_informs_names_other_days(world):
    long = replace(ORDERS["naltrexone-oral-liquid-unpreserved"], days=60, known=WITH_PREDNISOLONE.known)
    with on_day(date(2030, 6, 3)):
        prescription = entered(world, entry=long)
        screen(prescription=prescription, by=world.anna)
    with on_day(date(2030, 6, 4)):
        settle_finding(finding=open_findings(prescription).get(), by=world.anna, reason="Agreed.")
        assert standing_of(prescription).objection == ""
