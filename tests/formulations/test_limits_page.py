"""The picture of all limits: bars on one time line, each with its words."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from formulations.limits_drawn import draw_limits
from formulations.reference.loader import law_editions
from tests.journeys.browsing import browser_of, text_of
from tests.science.dated_preparations import PREPARATIONS
from tests.science.samples import MADE_ON
from tests.world import World

LIQUID = "naltrexone-oral-liquid"
EDITIONS = [edition for code in ("us", "gb", "de") for edition in law_editions(code)]


def page_of(world: World, code: str, **wanted: str) -> str:
    return text_of(browser_of(world.anna).get(reverse("formulations:limits", args=[code]), wanted))


def test_the_first_row_is_shown_with_every_limit_under_every_edition(world: World) -> None:
    page = page_of(world, LIQUID)
    for words in (
        "United States, from 1 November 2023",
        "United States, from 1 January 2014 to 31 October 2023",
        "Great Britain, from 1 August 2018",
        "Germany, from 12 December 2023",
        "not used: its vehicle is SyrSpend SF PH4, ours is water with glycerol, ascorbic acid and benzoate",
        "studied, not made here",
        "Once opened 28 days, and never past its use-by date. House rule for an opened bottle",
    ):
        assert words in page


def test_another_row_is_chosen_by_its_address_and_an_unknown_one_shows_the_first(world: World) -> None:
    warm = page_of(world, LIQUID, vehicle="ascorbate-benzoate-glycerol-water", pack="room-temperature")
    assert "Every limit: water with glycerol, ascorbic acid and benzoate, amber bottle, 20 to 25 °C" in warm
    assert "Every limit: water with glycerol, ascorbic acid and benzoate, amber bottle, 2 to 8 °C" in page_of(
        world, LIQUID, vehicle="nothing", pack="nowhere"
    )


def test_fillers_that_are_refused_are_named_and_not_drawn(world: World) -> None:
    page = page_of(world, "naltrexone-capsule")
    assert "Not drawn, because refused as filler: calcium carbonate" in page


def test_a_formulation_that_nobody_may_make_says_so_and_an_unknown_one_is_not_found(world: World) -> None:
    assert "This formulation cannot be prescribed." in page_of(world, "naltrexone-tablet")
    assert browser_of(world.anna).get(reverse("formulations:limits", args=["nothing"])).status_code == 404
    assert Client().get(reverse("formulations:limits", args=[LIQUID])).status_code == 302


@pytest.mark.parametrize("pack", ["usual", "room"])
def test_bars_end_where_their_days_stand_on_the_time_line(pack: str) -> None:
    page = draw_limits(PREPARATIONS["proved"], vehicle="syrup", pack=pack, today=MADE_ON, editions=EDITIONS)
    assert [tick.days for tick in page.ticks] == [7, 14, 28, 60, 90, 180]
    places = {tick.days: tick.place for tick in page.ticks}
    assert (places[180], places[90]) == ("100.0%", "70.7%")  # the root of 90/180 is 0.7071
    bars = [bar for cell in page.shown.cells for bar in cell.bars]
    assert {bar.width for bar in bars if bar.days == 90} <= {"70.7%"}
    assert {bar.width for bar in bars if bar.days == 35} == {"44.0%"}  # the root of 35/180 is 0.4409


def test_the_ruling_limit_comes_first_and_differs_in_shape_and_word() -> None:
    page = draw_limits(PREPARATIONS["cream"], vehicle="", pack="", today=date(2026, 11, 22), editions=EDITIONS)
    first, *others = page.shown.cells[0].bars
    assert (first.days, first.look, first.word) == (28, "ruling", "rules")
    assert {(bar.days, bar.look, bar.word) for bar in others} == {(35, "binding", "binds, and is later")}


def test_what_was_set_aside_says_why_on_its_bar() -> None:
    page = draw_limits(PREPARATIONS["studied"], vehicle="", pack="", today=MADE_ON, editions=EDITIONS)
    aside = {bar.name: bar.because for bar in page.shown.cells[0].bars if bar.look == "aside"}
    assert aside["studied 60"] == "United States asks for proof that the preservation works, and it gives none"


def test_a_way_that_no_law_dates_has_no_bar_and_says_why() -> None:
    page = draw_limits(PREPARATIONS["unpreserved"], vehicle="syrup", pack="room", today=MADE_ON, editions=EDITIONS)
    assert page.shown.cells[0].bar is None
    assert "choose a pack kept so" in page.shown.cells[0].refused


def test_where_opening_changes_nothing_it_says_so() -> None:
    page = draw_limits(PREPARATIONS["unpreserved"], vehicle="", pack="", today=MADE_ON, editions=EDITIONS)
    assert page.shown.opened == "Opening it changes nothing: it keeps until its use-by date."
