"""The pages of orders that go on: what remains, what is due, the sizes in stock, and one sheet for several."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pharmacy.prescriptions.actions import screen
from pharmacy.prescriptions.continuing import continue_prescription
from pharmacy.prescriptions.models import ContainerSize, Prescription
from pharmacy.staff.models import Pharmacy, User
from tests.prescriptions.test_going_on import DROPS, MADE, for_another
from tests.world import World, batched, on_day, screened


def reads(client: Client, address: str, **kwargs: object) -> str:
    """Return the words of a page, without its tags and with single spaces."""
    import re

    page = client.get(address, **kwargs)
    assert page.status_code == 200, page.content
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_panel_says_what_was_asked_and_enters_the_next_batch_in_one_click(world: World) -> None:
    with on_day(MADE):
        first = batched(world, entry=DROPS).prescription
        client = browser(world.tom)
        said = reads(client, reverse("prescriptions:remaining", args=[first.public_id]))
        assert "Asked 126 days , supplied 0 , remains 126 ; next due 6 December 2026" in said
        answer = client.post(reverse("prescriptions:go-on-with", args=[first.public_id]))
        second = Prescription.objects.get(continues=first)
        assert answer["Location"] == reverse("prescriptions:page", args=[second.public_id])
        said = reads(client, reverse("prescriptions:remaining", args=[first.public_id]))
        assert f"Prescription {second.number} is entered for what comes next" in said
        again = client.post(reverse("prescriptions:go-on-with", args=[first.public_id]), follow=True)
        assert "is entered for it already" in again.content.decode()


def test_an_auditor_reads_what_is_due_and_sees_no_button(world: World) -> None:
    with on_day(MADE):
        batched(world, entry=DROPS)
    with on_day(date(2026, 12, 1)):
        page = browser(world.aud).get(reverse("prescriptions:due")).content.decode()
    assert "Ada Lindqvist" in page
    assert "Enter what comes next" not in page


def test_an_empty_due_list_says_how_to_begin(world: World) -> None:
    assert "Nothing is due within 14 days" in reads(browser(world.tom), reverse("prescriptions:due"))


def test_what_is_due_in_fourteen_days_stands_on_the_list_of_14_days_and_not_on_that_of_7(world: World) -> None:
    with on_day(MADE):  # ready by 6 December
        batched(world, entry=DROPS)
        client = browser(world.tom)
        assert "ready by 6 Dec 2026 (made sooner, it lasts less)" in reads(
            client, reverse("prescriptions:due") + "?days=14"
        )
        assert "Nothing is due within 7 days" in reads(client, reverse("prescriptions:due") + "?days=7")


def test_the_due_list_asks_the_same_questions_of_two_orders_and_of_four(world: World) -> None:
    asked = []
    for names in (("Ada", "Bo"), ("Cy", "Di")):
        with on_day(MADE):
            for name in names:
                batched(world, entry=for_another(name))
        with on_day(date(2026, 12, 4)):
            client = browser(world.tom)
            client.get(reverse("prescriptions:due"))  # from now on the contents of the versions are kept
            with CaptureQueriesContext(connection) as queries:
                assert f"{names[0]} Svensson" in reads(client, reverse("prescriptions:due"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_two_are_entered_together_and_weighed_on_one_sheet(world: World) -> None:
    with on_day(MADE):
        firsts = [batched(world, entry=for_another(name)).prescription for name in ("Ada", "Bo")]
    with on_day(date(2026, 12, 4)):
        client = browser(world.tom)
        assert "Make 2 together on 6 December 2026: total 20 ml" in reads(client, reverse("prescriptions:due"))
        ticked = {"make_on": "2026-12-04", "order": [one.public_id for one in firsts]}
        answer = client.post(reverse("prescriptions:start-together"), ticked)
        said = reads(client, answer["Location"])
    assert "For all of them: 20 ml" in said
    assert "Ada Svensson" in said
    assert "Bo Svensson" in said
    assert said.count("To be screened") == 2
    assert "100 mg" in said  # 5 mg in each ml, for 20 ml


def test_a_sheet_for_a_day_to_come_is_planned_for_that_day(world: World) -> None:
    with on_day(MADE):
        firsts = [batched(world, entry=for_another(name)).prescription for name in ("Ada", "Bo")]
        client = browser(world.tom)
        ticked = {"make_on": "2026-12-04", "order": [one.public_id for one in firsts]}
        said = reads(client, client.post(reverse("prescriptions:start-together"), ticked)["Location"])
        assert "to be made on 4 December 2026" in said
        second = Prescription.objects.get(continues=firsts[0])
        page = reads(client, reverse("prescriptions:page", args=[second.public_id]))
    assert "17 December 2026 Made on 4 December 2026." in page


def test_the_bench_says_what_making_it_before_its_first_day_costs(world: World) -> None:
    """Drops keep 14 days: made on 4 December until the 17th, made on the 6th, their first day, until the 19th."""
    with on_day(MADE):
        first = batched(world, entry=DROPS).prescription
        second = continue_prescription(prescription=first, by=world.tom)
        screen(prescription=second, by=world.anna)
    address, costs = reverse("compounding:panel", args=[second.public_id]), "Made today it lasts until 17 December 2026"
    with on_day(date(2026, 12, 4)):
        said = reads(browser(world.tom), address)
    assert f"{costs}; made on 6 December 2026, when it is first taken, it lasts until 19 December 2026." in said
    with on_day(date(2026, 12, 6)):
        assert "Made today it lasts until" not in reads(browser(world.tom), address)


def test_nobody_ticked_is_said_on_the_due_list(world: World) -> None:
    answer = browser(world.tom).post(reverse("prescriptions:start-together"), {"make_on": "2026-12-04"}, follow=True)
    assert "Nobody is ticked" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?of=nonsense", "?of=00000000-0000-4000-8000-000000000000"])
def test_a_sheet_of_nobody_says_what_to_do(world: World, query: str) -> None:
    answer = browser(world.tom).get(reverse("compounding:together") + query)
    assert answer.status_code == 409
    assert "Tick those to be made together" in answer.content.decode()


def test_a_batch_for_a_first_day_too_far_away_is_not_made_today(world: World) -> None:
    with on_day(MADE):
        prescription = screened(world, entry=replace(DROPS, starts_on=date(2026, 12, 20)))
        client = browser(world.tom)
        said = reads(client, reverse("compounding:panel", args=[prescription.public_id]))
        assert "Made today it could be used until 5 December 2026, and the first dose is on 20 December 2026" in said
        made = client.post(
            reverse("compounding:make", args=[prescription.public_id]), {"made_on": "2026-11-22"}
        ).content.decode()
        assert "the first dose is on 20 December 2026. Nothing is made on this day" in made


def test_the_bench_offers_the_ways_of_filling_and_a_pharmacist_chooses(world: World) -> None:
    ContainerSize.objects.create(
        container="amber-plastic-bottle", fill="150 ml", in_stock=False, changed_at="2026-11-22T12:00Z",
        changed_by=world.anna,
    )  # fmt: skip
    entry = replace(DROPS, formulation="naltrexone-oral-liquid", steps=(replace(DROPS.steps[17], days=28),))
    prescription = screened(world, entry=entry)
    client = browser(world.anna)
    assert "2 × 60 ml, 1 × 30 ml" in reads(client, reverse("compounding:panel", args=[prescription.public_id]))
    client.post(reverse("prescriptions:fill-as", args=[prescription.public_id]), {"rule": "least-waste"})
    prescription.refresh_from_db()
    assert prescription.filling == "least-waste"
    answer = client.post(reverse("prescriptions:fill-as", args=[prescription.public_id]), {"rule": "x"}, follow=True)
    assert "That is no way of filling" in answer.content.decode()


def test_sizes_and_days_ahead_are_changed_on_their_page(world: World) -> None:
    client = browser(world.fay)
    assert "Amber" in reads(client, reverse("prescriptions:sizes"))
    client.post(reverse("prescriptions:keep-size"), {"container": "amber-plastic-bottle", "fill": "150 ml"})
    assert ContainerSize.objects.get().in_stock is False
    unknown = {"container": "amber-plastic-bottle", "fill": "150 pints"}
    answer = client.post(reverse("prescriptions:keep-size"), unknown, follow=True)
    assert "That size is not known" in answer.content.decode()
    client.post(reverse("prescriptions:lead-days"), {"days": "4"})
    assert Pharmacy.objects.get().lead_days == 4
    answer = client.post(reverse("prescriptions:lead-days"), {"days": "99"}, follow=True)
    assert "less than or equal to 30" in answer.content.decode()
