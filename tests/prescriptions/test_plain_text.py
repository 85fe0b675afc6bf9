"""Text that people type or systems send ends up on a label; what would print as something else is refused."""

import pytest

from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.plain_text import refuse_unprintable, tidy_lines


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dose: \u202e05 mg", "U+202E"),
        ("Ada\u200bLindqvist", "U+200B"),
        ("Ada\ufeff", "U+FEFF"),
        ("Ada\x00", "U+0000"),
        ("Ada\x07", "U+0007"),
        ("Ada\x85", "U+0085"),
        ("Ada\x1b[31m", "U+001B"),
        ("Ada\ud800", "U+D800"),
        ("Ada\ue000", "U+E000"),
        ("Ada\u2028Lindqvist", "U+2028"),
        ("Ada\u2066x\u2069", "U+2066"),
        ("Ada\u00ad", "U+00AD"),
    ],
)
def test_a_character_that_hides_or_turns_text_is_refused_with_its_place(text, code):
    with pytest.raises(BadEntry, match=f"Given name: character [0-9]+ is .*{code.replace('+', '[+]')}"):
        refuse_unprintable(text, field="Given name")


@pytest.mark.parametrize("name", ["Ada", "Zoë", "Ağaoğlu", "O’Brien-Smith", "Nguyễn Thị", "Åse", "Łucja"])
def test_a_name_as_people_write_it_is_kept(name):
    assert refuse_unprintable(name, field="Given name") == name


def test_a_letter_may_carry_four_marks_and_not_five():
    assert refuse_unprintable("a" + "\u0323" * 4, field="Name")
    with pytest.raises(BadEntry, match="more than 4 marks"):
        refuse_unprintable("a" + "\u0323" * 5, field="Name")


def test_letters_typed_in_two_parts_become_one_and_spaces_single():
    assert refuse_unprintable("  Zoe\u0308   de\tWit ", field="Name") == "Zo\u00eb de Wit"


def test_text_as_long_as_allowed_is_kept_and_one_more_is_refused():
    assert refuse_unprintable("x" * 200, field="Purpose") == "x" * 200
    with pytest.raises(BadEntry, match="Purpose: 201 characters are too many; write at most 200"):
        refuse_unprintable("x" * 201, field="Purpose")


def test_lines_are_read_one_thing_each_and_empty_ones_say_nothing():
    assert tidy_lines("tramadol 50 mg\r\n\r\n  Imodium \n", field="Medicines") == ("tramadol 50 mg", "Imodium")


def test_a_bad_character_in_the_third_line_is_refused_too():
    with pytest.raises(BadEntry, match="Medicines"):
        tidy_lines("a\nb\nc\u202e", field="Medicines")
