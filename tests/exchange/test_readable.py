"""One character that no text may hold spoils no file: it is told of, and what stands around it is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.readable import Cleaned, Readable, parse_readable
from pharmacy.exchange.fhir.report.values import Outcome
from pharmacy.exchange.fhir.strict_json import NEVER_IN_TEXT, parse
from pharmacy.exchange.report_shown import show_report
from pharmacy.exchange.report_text import report_as_document, report_in_words
from tests.exchange.reports import bundle_of, dosage, find, order, report_on, the_order

CONTROLS = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ud800", "\uffff"]
NOTE = "Bundle.entry[1].resource.note[0].text"


@pytest.mark.parametrize("character", CONTROLS)
def test_a_forbidden_character_in_a_note_is_told_of_and_the_order_is_read_all_the_same(character):
    report = report_on(bundle_of(order(note=[{"text": f"with{character}food"}])))
    assert report.cleaned == (Cleaned(NOTE, (f"U+{ord(character):04X}",)),)
    assert [str(step.dose) for step in the_order(report).steps] == ["1.5 mg"]
    assert report.with_outcome(Outcome.NOT_READ) == ()


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1f"])
def test_a_control_character_that_stands_bare_in_the_file_is_told_of_too(character):
    text = json.dumps(bundle_of(order(note=[{"text": "with@food"}]))).replace("@", character)
    assert [one.path for one in report_on(text.encode()).cleaned] == [NOTE]


def test_each_text_has_its_line_with_each_character_once():
    content = {"resourceType": "Patient", "a\x01": ["x\x01\x02\x01", {"b": "y\u202e"}]}
    assert [str(one) for one in parse_readable(json.dumps(content).encode()).cleaned] == [
        "Patient held U+0001",
        "Patient.a\ufffd0001\ufffd[0] held U+0001, U+0002",
        "Patient.a\ufffd0001\ufffd[1].b held U+202E",
    ]


def test_what_a_character_parted_is_never_joined_to_another_dose():
    written = dosage(doseAndRate=[{"doseQuantity": {"value": 1.5, "unit": "m\x00g"}}])
    found = the_order(report_on(bundle_of(order(dosageInstruction=[written]))))
    assert found.steps == ()
    assert any("m\\ufffd0000\\ufffdg" in remark for remark in found.remarks)


def test_two_names_that_differ_in_a_hidden_character_stay_two():
    ids = [parse_readable(json.dumps({"id": f"a{one}"}).encode()).value["id"] for one in ("\x01", "\x02")]
    assert ids == ["a\ufffd0001\ufffd", "a\ufffd0002\ufffd"]


def test_a_file_without_such_characters_is_as_it_was():
    content = bundle_of(order())
    assert parse_readable(json.dumps(content).encode()).cleaned == ()
    assert report_on(content).cleaned == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b'{"a": 1, "a": 2}', "has the name 'a' twice"),
        ('{"a\x01": 1, "a\ufffd0001\ufffd": 2}'.encode(), " twice in one object"),
        (b'{"a": "\xff"}', "is not UTF-8"),
        (b'{"a": ', "is not JSON at line 1"),
        (b"[" * 41, "nested deeper than 40 levels"),
    ],
)
def test_what_cannot_be_read_in_one_way_only_is_still_refused(text, why):
    with pytest.raises(BadBundle, match=why):
        parse_readable(text)


def test_a_prescription_that_is_made_from_a_file_is_still_refused_with_such_a_character():
    with pytest.raises(BadBundle, match="holds the character U"):
        parse(json.dumps({"text": "with\x00food"}).encode())


def test_the_page_the_words_and_the_json_of_the_report_name_the_place():
    report = report_on(bundle_of(order(note=[{"text": "with\x00food"}])))
    assert show_report(report, find_specification=find, spoken=("en",)).cleaned == report.cleaned
    assert f"Not understood: {NOTE} held U+0000; look at the original" in report_in_words(report)
    assert report_as_document(report)["cleaned"] == [{"path": NOTE, "characters": ["U+0000"]}]


@given(st.recursive(st.text(st.characters(), max_size=4), lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_whatever_a_text_holds_nothing_forbidden_is_left_and_nothing_else_is_changed(value):
    readable = parse_readable(json.dumps({"x": value}).encode())
    assert isinstance(readable, Readable)
    assert not NEVER_IN_TEXT.search(json.dumps(readable.value, ensure_ascii=False))
    assert bool(readable.cleaned) == (readable.value != {"x": value})
