"""Dose steps as lines of text: one form, read back as it was written, and anything else refused with that form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.quantities import Quantity
from formulations.science.regimen import TIMES, DoseStep
from formulations.science.step_text import BadStep, read_step, step_in_words


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (DoseStep(Quantity.read("1.5 mg"), 1, 14, ("bedtime",)), "1.5 mg once a day at bedtime for 14 days"),
        (DoseStep(Quantity.read("3 drops"), 1, 1), "3 drops once a day for 1 day"),
        (DoseStep(Quantity.read("1 microgram"), 2, None), "1 microgram twice a day"),
        (DoseStep(Quantity.read("3 mg"), 1, 28, every=2), "3 mg once every other day for 28 days"),
        (DoseStep(Quantity.read("1000 units"), 3, 7, every=3), "1,000 units 3 times a day every 3 days for 7 days"),
        (DoseStep(Quantity.read("5 mg"), 3, 10, hours_apart=8), "5 mg every 8 hours for 10 days"),
        (
            DoseStep(Quantity.read("2 pump strokes"), 2, None, ("morning", "bedtime"), 2),
            "2 pump strokes twice a day every other day in the morning and at bedtime",
        ),
    ],
)
def test_a_step_is_written_in_plain_words_and_read_back(step: DoseStep, text: str) -> None:
    assert step_in_words(step) == text
    assert read_step(text) == step


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.5 mg", "is no dose step; write it as"),
        ("1.5 mg qod", "is no dose step"),
        ("1.5 mg once a day for ever", "is no dose step"),
        ("1.50 mg once a day", "is not in the one form; write “1.5 mg once a day”"),
        ("1.5 mg 2 times a day", "is not in the one form; write “1.5 mg twice a day”"),
        ("1 mg once every 2 days", "is not in the one form; write “1 mg once every other day”"),
        ("1 mg once a day for 1 days", "is not in the one form; write “1 mg once a day for 1 day”"),
        ("1 mg twice a day at bedtime and in the morning", "write “1 mg twice a day in the morning and at bedtime”"),
        ("1 mg every 7 hours", "is every 7 hours, which is not the same hours of every day; use 2, 3, 4, 6, 8, 12"),
        ("1 spoon once a day", "has no dose that can be read"),
    ],
)
def test_any_other_writing_is_refused_with_the_form(text: str, why: str) -> None:
    with pytest.raises(BadStep, match=why):
        read_step(text)


STEPS = st.builds(
    DoseStep,
    st.sampled_from(("0.25 mg", "1 drop", "18 drops", "2.5 ml", "1000 units", "1 capsule")).map(Quantity.read),
    st.integers(1, 12),
    st.none() | st.integers(1, 366),
    st.lists(st.sampled_from(TIMES), unique=True).map(lambda found: tuple(one for one in TIMES if one in found)),
    st.integers(1, 31),
)


@given(STEPS)
def test_every_step_is_read_back_equal(step: DoseStep) -> None:
    assert read_step(step_in_words(step)) == step
