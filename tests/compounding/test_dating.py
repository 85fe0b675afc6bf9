"""What a batch is dated by: the edition of the law on its day of making, and the pack that was chosen."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import HttpResponse

from formulations.reference.papers import languages
from formulations.science.day_text import day_in_words
from pharmacy.compounding.actions import BatchRefused, plan_batch, shorten_use_by
from pharmacy.compounding.models import Batch
from pharmacy.documents.actions import PapersRefused, request_documents
from pharmacy.documents.gathering import gather_facts
from pharmacy.prescriptions.actions import screen
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing.actions import NotPrintable, send_all
from tests.journeys.browsing import browser_of, text_of
from tests.world import ORDERS, World, batched, checked, entered, on_day, papered, screened

LIQUID = ORDERS["naltrexone-oral-liquid"]
KEPT_WARM = replace(LIQUID, choices={"pack": "room-temperature"})
LAST_DAY_OF_2014, FIRST_DAY_OF_2023 = date(2023, 10, 31), date(2023, 11, 1)


def made_on(world: World, day: date) -> Batch:
    """Return a batch of 14 days of unpreserved liquid that Tom made on a day long gone."""
    prescription = screened(world, "naltrexone-oral-liquid-unpreserved")
    with on_day(day):
        screen(prescription=prescription, by=world.anna)  # under the law of that day
        return plan_batch(prescription=prescription, by=world.tom)


def test_the_day_of_making_chooses_the_edition_and_the_batch_keeps_it(world: World) -> None:
    batch = made_on(world, LAST_DAY_OF_2014)
    assert (batch.law, batch.law_edition) == ("us", date(2014, 1, 1))
    assert (batch.use_by, batch.ruled_by) == (date(2023, 11, 13), "us-2014-water-oral-unpreserved")


def test_a_day_later_the_next_edition_dates_it(world: World) -> None:
    batch = made_on(world, FIRST_DAY_OF_2023)
    assert (batch.law_edition, batch.ruled_by) == (date(2023, 11, 1), "us-nonpreserved-aqueous")


def test_record_and_papers_name_the_edition(world: World) -> None:
    batch = made_on(world, LAST_DAY_OF_2014)
    page = text_of(browser_of(world.anna).get(f"/batches/{batch.lot}/"))
    assert "USP <795> official 1 January 2014" in page.replace("&lt;", "<").replace("&gt;", ">")
    assert "in force from 1 Jan 2014" in page
    facts = gather_facts(batch, language=languages()[0])
    assert facts.law.edition.startswith("USP <795> official 1 January 2014")


def test_shortening_later_keeps_the_edition_that_the_batch_was_dated_by(world: World) -> None:
    batch = made_on(world, LAST_DAY_OF_2014)
    capsules = screened(world)
    with on_day(LAST_DAY_OF_2014):
        screen(prescription=capsules, by=world.anna)
        made = plan_batch(prescription=capsules, by=world.tom)
        assert made.use_by == date(2024, 10, 24)  # 360 days by the study: that edition sets no ceiling on studies
        Batch.objects.filter(pk=made.pk).update(law_edition=FIRST_DAY_OF_2023)
        earlier = made.made_on + timedelta(days=150)
        shorter = shorten_use_by(batch=made, by=world.anna, to=earlier, reason="Damp store.")
    assert {one["date"] for one in shorter.plan["use_by"]["limits"] if one["code"] == "us-extension-ceiling"} == {
        "2024-04-27"
    }
    assert batch.law_edition == date(2014, 1, 1)


def test_a_day_before_any_edition_is_refused_by_name(world: World) -> None:
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=screened(world), by=world.tom, made_on=date(2013, 12, 31))
    assert [one.code for one in caught.value.objections] == ["no-law-edition"]
    assert "the oldest is USP <795> official 1 January 2014" in str(caught.value)


def test_the_pack_that_was_chosen_stays_with_the_prescription(world: World) -> None:
    assert entered(world, entry=KEPT_WARM).choices == {"pack": "room-temperature"}
    assert entered(world, entry=LIQUID).choices == {}


def test_a_pack_that_is_not_offered_is_refused_with_those_that_are(world: World) -> None:
    with pytest.raises(BadEntry, match="comes in no pack 'freezer'; choose one of usual, room-temperature"):
        entered(world, entry=replace(LIQUID, choices={"pack": "freezer"}))
    assert not Prescription.objects.exists()


def test_the_pack_kept_warm_is_dated_by_its_own_study(world: World) -> None:
    cold, warm = batched(world, entry=LIQUID), batched(world, entry=KEPT_WARM)
    assert (cold.ruled_by, (cold.use_by - cold.made_on).days) == ("us-preserved-aqueous", 34)
    assert (warm.ruled_by, (warm.use_by - warm.made_on).days) == ("fawcett-1997-room", 29)


def test_the_papers_say_how_the_chosen_pack_is_kept(world: World) -> None:
    warm = gather_facts(batched(world, entry=KEPT_WARM), language=languages()[0])
    assert (warm.storage.least_celsius, warm.storage.most_celsius, warm.storage.in_use_days) == (20, 25, 28)
    cold = gather_facts(batched(world, entry=LIQUID), language=languages()[0])
    assert (cold.storage.least_celsius, cold.storage.most_celsius) == (2, 8)


def test_the_record_ends_with_every_limit_and_what_would_change_the_date(world: World) -> None:
    page = text_of(browser_of(world.aud).get(f"/batches/{batched(world, entry=LIQUID).lot}/"))
    for words in (
        ": why this date",
        "not used: its vehicle is SyrSpend SF PH4, ours is water with glycerol, ascorbic acid and benzoate",
        "United States asks for proof that the preservation works, and it gives none",
        "in SyrSpend SF PH4, with proof that the preservation works",
        "in the vehicle without a preservative, as Naltrexone hydrochloride 1 mg/ml oral liquid without preservative",
        "amber bottle, 2 to 8 °C",
    ):
        assert words in page


def test_the_card_on_a_prescription_says_the_same_before_anything_is_made(world: World) -> None:
    prescription = screened(world, entry=LIQUID)
    page = text_of(browser_of(world.anna).get(f"/prescriptions/{prescription.public_id}/"))
    assert "What would change it" in page
    assert "In SyrSpend SF PH4, with proof that the preservation works: 90 days." in page


def test_a_record_older_than_the_explanations_is_still_shown(world: World) -> None:
    batch = batched(world, entry=LIQUID)
    plan = batch.plan
    del plan["pack"], plan["use_by"]["changes"]
    for limit in plan["use_by"]["limits"]:
        del limit["kind"]
    Batch.objects.filter(pk=batch.pk).update(plan=plan)
    page = text_of(browser_of(world.aud).get(f"/batches/{batch.lot}/"))
    assert "35 days at controlled room temperature" in page
    assert "What would change it" not in page


def test_the_entry_page_offers_the_packs(world: World) -> None:
    page = text_of(
        browser_of(world.anna).post("/prescriptions/new/", {"formulation": LIQUID.formulation, "do": "plan"})
    )
    assert "amber bottle kept at room temperature, 20 to 25 °C" in page


def test_a_batch_past_its_last_day_is_marked_everywhere_and_gets_no_papers(world: World) -> None:
    batch = checked(world, "naltrexone-oral-liquid-unpreserved")
    with on_day(batch.use_by):
        assert "past" not in tag_of(browser_of(world.tom).get("/batches/"))
        assert not batch.is_past
    with on_day(batch.use_by + timedelta(days=1)):
        assert batch.is_past
        assert "past" in tag_of(browser_of(world.tom).get("/batches/"))
        assert "past" in tag_of(browser_of(world.tom).get(f"/batches/{batch.lot}/"))
        with pytest.raises(
            PapersRefused, match=f"may be used until {day_in_words(batch.use_by)} and no longer: no new papers"
        ):
            request_documents(batch=batch, by=world.tom)


def test_no_label_of_it_goes_to_the_printer_any_more(world: World) -> None:
    batch = papered(world, "naltrexone-oral-liquid-unpreserved")
    with (
        on_day(batch.use_by + timedelta(days=1)),
        pytest.raises(NotPrintable, match=f"until {day_in_words(batch.use_by)} and no longer; use no label of it"),
    ):
        send_all(batch=batch, by=world.tom)
    with on_day(batch.use_by):
        assert send_all(batch=batch, by=world.tom)


def tag_of(response: HttpResponse) -> list[str]:
    """Return the words in red tags of a page."""
    return re.findall(r'<span class="tag tag-stop">([^<]+)</span>', response.content.decode())
