"""The page that says what is known of a supply that was left out of the fridge."""

from django.urls import reverse

from pharmacy.dispensing.models import Supply
from pharmacy.ledger.models import Event
from tests.journeys.browsing import browser_of, text_of
from tests.world import World, released

LIQUID = "naltrexone-oral-liquid"


def address_of(supply: Supply) -> str:
    return reverse("dispensing:left-out", args=[supply.public_id])


def test_the_study_at_25_degrees_covers_a_night_on_the_table_and_nothing_is_written(world: World) -> None:
    supply = released(world, LIQUID)
    before = Event.objects.count()
    page = text_of(browser_of(world.tom).get(address_of(supply), {"hours": "12", "celsius": "22"}))
    assert "A study of exactly this preparation kept it at 20 to 25 °C for all its 30 days" in page
    assert "Fawcett JP and others" in page
    assert Event.objects.count() == before


def test_without_a_study_it_says_that_nothing_is_known_and_what_the_house_rule_is(world: World) -> None:
    supply = released(world, "naltrexone-oral-liquid-unpreserved")
    page = text_of(browser_of(world.aud).get(address_of(supply), {"hours": "12", "celsius": "22"}))
    assert "No study on file says what 12 hours at 22 °C does" in page
    assert "House rule on what was kept at another temperature" in page


def test_frost_is_a_stop(world: World) -> None:
    page = text_of(browser_of(world.anna).get(address_of(released(world, LIQUID)), {"hours": "2", "celsius": "-4"}))
    assert "may not be overridden" in page
    assert "not to freeze it: discard it" in page


def test_a_fresh_page_asks_and_a_wrong_value_is_told(world: World) -> None:
    tom, supply = browser_of(world.tom), released(world, LIQUID)
    assert "Write for how long" in text_of(tom.get(address_of(supply)))
    wrong = tom.get(address_of(supply), {"hours": "0", "celsius": "hot"})
    assert wrong.status_code == 422
    assert "greater than or equal to 1" in text_of(wrong)
