"""What is typed into the sections of a draft becomes the document again, or is refused at its field."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from formulations.editing.known import Known, known_of
from formulations.editing.outline import SECTIONS, section_named
from formulations.editing.section import Section, rows_at
from formulations.editing.section_reading import SectionReading, read_section
from formulations.editing.typed import TypedRow, typed_rows, words_as_text, words_in
from formulations.editing.writing import orphans, written
from formulations.reference.formulary import shipped_documents, specification_from
from tests.exchange_format.specifications import drugs

MAKEABLE = [one for one in shipped_documents() if "unavailable_reason" not in one["formulation"]]
# No field shows these: a formulation keeps its code, what nobody may make its reason; a place names its temperatures.
FOLLOWS_FROM_OTHERS = {"code", "unavailable_reason", "source"} | {
    f"{place}temperature.{key}" for place in ("", "storage.") for key in ("least_celsius", "most_celsius", "source")
}
HANDBOOK = Known(sources={"handbook": "A handbook"}, substances={"glycerol": "glycerol"})


def by_code(document: dict[str, Any]) -> str:
    return str(document["formulation"]["code"])


def read(key: str, **texts: str) -> SectionReading:
    """A section of one row, read; a field's point is written as two underlines."""
    typed = TypedRow({name.replace("__", "."): text for name, text in texts.items()})
    return read_section(section_named(key), [typed], known=HANDBOOK)


def rewritten(document: dict[str, Any], section: Section) -> dict[str, Any]:
    """The document after a section was opened and saved as it stood."""
    known = known_of(document, rows=tuple(rows_at(document, section)))
    reading = read_section(section, typed_rows(document, section), known=known)
    assert reading.faults == {}
    return written(document, section, rows=reading.rows, formulary={}, new=[])


@pytest.mark.parametrize("document", MAKEABLE, ids=by_code)
def test_a_section_opened_and_saved_as_it_stands_changes_nothing(document: dict[str, Any]) -> None:
    for section in SECTIONS:
        assert rewritten(document, section) == document, section.key


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_what_a_form_has_no_field_for_is_kept(section: Section) -> None:
    document = deepcopy(MAKEABLE[0])
    rows = rows_at(document, section)
    if not rows or not rows[0]:
        pytest.skip("this formulation has nothing in that section")
    rows[0]["a_key_of_a_later_release"] = "kept"
    assert rewritten(document, section) == document


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(drugs(most=1))
def test_any_section_of_any_document_opened_and_saved_changes_nothing(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        for section in SECTIONS:
            assert rewritten(document, section) == document, section.key


@pytest.mark.parametrize("document", shipped_documents(), ids=by_code)
def test_every_key_of_a_shipped_document_has_a_field(document: dict[str, Any]) -> None:
    for section in SECTIONS:
        fields = {one.key for one in section.fields}
        keys = {key for row in rows_at(document, section) for key in _keys(row, fields=fields)}
        assert keys - fields <= FOLLOWS_FROM_OTHERS, section.key


def _keys(row: Any, *, fields: set[str], under: str = "") -> set[str]:
    """The keys of a row, those of tables in it with a point."""
    tables = {key for key in row if isinstance(row[key], dict)}
    inner = {deeper for key in tables for deeper in _keys(row[key], fields=fields, under=f"{under}{key}.")}
    return {f"{under}{key}" for key in row if key not in tables} | inner


def test_micrograms_are_written_out_however_they_are_spelled() -> None:
    reading = read("strengths", amount="250 mcg", per="1 mL", source="handbook")
    assert reading.rows == [{"amount": "250 micrograms", "per": "1 ml", "source": "handbook"}]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,5 mg", "has a comma; write a point"),
        ("ten mg", "needs a number and a unit"),
        ("10", "needs a number and a unit"),
        ("10 drachms", "is not known; use mg"),
        ("-5 mg", "needs a number and a unit"),
        ("NaN mg", "needs a number and a unit"),
    ],
)
def test_an_amount_that_is_none_is_refused_at_its_field(typed: str, said: str) -> None:
    reading = read("strengths", amount=typed, per="1 ml", source="handbook")
    assert list(reading.faults) == [(0, "amount")]
    assert said in reading.faults[0, "amount"]


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\u00ad", "\x07"])
def test_hidden_and_turning_characters_are_refused_in_every_kind_of_text(hidden: str) -> None:
    assert "delete it" in read("formulation", summary=f"Sweet{hidden}").faults[0, "summary"]
    assert "delete it" in read("excipients", contains=f"lactose, gel{hidden}atine").faults[0, "contains"]
    assert "delete it" in read("strengths", amount=f"1{hidden} mg").faults[0, "amount"]


def test_a_number_without_a_source_is_refused() -> None:
    faults = read("strengths", amount="1 mg", per="1 ml").faults
    assert faults == {(0, "source"): "Pick where this comes from: no source, no number."}


def test_a_source_that_the_draft_does_not_list_is_refused() -> None:
    assert (
        "not among the sources" in read("strengths", amount="1 mg", per="1 ml", source="elsewhere").faults[0, "source"]
    )


def test_what_a_source_says_is_kept_with_its_code() -> None:
    typed = TypedRow(
        {"code": "dose-above-range", "above": "9 mg", "severity": "stop", "message": "Too much."},
        {},
        {"sources": (("handbook", "nine is the most: ever"), ("", ""))},
    )
    reading = read_section(section_named("dose-limits"), [typed], known=HANDBOOK)
    assert reading.faults == {}
    assert reading.rows[0]["sources"] == ["handbook: nine is the most: ever"]


def test_a_dose_limit_has_one_bound_and_not_two() -> None:
    typed = TypedRow(
        {
            "code": "dose-above-range",
            "above": "9 mg",
            "below": "1 mg",
            "severity": "stop",
            "message": "No",
        },
        {},
        {"sources": (("handbook", ""),)},
    )
    faults = read_section(section_named("dose-limits"), [typed], known=HANDBOOK).faults
    assert faults == {(0, "above"): "Write exactly one bound: above or below."}


def test_a_syringe_without_marks_is_refused() -> None:
    faults = read("devices", name="syringe", kind="oral-syringe", capacity="5 ml", source="handbook").faults
    assert list(faults) == [(0, "mark")]


def test_a_dropper_has_no_dead_space_and_a_syringe_may_state_one() -> None:
    texts = {"name": "measure", "dead_space": "0.148 ml", "source": "handbook"}
    dropper = read("devices", kind="dropper", **texts)
    syringe = read("devices", kind="oral-syringe", capacity="3 ml", mark="0.1 ml", **texts)
    assert list(dropper.faults) == [(0, "dead_space")]
    assert syringe.faults == {}


def test_a_restriction_names_a_substance_or_a_property_and_not_both() -> None:
    texts = {"excipient": "glycerol", "property": "glycerol", "effect": "forbid", "finding_code": "forbidden-excipient"}
    texts |= {"grade": "house rule", "reason": "It purges."}
    typed = TypedRow(texts, {"functions": ("sweetener",)}, {"sources": (("handbook", ""),)})
    assert list(read_section(section_named("restrictions"), [typed], known=HANDBOOK).faults) == [(0, "excipient")]


def test_the_strengths_of_a_study_go_from_the_least_to_the_most() -> None:
    texts = {"days": "30", "storage": "refrigerator", "vehicle": "v", "container": "c", "summary": "s"}
    faults = read("studies", least_strength="5 mg", most_strength="1 mg", source="handbook", **texts).faults
    assert "less than 5 mg" in faults[0, "most_strength"]


def test_a_row_in_which_nothing_is_typed_is_left_out() -> None:
    typed = TypedRow({"amount": "1 mg", "per": "1 ml", "source": "handbook"})
    reading = read_section(section_named("strengths"), [TypedRow(), typed, TypedRow()], known=HANDBOOK)
    assert reading.faults == {}
    assert len(reading.rows) == 1


def test_a_fault_stands_at_the_row_where_it_was_typed_even_after_an_empty_one() -> None:
    typed = TypedRow({"amount": "1 drachm", "per": "1 ml", "source": "handbook"})
    faults = read_section(section_named("strengths"), [TypedRow(), typed], known=HANDBOOK).faults
    assert list(faults) == [(1, "amount")]


def test_two_rows_with_one_code_are_refused_at_the_second() -> None:
    row = TypedRow({"text": "Shake.", "code": "shake", "source": "handbook"})
    faults = read_section(section_named("label-warnings"), [row, row], known=HANDBOOK).faults
    assert list(faults) == [(1, "code")]


def test_a_code_left_empty_is_made_from_the_name_and_never_twice() -> None:
    row = TypedRow({"text": "Shake the bottle well before each use, always.", "source": "handbook"})
    rows = read_section(section_named("label-warnings"), [row, row], known=HANDBOOK).rows
    assert [one["code"] for one in rows] == ["shake-the-bottle-well-before-each", "shake-the-bottle-well-before-each-2"]


def test_the_temperatures_follow_from_where_it_is_kept() -> None:
    row = read("storage", code="refrigerator", source="handbook", protect_from_light="yes").rows[0]
    assert (row["temperature"]["least_celsius"], row["temperature"]["most_celsius"]) == (2, 8)
    assert (row["protect_from_light"], row["do_not_freeze"]) == (True, False)


def test_what_stays_behind_may_be_left_out_and_else_needs_its_source() -> None:
    texts = {"name": "amber bottle", "fills": "100 ml, 30 ml", "source": "handbook"}
    assert read("container", **texts).rows[0] == {
        "name": "amber bottle",
        "code": "amber-bottle",
        "fills": ["30 ml", "100 ml"],
        "counted": False,
        "source": "handbook",
    }
    assert list(read("container", stays_behind__amount="2 ml", **texts).faults) == [(0, "stays_behind.source")]


def test_a_substance_is_picked_by_its_name_or_its_code() -> None:
    for text in ("Glycerol", "glycerol"):
        assert (
            read("components", excipient=text, function="sweetener", source="handbook").rows[0]["excipient"]
            == "glycerol"
        )


def test_a_substance_that_nobody_knows_is_refused_with_what_to_do() -> None:
    faults = read("components", excipient="unobtainium", function="sweetener", source="handbook").faults
    assert "pick one from the list" in faults[0, "excipient"]


def test_a_substance_of_the_formulary_is_copied_in_with_what_it_carries_and_its_source() -> None:
    document = deepcopy(MAKEABLE[0])
    peanut = {
        "code": "peanut-oil",
        "name": "arachis oil",
        "patient_name": "peanut oil",
        "contains": ["peanut"],
        "source": "Ph. Eur. 0263",
    }
    section = section_named("components")
    rows = [
        *document["components"],
        {"excipient": "peanut-oil", "function": "vehicle", "source": document["sources"][0]["code"]},
    ]
    changed = written(document, section, rows=rows, formulary={"peanut-oil": peanut}, new=[])
    copied = changed["excipients"][-1]
    assert (copied["code"], copied["contains"], copied["source"]) == ("peanut-oil", ["peanut"], "ph-eur-0263")
    assert changed["sources"][-1] == {"code": "ph-eur-0263", "title": "Ph. Eur. 0263", "how_sure": "not-confirmed"}


def test_a_source_that_other_parts_name_cannot_be_taken_away() -> None:
    document = MAKEABLE[0]
    section = section_named("sources")
    changed = written(document, section, rows=list(document["sources"][1:]), formulary={}, new=[])
    assert document["sources"][0]["code"] in orphans(document, section, changed=changed)[0]


def test_a_substance_among_the_components_cannot_be_taken_away() -> None:
    document = MAKEABLE[0]
    section = section_named("excipients")
    changed = written(document, section, rows=list(document["excipients"][1:]), formulary={}, new=[])
    assert document["excipients"][0]["code"] in orphans(document, section, changed=changed)[0]


def test_the_first_sentence_of_an_empty_leaflet_stands_in_its_own_part() -> None:
    section = section_named("leaflet-en-storing")
    document = written({}, section, rows=[{"code": "keep", "text": "Keep it cool."}], formulary={}, new=[])
    parts = {part["section"]: len(part["sentences"]) for part in document["leaflet"]["en"]}
    assert parts == {
        "key-facts": 0,
        "what-it-is": 0,
        "before-you-take": 0,
        "how-to-take": 0,
        "what-if": 0,
        "side-effects": 0,
        "storing": 1,
        "contents": 0,
        "who-to-ask": 0,
    }


@pytest.mark.parametrize("words", [["lactose", "milk"], ["one, with a comma", "two"], ["only, one"], []])
def test_a_list_of_words_reads_back_as_it_was_even_with_commas_in_it(words: list[str]) -> None:
    assert words_in(words_as_text(words)) == words


def test_a_draft_typed_section_by_section_can_be_read_as_a_specification() -> None:
    whole, document = MAKEABLE[0], {"format": "secundum-formulary/1", "formulation": {"code": "made-anew"}}
    for section in (section_named("sources"), section_named("excipients"), *SECTIONS):
        known = known_of(document | {"sources": whole["sources"]}, rows=tuple(rows_at(document, section)))
        reading = read_section(section, typed_rows(whole, section), known=known)
        assert reading.faults == {}
        document = written(document, section, rows=reading.rows, formulary={}, new=[])
    assert specification_from(document, version=1, sha256="0" * 64).code == "made-anew"


def test_a_limit_once_opened_that_nobody_named_is_called_in_use() -> None:
    reading = read("in-use", days="28", why="Each opening lets germs in.", source="handbook")
    assert reading.rows == [{"days": 28, "code": "in-use", "why": "Each opening lets germs in.", "source": "handbook"}]
