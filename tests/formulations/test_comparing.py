"""Two versions compared: nothing is missed, nothing is invented, and rows are matched by what names them."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from formulations.comparing import (
    Added,
    Changed,
    Moved,
    Piece,
    Removed,
    apply_changes,
    changes_between,
    mark_words,
    side_by_side,
)
from formulations.reference.formulary import canonical_json, shipped_documents

CODES = some.sampled_from(["lactose", "sucrose", "starch", "shell"])
TEXTS = some.text("ab 1.,é\u00a0", max_size=12)
PLAIN = TEXTS | some.integers(0, 3) | some.booleans() | some.lists(TEXTS, max_size=3)
ROWS = some.lists(
    some.dictionaries(some.sampled_from(["code", "excipient", "function", "text", "why"]), PLAIN | CODES, max_size=4),
    max_size=5,
)
TABLES = some.dictionaries(
    some.sampled_from(["code", "name", "temperature"]), PLAIN | some.just({"least": 2}), max_size=3
)
LEAFLETS = some.dictionaries(
    some.sampled_from(["en", "de"]),
    some.lists(some.fixed_dictionaries({"section": CODES, "sentences": ROWS}), max_size=3),
    max_size=2,
)
DOCUMENTS = some.fixed_dictionaries(
    {},
    optional={
        "formulation": TABLES,
        "storage": TABLES | PLAIN,
        "components": ROWS,
        "method": ROWS,
        "sources": ROWS | PLAIN,
        "leaflet": LEAFLETS | ROWS,
        "unheard_of": PLAIN | ROWS,
    },
)
SHIPPED = {one["formulation"]["code"]: one for one in shipped_documents()}
CAPSULE = SHIPPED["naltrexone-capsule"]


@pytest.fixture
def capsule() -> dict:
    return deepcopy(CAPSULE)


@given(DOCUMENTS)
def test_a_document_compared_with_itself_shows_nothing(document: dict) -> None:
    assert changes_between(document, deepcopy(document)) == ()
    assert [section.title for section in side_by_side(document, deepcopy(document)) if section.differs] == []


@given(DOCUMENTS, DOCUMENTS)
def test_the_changes_listed_applied_to_the_old_give_the_new(old: dict, new: dict) -> None:
    result = apply_changes(changes_between(old, new), to=old)
    assert canonical_json(result) == canonical_json(new)


@given(DOCUMENTS, DOCUMENTS)
def test_what_differs_is_always_shown(old: dict, new: dict) -> None:
    shown = any(section.differs for section in side_by_side(old, new))
    assert shown == (canonical_json(old) != canonical_json(new))


@given(some.text(max_size=60), some.text(max_size=60))
def test_the_marked_pieces_put_together_are_the_text_again(old: str, new: str) -> None:
    here, there = mark_words(old, new)
    assert ("".join(piece.text for piece in here), "".join(piece.text for piece in there)) == (old, new)
    assert {piece.mark for piece in here} <= {"same", "gone"}
    assert {piece.mark for piece in there} <= {"same", "new"}


@settings(deadline=None)  # whole documents, on a machine that may be busy
@given(some.sampled_from(sorted(SHIPPED)), some.sampled_from(sorted(SHIPPED)))
def test_any_two_formulations_that_ship_can_be_compared(one: str, other: str) -> None:
    assert apply_changes(changes_between(SHIPPED[one], SHIPPED[other]), to=SHIPPED[one]) == SHIPPED[other]
    assert any(section.differs for section in side_by_side(SHIPPED[one], SHIPPED[other])) == (one != other)


def test_a_component_is_matched_by_its_substance_wherever_it_stands(capsule: dict) -> None:
    capsule["components"].insert(0, capsule["components"].pop(2))
    assert changes_between(CAPSULE, capsule) == (Moved(("components", 2), at=0),)


def test_a_changed_amount_is_one_change_however_the_rows_are_ordered(capsule: dict) -> None:
    capsule["house_limits"][0]["days"] = 90
    assert changes_between(CAPSULE, capsule) == (Changed(("house_limits", 0, "days"), 180, 90),)


def test_a_new_row_is_added_and_a_lost_one_removed(capsule: dict) -> None:
    lost = capsule["components"].pop(2)
    second = {"code": "zinc-oxide", "amount": "1 mg"}
    capsule["further_actives"] = [second]
    changes = changes_between(CAPSULE, capsule)
    assert changes == (Removed(("components", 2), lost), Added(("further_actives",), [second]))


def test_a_reworded_step_is_the_same_step_and_shows_the_words_that_changed() -> None:
    old = {"method": [{"text": "Weigh the powder."}, {"text": "Mix for 5 minutes at low speed."}]}
    new = {"method": [{"text": "Mix for 10 minutes at low speed."}]}
    (making,) = side_by_side(old, new)
    assert [(row.name, row.kind) for row in making.rows] == [("Step 1", "removed"), ("Step 1", "changed")]
    assert making.rows[1].fields[0].new == (
        Piece("Mix for ", "same"),
        Piece("10", "new"),
        Piece(" minutes at low speed.", "same"),
    )


def test_a_number_with_a_point_is_one_word() -> None:
    old, new = mark_words("Take 4.5 mg daily with food", "Take 4 mg daily with food")
    assert old == (Piece("Take ", "same"), Piece("4.5", "gone"), Piece(" mg daily with food", "same"))
    assert new[1] == Piece("4", "new")


def test_texts_with_little_in_common_are_marked_as_a_whole() -> None:
    old, new = mark_words("Keep in the fridge", "Room temperature, away from light")
    assert (old, new) == ((Piece("Keep in the fridge", "gone"),), (Piece("Room temperature, away from light", "new"),))


def test_a_list_is_compared_entry_by_entry() -> None:
    old = {"excipients": [{"code": "shell", "contains": ["gelatine", "titanium-dioxide", "iron-oxide"]}]}
    new = {"excipients": [{"code": "shell", "contains": ["gelatine", "iron-oxide"]}]}
    (section,) = side_by_side(old, new)
    field = section.changed_rows[0].changed_fields[0]
    assert (section.title, field.name) == ("What it is made of", "contains")
    assert [piece for piece in field.old if piece.mark == "gone"] == [Piece("titanium-dioxide; ", "gone")]


def test_a_source_is_shown_by_its_title(capsule: dict) -> None:
    capsule["storage"]["source"] = "house-rule"
    section = next(one for one in side_by_side(CAPSULE, capsule) if one.differs)
    words = "".join(piece.text for piece in section.changed_rows[0].changed_fields[0].old)
    assert words.startswith("Cote B and others")


def test_yes_and_the_number_one_are_not_the_same() -> None:
    assert changes_between({"preparation": {"shake": True}}, {"preparation": {"shake": 1}}) != ()
    assert side_by_side({"preparation": {"shake": "yes"}}, {"preparation": {"shake": True}})[0].differs


def test_a_section_says_how_many_of_its_rows_differ(capsule: dict) -> None:
    capsule["studies"] = []
    capsule["house_limits"][0]["days"] = 90
    section = next(one for one in side_by_side(CAPSULE, capsule) if one.key == "limits")
    assert section.summary == "1 changed, 1 removed"
