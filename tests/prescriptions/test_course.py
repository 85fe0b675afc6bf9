"""A course of several products: how it is split, entered, shown and said on paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from formulations.reference.papers import language
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.compounding.actions import plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.documents.gathering import gather_facts
from pharmacy.documents.papers.leaflet_parts import directions
from pharmacy.documents.wording.course import course_sentences
from pharmacy.prescriptions.actions import enter_prescription, screen, settle_finding
from pharmacy.prescriptions.course import split_course
from pharmacy.prescriptions.course_acts import enter_course
from pharmacy.prescriptions.entry import BadEntry, PatientEntry, StepProduct
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.queries import open_findings
from tests.prescriptions.test_entry_page import ADDRESS, CAPSULES
from tests.world import ORDERS, on_day

DAY_1 = date(2026, 11, 22)


def _step(dose: str, days: int | None) -> DoseStep:
    return DoseStep(Quantity.read(dose), 1, days, ("bedtime",))


def _mg(*texts: str | None) -> tuple[StepProduct | None, ...]:
    return tuple(StepProduct("naltrexone-capsule", Quantity.read(text)) if text else None for text in texts)


COURSE = replace(
    ORDERS["naltrexone-capsule"],
    strength=Quantity.read("1.5 mg"),
    steps=(_step("3 mg", 14), _step("4.5 mg", 14), _step("4.5 mg", None)),
    products=_mg(None, None, "4.5 mg"),
    days=84,
    starts_on=DAY_1,
    repeats_allowed=2,
)


def test_two_capsules_then_three_then_one_larger_are_two_prescriptions():
    parts = split_course(COURSE, first_day=DAY_1, lead_days=3)
    # 14 + 14 days of 1.5 mg capsules: days 1 to 28; 84 - 28 = 56 days of 4.5 mg capsules from 22 Nov + 28 = 20 Dec
    assert [(part.number, part.of, part.from_day, part.to_day) for part in parts] == [(1, 2, 1, 28), (2, 2, 29, 84)]
    first, second = (part.entry for part in parts)
    assert (str(first.strength), first.days, first.starts_on, len(first.steps)) == ("1.5 mg", 28, DAY_1, 2)
    assert (str(second.strength), second.days, second.starts_on) == ("4.5 mg", 56, date(2026, 12, 20))
    assert (first.due_on, second.due_on) == (None, date(2026, 12, 17))
    assert (first.repeats_allowed, second.repeats_allowed) == (0, 2)
    assert first.products == second.products == ()


def test_going_back_to_the_first_strength_is_a_part_of_its_own():
    steps = (_step("1.5 mg", 7), _step("4.5 mg", 7), _step("1.5 mg", 7))
    course = replace(COURSE, steps=steps, products=_mg("1.5 mg", "4.5 mg", "1.5 mg"), days=None)
    parts = split_course(course, first_day=DAY_1)
    assert [(str(part.entry.strength), part.from_day, part.to_day) for part in parts] == [
        ("1.5 mg", 1, 7), ("4.5 mg", 8, 14), ("1.5 mg", 15, 21),
    ]  # fmt: skip


def test_steps_that_name_the_strength_chosen_above_are_no_course():
    alone = replace(COURSE, products=_mg("1.5 mg", None, "1.5 mg"))
    (part,) = split_course(alone, first_day=DAY_1)
    assert (str(part.entry.strength), part.entry.steps, part.entry.days) == ("1.5 mg", COURSE.steps, 84)


def test_a_supply_that_ends_within_the_first_product_leaves_the_next_out():
    closed = replace(COURSE, steps=(*COURSE.steps[:2], _step("4.5 mg", 56)), days=20)
    (part,) = split_course(closed, first_day=DAY_1)
    assert (part.entry.days, part.to_day) == (20, 20)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"steps": (_step("3 mg", None), *COURSE.steps[1:])}, "step 1 has no number of days"),
        ({"days": None}, "the last step begins on day 29; give more days to supply, none are given"),
        ({"days": 28}, "the last step begins on day 29; give more days to supply, 28 are given"),
        ({"steps": (*COURSE.steps[:2], _step("4.5 mg", 7))}, "the steps end on day 35 but 84 days are to be supplied"),
    ],
)
def test_a_course_that_leaves_a_change_open_is_refused(changes, why):
    with pytest.raises(BadEntry, match=why):
        split_course(replace(COURSE, **changes), first_day=DAY_1)


LENGTHS = st.lists(st.tuples(st.sampled_from(("1.5 mg", "3 mg", "4.5 mg")), st.integers(1, 40)), min_size=1, max_size=8)


@given(LENGTHS)
def test_no_day_of_a_course_is_lost_or_doubled_where_the_product_changes(lengths):
    steps = tuple(_step("4.5 mg", days) for _, days in lengths)
    course = replace(COURSE, steps=steps, products=_mg(*(strength for strength, _ in lengths)), days=None)
    parts = split_course(course, first_day=DAY_1)
    whole = sum(days for _, days in lengths)
    if len(parts) == 1:
        assert parts[0].entry.steps == steps
        return
    days = [day for part in parts for day in range(part.from_day, part.to_day + 1)]
    assert days == list(range(1, whole + 1))
    assert [part.entry.starts_on for part in parts] == [DAY_1 + timedelta(days=part.from_day - 1) for part in parts]
    assert sum((part.entry.steps for part in parts), ()) == steps


def _enter(world) -> tuple[Prescription, ...]:
    with on_day(DAY_1):
        return enter_course(entry=COURSE, by=world.anna)


def _made(prescription: Prescription, *, world) -> Batch:
    screen(prescription=prescription, by=world.anna)
    for finding in open_findings(prescription):
        settle_finding(finding=finding, by=world.anna, reason="Agreed with the prescriber.")
    return plan_batch(prescription=prescription, by=world.tom)


def test_each_part_is_a_prescription_that_follows_the_first(world):
    first, second = _enter(world)
    assert (first.continues, first.from_day, first.days) == (None, 1, 28)
    assert (second.continues, second.follows_as, second.from_day, second.days) == (first, "next-product", 29, 56)
    assert second.patient == first.patient
    assert (str(second.strength), second.starts_on) == ("4.5 mg", date(2026, 12, 20))


def test_a_patient_without_a_day_of_birth_is_one_patient_through_the_course(world):
    nameless = replace(COURSE, patient=PatientEntry("Bo", "Ek"))
    with on_day(DAY_1):
        first, second = enter_course(entry=nameless, by=world.anna)
    assert first.patient == second.patient


def test_a_part_that_cannot_be_made_leaves_nothing_entered(world):
    with on_day(DAY_1), pytest.raises(BadEntry, match="is not made as 900 mg"):
        enter_course(entry=replace(COURSE, products=_mg(None, None, "900 mg")), by=world.anna)
    assert not Prescription.objects.exists()


def test_an_order_of_several_products_is_never_entered_as_one(world):
    with on_day(DAY_1), pytest.raises(BadEntry, match="enter them as a course"):
        enter_prescription(entry=COURSE, by=world.anna)


def test_the_page_of_each_part_shows_the_course_with_links(world):
    first, second = _enter(world)
    client = Client()
    client.force_login(world.anna)
    page = " ".join(client.get(f"/prescriptions/{first.public_id}/").content.decode().split())
    assert "Part 1 of 2: days 1 to 28, Naltrexone hydrochloride capsules, 1.5 mg" in page
    assert f'href="/prescriptions/{second.public_id}/"' in page
    assert "Part 2 of 2: days 29 to 84, Naltrexone hydrochloride capsules, 4.5 mg" in page
    assert "20 Dec 2026 to 13 Feb 2027" in page  # 20 Dec + 55 days
    assert "may be repeated 2 times, 56 days each" in page


def test_label_and_leaflet_of_a_part_say_what_follows_and_the_last_says_nothing(world):
    first, second = _enter(world)
    english = language("en")
    with on_day(DAY_1):
        facts, last = (gather_facts(_made(part, world=world), language=english) for part in (first, second))
    sentence = "From 2026 Dec 20, use the strength 4.5 mg instead. Do not use both."
    said = [text.replace("\xa0", " ") for text in course_sentences(facts, language=english)]
    assert said == [sentence]
    assert sentence in [text.replace("\xa0", " ") for text in directions(facts, language=english).together]
    assert course_sentences(last, language=english) == []


POSTED = CAPSULES | {
    "step": "2",
    "step-1-days": "28",
    "step-2-dose": "4.5",
    "step-2-unit": "mg",
    "step-2-days": "56",
    "step-2-product": "naltrexone-capsule 4.5 mg",
    "days": "",
}


def test_the_entry_page_plans_each_part_by_itself(world):
    client = Client()
    client.force_login(world.anna)
    page = " ".join(client.post(ADDRESS, POSTED | {"do": "plan"}).content.decode().split())
    assert "Then, part 2 of 2: days 29 to 84" in page
    # 28 x 2 capsules of 1.5 mg, and 56 x 1 capsule of 4.5 mg
    assert page.count("56 capsules") >= 2


def test_a_protocol_fills_in_the_steps_and_names_its_sources(world):
    client = Client()
    client.force_login(world.anna)
    answer = client.post(ADDRESS, CAPSULES | {"do": "protocol-capsules-one-two-three", "shorthand": "3 mg nocte"})
    rows = [(form["dose"].value(), form["days"].value()) for form in answer.context["page"].steps.forms]
    assert rows == [("1.5", "14"), ("3", "14"), ("4.5", "")]
    page = " ".join(answer.content.decode().split())
    assert "Overview by a patient author (Finland, 2014) (expert opinion): capsules of 1.5 mg" in page
    assert answer.context["page"].shorthand["shorthand"].value() == ""


def test_a_protocol_of_another_formulation_is_refused_with_those_there_are(world):
    client = Client()
    client.force_login(world.anna)
    page = client.post(ADDRESS, CAPSULES | {"do": "protocol-drops-0-25-to-4-5"}).content.decode()
    assert "has no protocol" in page
    assert "One capsule of 1.5 mg, then two, then three" in page
