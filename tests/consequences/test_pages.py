"""What a draft would mean for open prescriptions, and what is in date under a version that is withdrawn."""

import re
from copy import deepcopy
from dataclasses import fields
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from formulations.actions import start_draft
from formulations.models import Formulation, Specification
from pharmacy.consequences import queries
from pharmacy.consequences.reading import OF_THE_MEDICINE, SET_ASIDE
from pharmacy.documents.facts import MedicineFacts, PaperFacts
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Prescription
from tests.world import ORDERS, WITH_PREDNISOLONE, batched, entered, on_day, screened, supplied

pytestmark = pytest.mark.django_db
LIQUID, CAPSULE = "naltrexone-oral-liquid", "naltrexone-capsule"
MADE_ON = date(2026, 11, 22)


def drafted(world, code, change):
    """A draft of the next version, after `change` was made to a copy of the content in use."""
    formulation = Formulation.objects.get(code=code)
    content = deepcopy(formulation.specifications.get(version=1).content)
    change(content)
    return start_draft(formulation=formulation, by=world.fay, content=content)


def words_of(page):
    """The page as a reader sees it: no tags, single spaces, ordinary ones too between number and unit."""
    text = re.sub(r"</?(del|ins)>", "", page.content.decode())  # marks stand inside words and sentences
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


def consequences(draft, *, by, page=1):
    address = f"/formulary/{draft.formulation.code}/drafts/{draft.version}/consequences/?page={page}"
    return browser_of(by).get(address)


def house_limit(days):
    def change(content):
        row = {"code": "house-week", "days": days, "applies": "always", "why": "A trial.", "source": "house-rule"}
        content["house_limits"] = [*content.get("house_limits", []), row]
        if all(source["code"] != "house-rule" for source in content["sources"]):
            content["sources"].append({"code": "house-rule", "title": "House rule", "how_sure": "house-rule"})

    return change


def first_warning(text):
    def change(content):
        content["label_warnings"][0]["text"] = text

    return change


def nothing(content):
    content["formulation"]["summary"] = "The same in other words."


class TestWhatADraftWouldChange:
    def test_a_shorter_house_limit_is_told_as_two_dates_and_the_limit_that_ruled(self, world):
        with on_day(MADE_ON):
            entered(world, LIQUID, entry=ORDERS[LIQUID])
            draft = drafted(world, LIQUID, house_limit(7))
            words = words_of(consequences(draft, by=world.fay))
        # made on 22 November, day 1; 35 days by US law reach 26 December, 7 days reach 28 November
        assert "26 December 2026 (us preserved aqueous, 35 days)" in words
        assert "28 November 2026 (house week, 7 days)" in words
        assert "Looked at 1 open prescription: 1 would read differently" in words

    def test_more_batches_follow_from_a_shorter_life(self, world):
        with on_day(MADE_ON):
            entered(world, LIQUID)
            words = words_of(consequences(drafted(world, LIQUID, house_limit(7)), by=world.fay))
        assert "container 2" in words
        assert "made in all" in words

    def test_a_changed_warning_is_told(self, world):
        entered(world, CAPSULE)
        draft = drafted(world, CAPSULE, first_warning("Swallow it whole, with water."))
        assertContains(consequences(draft, by=world.fay), "<ins>warning: Swallow it whole, with water.</ins>")

    def test_a_changed_leaflet_sentence_is_told(self, world):
        def change(content):
            content["leaflet"]["en"][0]["sentences"][0]["text"] = "Count them twice."

        entered(world, CAPSULE)
        words = words_of(consequences(drafted(world, CAPSULE, change), by=world.fay))
        assert "key facts: Count them twice." in words

    def test_a_rule_that_is_gone_takes_its_finding_with_it(self, world):
        def change(content):
            content["screening"] = []

        prescription = screened(world, entry=WITH_PREDNISOLONE)
        draft = drafted(world, CAPSULE, change)
        found = queries.draft_consequences(draft, number="1", in_full=True)
        assert [alike.prescriptions for alike in found.differing] == [(prescription,)]
        assert {one.group for one in found.differing[0].one.differences} == {"Findings"}

    def test_prescriptions_for_which_the_same_differs_stand_together(self, world):
        two = [entered(world, CAPSULE) for _ in range(2)]
        found = queries.draft_consequences(drafted(world, CAPSULE, first_warning("New.")), number="1", in_full=True)
        assert [alike.prescriptions for alike in found.differing] == [tuple(two)]

    def test_a_strength_that_is_no_longer_made_cannot_be_planned_any_more(self, world):
        def change(content):
            content["strengths"] = [row for row in content["strengths"] if row["amount"] != "4.5 mg"]
            content["strengths_on_request"]["most"] = "4 mg"

        entered(world, CAPSULE)
        words = words_of(consequences(drafted(world, CAPSULE, change), by=world.fay))
        assert "Could not be planned any more" in words
        assert "4.5 mg" in words

    def test_what_touches_no_paper_changes_nothing(self, world):
        entered(world, CAPSULE)
        words = words_of(consequences(drafted(world, CAPSULE, nothing), by=world.fay))
        assert "0 would read differently, 1 would not" in words

    def test_a_batch_that_is_made_is_compared_on_its_own_day_of_making(self, world):
        with on_day(MADE_ON):
            batched(world, LIQUID)
        with on_day(date(2026, 11, 25)):
            words = words_of(consequences(drafted(world, LIQUID, house_limit(7)), by=world.fay))
        assert "28 November 2026" in words

    def test_a_draft_that_cannot_be_read_says_so(self, world):
        entered(world, CAPSULE)
        draft = drafted(world, CAPSULE, lambda content: content.pop("storage"))
        assertContains(consequences(draft, by=world.fay), "This draft cannot be read yet")

    def test_what_is_supplied_and_in_date_is_untouched(self, world):
        supply = supplied(world, CAPSULE)
        words = words_of(consequences(drafted(world, CAPSULE, first_warning("New.")), by=world.fay))
        assert "No prescription is open" in words
        assert f"{supply.batch.lot} 1 version 1" in words

    def test_other_formulations_are_left_alone(self, world):
        entered(world, LIQUID)
        assertContains(consequences(drafted(world, CAPSULE, first_warning("New.")), by=world.fay), "No prescription")

    def test_looking_writes_nothing(self, world):
        prescription = batched(world, CAPSULE).prescription
        draft = drafted(world, CAPSULE, first_warning("New."))
        events = Event.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            consequences(draft, by=world.fay)
        written = [one["sql"] for one in asked if re.match(r"(INSERT|UPDATE|DELETE)", one["sql"])]
        assert [sql for sql in written if "session" not in sql and "last_login" not in sql] == []
        assert Event.objects.count() == events
        assert Prescription.objects.get(pk=prescription.pk).specification.version == 1

    def test_many_prescriptions_are_looked_at_a_page_at_a_time(self, world, monkeypatch):
        monkeypatch.setattr(queries, "A_PAGE", 2)
        for _ in range(3):
            entered(world, CAPSULE)
        draft = drafted(world, CAPSULE, first_warning("New."))
        assert "prescriptions 1 to 2 of 3" in words_of(consequences(draft, by=world.fay))
        assert "prescriptions 3 to 3 of 3" in words_of(consequences(draft, by=world.fay, page=2))

    def test_a_formulary_admin_sees_no_patient_and_not_what_one_takes(self, world):
        def change(content):
            content["screening"] = []

        screened(world, entry=WITH_PREDNISOLONE)
        draft = drafted(world, CAPSULE, change)
        page = consequences(draft, by=world.fay)
        assertNotContains(page, "Lindqvist")
        assertNotContains(page, "prednisolone")
        assertContains(consequences(draft, by=world.anna), "prednisolone")

    def test_every_fact_of_a_paper_is_compared_or_set_aside_by_name(self):
        compared = {"medicine", "storage", "device"}
        assert {field.name for field in fields(PaperFacts)} == SET_ASIDE | compared
        assert {field.name for field in fields(MedicineFacts)} > OF_THE_MEDICINE


class TestWithdrawing:
    ADDRESS = f"/formulary/{CAPSULE}/versions/1/withdraw/"

    def test_everything_in_date_stands_there_before_the_act(self, world):
        supply = supplied(world, CAPSULE)
        page = browser_of(world.anna).get(self.ADDRESS)
        assertContains(page, supply.batch.lot)
        assertContains(page, "Ada Lindqvist")
        assertContains(page, "Withdraw version 1")

    def test_and_after_it(self, world):
        supply = supplied(world, CAPSULE)
        page = browser_of(world.fay).post(self.ADDRESS, {"reason": "The filler was recalled."}, follow=True)
        assertContains(page, "Version 1 is withdrawn")
        assertContains(page, supply.batch.lot)
        assertNotContains(page, "Lindqvist")
        row = Specification.objects.get(formulation__code=CAPSULE, version=1)
        assert (row.withdrawn_by, row.withdrawn_reason) == (world.fay, "The filler was recalled.")

    def test_it_is_not_withdrawn_without_a_reason(self, world):
        assert browser_of(world.fay).post(self.ADDRESS, {"reason": " "}).status_code == 422
        assert Specification.objects.get(formulation__code=CAPSULE, version=1).withdrawn_at is None

    def test_a_draft_cannot_be_withdrawn(self, world):
        drafted(world, CAPSULE, nothing)
        address = f"/formulary/{CAPSULE}/versions/2/withdraw/"
        assertContains(browser_of(world.fay).get(address), "never was")
        assert browser_of(world.fay).post(address, {"reason": "A try."}).status_code == 409

    def test_prescriptions_entered_under_it_are_named(self, world):
        entered(world, CAPSULE)
        assertContains(browser_of(world.fay).get(self.ADDRESS), "Entered under it and not made yet")
