"""Days of birth as people write them: read as they can be meant, never guessed."""

from datetime import date

import pytest

from pharmacy.finding.births import read_birth

THIRD_OF_APRIL, FOURTH_OF_MARCH = date(1970, 4, 3), date(1970, 3, 4)


@pytest.mark.parametrize(
    "text",
    ["1970-04-03", "1970-4-3", "3.4.1970", "03.04.1970", "3. 4. 1970", "3 April 1970", "3. Apr 1970", "April 3, 1970"],
)
def test_a_day_that_has_one_meaning_is_read_in_one_way(text):
    assert read_birth(text).days == (THIRD_OF_APRIL,)
    assert read_birth(text).is_ambiguous is False


@pytest.mark.parametrize("text", ["03/04/1970", "3/4/1970", "03-04-1970"])
def test_day_and_month_that_may_be_either_are_read_in_both_ways(text):
    assert read_birth(text).days == (THIRD_OF_APRIL, FOURTH_OF_MARCH)
    assert read_birth(text).is_ambiguous is True


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/04/1970", date(1970, 4, 13)),
        ("04/13/1970", date(1970, 4, 13)),
        ("04/04/1970", date(1970, 4, 4)),
        ("29/02/1972", date(1972, 2, 29)),
    ],
)
def test_slashes_have_one_meaning_where_the_calendar_leaves_no_other(text, day):
    assert read_birth(text).days == (day,)


@pytest.mark.parametrize(
    "text",
    [
        "31.2.1970", "29/02/1971", "1970-13-01", "3.4.70", "03/04/70", "3 Brumaire 1970", "261122-003", "12", "1970",
        "3.4.19700", "a1970-04-03b", "0000-01-01", "00/00/1970", "",
    ],
)  # fmt: skip
def test_what_is_no_day_with_a_year_of_four_digits_stays_text(text):
    assert (read_birth(text).days, read_birth(text).rest) == ((), text)


def test_what_stands_beside_the_day_is_left():
    assert read_birth("lindqvist 14.2.1980 ada").rest.split() == ["lindqvist", "ada"]
    assert read_birth("May 1980-02-14").rest == "May"
