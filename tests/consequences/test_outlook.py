"""Two readings compared: every line that differs is told, and nothing else."""

from hypothesis import given
from hypothesis import strategies as some

from pharmacy.consequences.outlook import FINDINGS, GROUPS, LABEL, USE_BY, Difference, Reading, differences

LINES = some.builds(
    Reading,
    group=some.sampled_from(GROUPS),
    name=some.sampled_from(["", "strength", "name"]),
    value=some.sampled_from(["1 mg", "2 mg", "shake", ""]),
)
OUTLOOKS = some.lists(LINES, max_size=8, unique_by=lambda line: (line.group, line.name or line.value)).map(tuple)


@given(OUTLOOKS)
def test_the_same_reading_differs_in_nothing(outlook):
    assert differences(outlook, tuple(reversed(outlook))) == ()


@given(OUTLOOKS, OUTLOOKS)
def test_what_differs_one_way_differs_the_other_way_too(before, after):
    there = {(one.group, text) for one in differences(before, after) for text in (one.before, one.after)}
    back = {(one.group, text) for one in differences(after, before) for text in (one.before, one.after)}
    assert there == back


@given(OUTLOOKS, OUTLOOKS)
def test_every_difference_is_on_one_side_at_least(before, after):
    assert all(one.before != one.after for one in differences(before, after))


def test_a_changed_value_is_told_with_both_its_values():
    before = (Reading(USE_BY, "use-by date", "5 December 2026 (35 days)"),)
    after = (Reading(USE_BY, "use-by date", "28 November 2026 (house limit, 7 days)"),)
    (found,) = differences(before, after)
    assert (found.before, found.after, found.word) == (before[0].value, after[0].value, "changed")


def test_a_new_warning_is_added_and_a_lost_finding_removed():
    before = (Reading(FINDINGS, "", "warn: ask"), Reading(LABEL, "", "warning: Shake."))
    after = (Reading(LABEL, "", "warning: Shake."), Reading(LABEL, "", "warning: Keep cold."))
    assert differences(before, after) == (
        Difference(FINDINGS, "", "warn: ask", ""),
        Difference(LABEL, "", "", "warning: Keep cold."),
    )


def test_a_sentence_that_stands_twice_and_then_once_is_removed_once():
    line = Reading(LABEL, "", "warning: Shake.")
    assert [one.word for one in differences((line, line), (line,))] == ["removed"]


def test_a_reworded_sentence_is_one_change_with_its_words_marked():
    before = (Reading(LABEL, "", "warning: Count the capsules on the label."),)
    after = (Reading(LABEL, "", "warning: Count the capsules on the box."),)
    (found,) = differences(before, after)
    assert found.word == "changed"
    assert [piece.text for piece in found.pieces[1] if piece.mark == "new"] == ["box"]


def test_two_sentences_with_little_in_common_are_one_removed_and_one_added():
    before, after = (Reading(LABEL, "", "warning: Shake."),), (Reading(LABEL, "", "warning: Keep it cold, always."),)
    assert [one.word for one in differences(before, after)] == ["removed", "added"]
