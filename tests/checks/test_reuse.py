"""An earlier check is offered again, with who made it and when; what changed makes it stale, and is named."""

import json
from dataclasses import replace
from datetime import date

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import NotSettled, screen, take_over_check
from pharmacy.prescriptions.checks.record import record_of
from pharmacy.prescriptions.checks.reuse import earlier_checks
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff.refusals import NotAllowed
from tests.world import OMAR, ORDERS, WITH_PREDNISOLONE, entered, on_day, screened, supplied

FIRST_DAY, LATER = date(2030, 6, 3), date(2030, 7, 1)
HIGH = replace(
    ORDERS["naltrexone-capsule"],
    strength=Quantity.read("1.5 mg"),
    steps=(DoseStep(Quantity.read("6 mg"), 1, None, ("bedtime",)),),
)


def offered(prescription):
    return earlier_checks(prescription, waiting=list(open_findings(prescription)))


def again(world, entry):
    """Screen the same order again, four weeks after Anna settled what it found."""
    with on_day(FIRST_DAY):
        screened(world, entry=entry)
    with on_day(LATER):
        second = entered(world, entry=entry)
        screen(prescription=second, by=world.ben)
    return second


def test_unchanged_facts_offer_the_earlier_answer_with_its_person_and_day(world):
    second = again(world, WITH_PREDNISOLONE)
    (offer,) = offered(second).offers
    ((finding, answer),) = offer.answers
    assert offer.of_this_patient
    assert (finding.code, answer.by, answer.on) == ("corticosteroid", "Anna Berg", FIRST_DAY)
    assert answer.reason == "Discussed with the prescriber."


def test_one_act_takes_the_answers_over_under_the_own_name_and_concludes_the_check(world):
    second = again(world, WITH_PREDNISOLONE)
    (offer,) = offered(second).offers
    (settled,) = take_over_check(prescription=second, check=offer.check, by=world.ben)
    assert settled.settled_by == world.ben
    assert settled.settled_reason == "As Anna Berg decided on 3 June 2030: Discussed with the prescriber."
    check = second.checks.get()
    assert (check.made_by, check.reused_from) == (world.ben, offer.check)
    event = Event.objects.get(subject=f"prescription:{second.number}", verb="findings.taken-over")
    assert json.loads(event.facts)["codes"] == ["corticosteroid"]


def test_an_answer_taken_over_twice_still_names_the_person_who_gave_it(world):
    second = again(world, WITH_PREDNISOLONE)
    take_over_check(prescription=second, check=offered(second).offers[0].check, by=world.ben)
    third = entered(world, entry=WITH_PREDNISOLONE)
    screen(prescription=third, by=world.ben)
    (offer,) = offered(third).offers
    assert [answer.by for _, answer in offer.answers] == ["Anna Berg"]
    (settled,) = take_over_check(prescription=third, check=offer.check, by=world.ben)
    assert settled.settled_reason == "As Anna Berg decided on 3 June 2030: Discussed with the prescriber."


CHANGES = [
    (
        {"known": (*WITH_PREDNISOLONE.known, KnownEntry("medicine", "tramadol"))},
        ("New medicine: tramadol.",),
    ),
    (
        {"known": (*WITH_PREDNISOLONE.known, KnownEntry("condition", "asthma"))},
        ("New condition: asthma.",),
    ),
    ({"days": 60}, ("It is now for 60 days; it was for 30.",)),
    (
        {"choices": {"filler": "lactose"}},
        (
            "The choices are now filler lactose, shell gelatine-shell; "
            "they were filler microcrystalline-cellulose, shell gelatine-shell.",
        ),
    ),
]


@pytest.mark.parametrize(("change", "says"), CHANGES, ids=[says[0] for _, says in CHANGES])
def test_a_changed_fact_makes_the_earlier_check_stale_and_says_which(world, change, says):
    screened(world, entry=WITH_PREDNISOLONE)
    second = entered(world, entry=replace(WITH_PREDNISOLONE, **change))
    screen(prescription=second, by=world.ben)
    found = offered(second)
    assert [offer for offer in found.offers if offer.of_this_patient] == []
    assert found.stale.changes == says


def test_a_stale_check_cannot_be_taken_over_by_its_number(world):
    first = screened(world, entry=WITH_PREDNISOLONE)
    second = entered(world, entry=replace(WITH_PREDNISOLONE, days=60))
    screen(prescription=second, by=world.ben)
    with pytest.raises(NotSettled, match="answers nothing that waits now"):
        take_over_check(prescription=second, check=first.checks.get(), by=world.ben)
    assert open_findings(second).count() == 1


def test_for_another_patient_only_what_concerns_the_preparation_is_offered(world):
    known = (KnownEntry("medicine", "prednisolone"),)
    screened(world, entry=replace(HIGH, known=known))
    other = entered(world, entry=replace(HIGH, patient=OMAR, known=known))
    screen(prescription=other, by=world.ben)
    (offer,) = offered(other).offers
    assert not offer.of_this_patient
    assert [finding.code for finding, _ in offer.answers] == ["dose-above-range"]
    take_over_check(prescription=other, check=offer.check, by=world.ben)
    assert [one.code for one in open_findings(other)] == ["corticosteroid"]
    assert not other.checks.exists()


def test_the_same_words_in_another_order_or_case_are_the_same_facts(world):
    known = (KnownEntry("medicine", "prednisolone"), KnownEntry("condition", "asthma"))
    turned = (KnownEntry("condition", "Asthma "), KnownEntry("medicine", "Prednisolone"))
    first = screened(world, entry=replace(ORDERS["naltrexone-capsule"], known=known))
    second = screened(world, entry=replace(ORDERS["naltrexone-capsule"], known=turned))
    assert first.checks.get().fingerprint == second.checks.get().fingerprint


@pytest.mark.parametrize("username", ["tom", "fay", "aud"])
def test_only_a_pharmacist_takes_a_check_over(world, username):
    first = screened(world, entry=WITH_PREDNISOLONE)
    second = entered(world, entry=WITH_PREDNISOLONE)
    with pytest.raises(NotAllowed, match="Only a pharmacist may take a check over"):
        take_over_check(prescription=second, check=first.checks.get(), by=getattr(world, username))


def test_the_page_offers_the_check_and_the_record_of_it_can_be_read_and_printed(world, client):
    second = again(world, WITH_PREDNISOLONE)
    client.force_login(world.ben)
    address = f"/prescriptions/{second.public_id}/"
    page = client.get(address).content.decode()
    assert "Nothing changed since the check by Anna Berg of 3 June 2030" in page
    check = offered(second).offers[0].check
    assert client.post(f"{address}checks/{check.pk}/take-over/").status_code == 302
    page = client.get(address).content.decode()
    own = second.checks.get()
    record = client.get(f"{address}checks/{own.pk}/")
    assert f'href="{address}checks/{own.pk}/"' in page
    assert "Anna Berg on 3 June 2030: Discussed with the prescriber." in record.content.decode()
    assert "taken over and signed by Ben Okafor" in record.content.decode()
    pdf = client.get(f"/documents/screening-record/{own.pk}.pdf")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert pdf.content == client.get(f"/documents/screening-record/{own.pk}.pdf").content


@pytest.mark.parametrize(
    ("formulation", "strength"), [("naltrexone-oral-liquid", "1 mg/ml"), ("naltrexone-capsule", "4.5 mg capsule")]
)
def test_the_record_names_the_strength_with_what_it_is_in(world, formulation, strength):
    check = screened(world, entry=ORDERS[formulation]).checks.get()
    named = {fact.name: fact.value.replace("\xa0", " ") for fact in record_of(check).facts}
    assert named["Strength"] == strength


def test_after_a_changed_strength_was_supplied_the_next_supply_is_offered_the_same_answers(world):
    supplied(world, "naltrexone-oral-liquid")
    drops = replace(ORDERS["naltrexone-sublingual-drops"], known=WITH_PREDNISOLONE.known)
    supplied(world, entry=drops)
    third = entered(world, entry=drops)
    screen(prescription=third, by=world.ben)
    (offer,) = offered(third).offers
    assert [finding.code for finding, _ in offer.answers] == ["corticosteroid"]
    assert not open_findings(third).filter(code="strength-changed").exists()
