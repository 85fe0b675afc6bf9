"""The lists of 120 invented patients, written before the dictionary was looked into, are read as they should be."""

import pytest

from benchmarks.patients_recall import CAUGHT, HALVES, judge, read_rows

LEAST_CAUGHT = {"held_out": 100, "tuned": 100}  # of a hundred medicines of the table, in whole ones


@pytest.mark.parametrize("half", HALVES)
def test_sixty_patients_take_at_least_two_hundred_medicines(half):
    rows = read_rows(half)
    assert len({row.patient for row in rows}) == 60
    assert len(rows) >= 200


@pytest.mark.parametrize("half", HALVES)
def test_no_medicine_of_the_table_passes_in_silence(half):
    endings = [judge(row) for row in read_rows(half)]
    assert [one.line for one in endings if one.row.groups and one.ending == "missed"] == []


@pytest.mark.parametrize("half", HALVES)
def test_the_medicines_of_the_table_are_recognised_or_asked_after(half):
    tabled = [judge(row) for row in read_rows(half) if row.groups]
    caught = sum(one.ending in CAUGHT for one in tabled)
    assert 100 * caught // len(tabled) >= LEAST_CAUGHT[half]


@pytest.mark.parametrize("half", HALVES)
def test_no_other_medicine_is_flagged_as_one_of_the_table(half):
    endings = [judge(row) for row in read_rows(half)]
    assert [one.line for one in endings if one.extra] == []
