"""Whatever a file holds, the answer is a report or a BadBundle: never a crash, never a resource without its line."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.broken_bundles import broken_bundles
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.readable import Readable, parse_readable
from pharmacy.exchange.fhir.report.reader import read_report
from pharmacy.exchange.fhir.report.values import Outcome, Report
from pharmacy.exchange.report_shown import show_report
from pharmacy.exchange.report_text import report_as_document, report_in_words
from tests.exchange.bundles import EXAMPLES, example
from tests.exchange.reports import find, report_on
from tests.exchange.shapes import SHAPES

BUNDLES = [*(make() for make in SHAPES.values()), example("capsule"), example("stop-recent-opioid")]
STRANGE = st.sampled_from(
    [None, True, 0, -1, 1.5, "", " ", "x", "2026-13-45", [], {}, [[]], [{}], [None], {"x": 1}, "x" * 300]
)
NAMES = (
    "status",
    "intent",
    "modifierExtension",
    "implicitRules",
    "code",
    "subject",
    "doNotPerform",
    "contained",
    "name",
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return every place in a JSON value, as the steps that lead there."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, item in inside for found in ((*path, step), *places(item, (*path, step)))]


def put(bundle: Any, path: tuple[Any, ...], do: str, strange: Any) -> None:
    """Drop, double, replace or nest what stands at a place, or add an element beside it."""
    for step in path[:-1]:
        bundle = bundle[step]
    last = path[-1]
    if do == "drop":
        del bundle[last]
    elif do == "double" and isinstance(bundle, list):
        bundle.insert(last, copy.deepcopy(bundle[last]))
    elif do == "nest":
        bundle[last] = (
            [bundle[last]] if isinstance(strange, list) else {"entry": bundle[last], "resourceType": "Bundle"}
        )
    elif do == "add" and isinstance(bundle, dict):
        bundle[NAMES[len(repr(strange)) % len(NAMES)]] = strange
    else:
        bundle[last] = strange


@st.composite
def mutated(draw: Any) -> Any:
    bundle = copy.deepcopy(draw(st.sampled_from(BUNDLES)))
    for _ in range(draw(st.integers(1, 4))):
        found = places(bundle)
        if found:
            do = draw(st.sampled_from(["drop", "double", "replace", "nest", "add"]))
            put(bundle, draw(st.sampled_from(found)), do, copy.deepcopy(draw(STRANGE)))
    return bundle


def check(report: Report, *, content: Any) -> None:
    """Every entry has one line, and the page and the texts of the report can be made."""
    entries = content["entry"] if content["resourceType"] == "Bundle" and "entry" in content else [content]
    expected = len(entries) if content["resourceType"] != "Bundle" or "entry" in content else 0
    assert len(report.lines) == expected
    for line in report.lines:
        assert bool(line.because) is (line.outcome is not Outcome.UNDERSTOOD), line
    assert show_report(report, find_specification=find, spoken=("en",)).report is report
    assert report_in_words(report)
    assert report_as_document(report)["kind"] == report.kind


@settings(max_examples=250, deadline=None)
@given(mutated())
def test_a_damaged_bundle_gives_a_report_or_is_refused(bundle: Any) -> None:
    try:
        report = report_on(bundle)
    except BadBundle as refusal:
        assert "\n" not in str(refusal)
        return
    check(report, content=bundle)


def test_every_bundle_that_dispense_refuses_is_reported_on_or_refused() -> None:
    for name, raw in broken_bundles():
        try:
            content = parse_readable(raw)
            report = read_report(content, find_specification=find)
        except BadBundle:
            continue
        check(report, content=content.value), name


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("[!b]*.json")), ids=lambda path: path.stem)
def test_every_example_that_dispense_supplies_or_stops_is_understood_completely(path: Any) -> None:
    report = report_on(path.read_bytes())
    assert report.with_outcome(Outcome.NOT_READ) == ()
    (order,) = [order for person in report.people for order in person.orders if order.formulation]
    assert (order.remarks, bool(order.steps)) == ((), True)


def test_a_generated_record_is_an_order_without_a_dose_and_everything_else_by_its_reason() -> None:
    report = report_on(SHAPES["a generated record"]())
    (person,) = report.people
    (order,) = person.orders
    assert (person.patient.family_name, person.patient.language) == ("Marsh640", "en")
    assert (order.name, order.steps) == ("Naltrexone hydrochloride 50 MG Oral Tablet", ())
    assert order.prescriber.name == "Dr. Lu12"
    assert [remark.partition(":")[0].rpartition(".")[2] for remark in order.remarks] == ["code", "reference"]
    assert [(one.kind, one.because.partition(":")[0]) for one in report.with_outcome(Outcome.NOT_USED)] == [
        ("Encounter", "nothing is read from a resource of kind Encounter"), ("Condition", "clinicalStatus is resolved"),
        ("MedicationRequest", "status is stopped"), ("Claim", "nothing is read from a resource of kind Claim"),
    ]  # fmt: skip


def test_a_summary_gives_the_medicines_taken_with_their_ingredients_and_no_allergy() -> None:
    (person,) = report_on(SHAPES["a summary"]()).people
    assert [(one.kind, one.text, one.code) for one in person.known] == [
        ("medicine", "Contramid (tramadol)", "N02AX02"), ("medicine", "ibuprofen", ""),
    ]  # fmt: skip


def test_a_search_gives_each_patient_their_orders_and_reads_only_what_is_sure() -> None:
    people = report_on(SHAPES["a search"]()).people
    assert [[order.name for order in one.orders] for one in people] == [
        ["medicine 1a", "medicine 1b"], ["medicine 2a"], [], ["medicine 4a"],
    ]  # fmt: skip
    prn, tapered = people[0].orders
    assert (prn.steps, prn.directions) == ((), ("1-2 tabs q4-6h prn pain, max 8/day",))
    assert [(str(one.dose), one.every, one.days) for one in tapered.steps] == [("20 mg", 1, 5), ("20 mg", 2, 5)]
    assert "doseRange: an object is a range" in people[1].orders[0].remarks[0]


def test_a_file_of_ten_thousand_resources_is_read_in_a_few_seconds() -> None:
    bundle = SHAPES["a generated record"]()
    condition = bundle["entry"][2]
    bundle["entry"] += [{**condition, "fullUrl": f"urn:uuid:{number}"} for number in range(10_000)]
    report = read_report(Readable(json.loads(json.dumps(bundle))), find_specification=find)
    assert len(report.lines) == 10_007
