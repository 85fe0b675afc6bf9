"""Every vehicle and pack of a formulation under every edition of every law."""

from dataclasses import replace
from datetime import date

from formulations.reference.loader import law, law_editions
from formulations.science.matrix import date_way, forbidden_fillers, ways_of_keeping
from formulations.science.specification import Restriction
from tests.science.dated_preparations import PREPARATIONS, liquid, study
from tests.science.samples import MADE_ON

NO_LACTOSE = Restriction(
    "lactose",
    ("filler",),
    "forbid",
    finding_code="forbidden-excipient",
    reason="Not here.",
    grade="house rule",
    sources=("s",),
)


def test_every_filler_is_a_vehicle_and_one_that_is_refused_is_only_named() -> None:
    capsules = PREPARATIONS["capsules"]
    assert [(way.vehicle, way.is_offered) for way in ways_of_keeping(capsules)] == [
        ("cellulose", True),
        ("lactose", True),
    ]
    refusing = replace(capsules, restrictions=(NO_LACTOSE,))
    assert [way.vehicle for way in ways_of_keeping(refusing)] == ["cellulose"]
    assert forbidden_fillers(refusing) == ("lactose",)


def test_each_vehicle_stands_with_each_pack_and_a_studied_one_is_marked() -> None:
    other = study("other", days=90, vehicle="suspending-vehicle", vehicle_name="SuspendWell")
    ways = ways_of_keeping(liquid("preserved-aqueous", no_law=35, studies=(other, replace(other, code="again"))))
    assert [(way.name, way.pack.code, way.is_offered) for way in ways] == [
        ("syrup", "usual", True), ("syrup", "room", True), ("syrup", "glass", True),
        ("SuspendWell", "usual", False), ("SuspendWell", "room", False), ("SuspendWell", "glass", False),
    ]  # fmt: skip


def test_an_edition_that_no_longer_holds_is_reckoned_from_its_last_day() -> None:
    way = ways_of_keeping(PREPARATIONS["oil"])[0]
    new, old = date_way(way, editions=law_editions("us"), today=MADE_ON)
    assert (new.made_on, new.use_by.date) == (MADE_ON, date(2027, 2, 19))
    assert (old.made_on, old.use_by.date) == (date(2023, 10, 31), date(2024, 4, 29))


def test_the_newest_edition_is_reckoned_from_today_and_one_still_to_come_from_its_first_day() -> None:
    way = ways_of_keeping(PREPARATIONS["unpreserved"])[0]
    coming = replace(law("us"), valid_from=date(2027, 6, 1))
    (dating,) = date_way(way, editions=(coming,), today=MADE_ON)
    assert dating.made_on == date(2027, 6, 1)


def test_what_nothing_dates_says_why() -> None:
    warm = ways_of_keeping(PREPARATIONS["unpreserved"])[1]
    (dating,) = date_way(warm, editions=(law("us"),), today=MADE_ON)
    assert dating.use_by is None
    assert "choose a pack kept so" in dating.refused
