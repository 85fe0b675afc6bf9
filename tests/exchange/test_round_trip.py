"""An order that is written as FHIR and read again is the same order, whatever was ordered."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from formulations.reference.formulary import shipped_documents
from formulations.science.formula import choices_of, choose_formula
from formulations.science.measuring import units_taken_in
from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import HOURS_APART, TIMES, DoseStep
from formulations.science.specification import ChosenFormula, Specification
from pharmacy.exchange.fhir.exact_json import as_json
from pharmacy.exchange.fhir.readable import parse_readable
from pharmacy.exchange.fhir.report.reader import read_report
from pharmacy.exchange.fhir.strict_json import parse
from pharmacy.exchange.fhir.writing.people import patient, practitioner
from pharmacy.exchange.fhir.writing.request import Identities, medication_request
from pharmacy.prescriptions.entry import PatientEntry, PrescriberEntry, PrescriptionEntry
from tests.exchange.bundles import shipped
from tests.exchange.reports import find

IDS = Identities("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222",
                 "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444")  # fmt: skip
CODES = sorted(document["formulation"]["code"] for document in shipped_documents() if "strengths" in document)
NAMES = st.text("abcdefghijklmnopqrstuvwxyzäöüéñß'-", min_size=1, max_size=20).map(str.strip).filter(bool)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@cache
def specification(code: str) -> Specification:
    return shipped(code)


def steps(units: tuple[Unit, ...]) -> st.SearchStrategy[tuple[DoseStep, ...]]:
    amounts = st.decimals("0.001", "999", places=3).map(lambda value: Decimal(value).normalize())
    doses = st.builds(lambda value, unit: Quantity(Decimal(format(value, "f")), unit), amounts, st.sampled_from(units))
    times = st.lists(st.sampled_from(TIMES), unique=True).map(lambda words: tuple(t for t in TIMES if t in words))
    one = st.builds(_step, doses, times, st.integers(1, 4), st.integers(1, 60), st.integers(1, 31))
    by_the_clock = st.builds(_by_the_clock, doses, st.sampled_from(HOURS_APART), st.integers(1, 60))
    one |= by_the_clock
    return st.lists(one, min_size=1, max_size=6).map(tuple)


def _step(dose: Quantity, when: tuple[str, ...], times: int, days: int, every: int) -> DoseStep:
    return DoseStep(dose, len(when) or times, days, when, every=every)


def _by_the_clock(dose: Quantity, hours: int, days: int) -> DoseStep:
    return DoseStep(dose, 24 // hours, days, hours_apart=hours)


@st.composite
def orders(draw: Any) -> tuple[PrescriptionEntry, ChosenFormula]:
    found = specification(draw(st.sampled_from(CODES)))
    units = (found.dose_unit, *(u for d in found.devices for u in units_taken_in(d, per=found.strengths[0].per.unit)))
    strength = draw(st.sampled_from(found.strengths)).amount
    packs = {"pack": draw(st.sampled_from(found.packs)).code} if draw(st.booleans()) else {}
    formula = choose_formula(found, strength=strength, choices=packs)
    order = PrescriptionEntry(
        patient=PatientEntry(draw(NAMES), draw(NAMES), draw(st.none() | DAYS), draw(st.sampled_from(["", "de"]))),
        prescriber=draw(st.none() | st.builds(PrescriberEntry, NAMES, NAMES, NAMES)),
        formulation=found.code, strength=strength, steps=draw(steps(units)), days=draw(st.integers(1, 366)),
        choices=choices_of(formula), purpose=draw(st.just("") | NAMES), written_on=draw(st.none() | DAYS),
        starts_on=draw(st.none() | DAYS), repeats_allowed=draw(st.integers(0, 12)),
    )  # fmt: skip
    is_open = draw(st.booleans())
    last = replace(order.steps[-1], days=None) if is_open else order.steps[-1]
    return replace(order, steps=(*order.steps[:-1], last)), formula


def written(entry: PrescriptionEntry, *, formula: ChosenFormula) -> str:
    people = [patient(entry.patient, identity=IDS.patient)]
    people += [practitioner(entry.prescriber, identity=IDS.prescriber)] if entry.prescriber else []
    request = medication_request(entry, formula=formula, ids=IDS, is_over=False)
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in (*people, request)]
    return as_json({"resourceType": "Bundle", "type": "collection", "entry": entries})


@settings(max_examples=60, deadline=None)
@given(orders())
def test_an_order_that_is_written_and_read_again_is_the_same_order(case: tuple[PrescriptionEntry, ChosenFormula]):
    entry, formula = case
    text = written(entry, formula=formula)
    Bundle.model_validate_json(text)
    (person,) = read_report(parse_readable(text.encode()), find_specification=find).people
    (order,) = person.orders
    assert order.remarks == ()
    assert (person.patient, order.prescriber) == (entry.patient, entry.prescriber)
    assert (order.formulation, order.strength, dict(order.choices)) == (
        entry.formulation, entry.strength, entry.choices,
    )  # fmt: skip
    assert (order.steps, order.days, order.starts_on) == (entry.steps, entry.days, entry.starts_on)
    assert (order.purpose, order.written_on, order.repeats_allowed) == (
        entry.purpose, entry.written_on, entry.repeats_allowed,
    )  # fmt: skip


def test_every_formulation_that_ships_can_be_written_and_read_again():
    for code in CODES:
        found = specification(code)
        formula = choose_formula(found, strength=found.strengths[0].amount, choices={})
        entry = PrescriptionEntry(
            PatientEntry("Ada", "Moss"), None, code, formula.strength.amount,
            (DoseStep(Quantity(Decimal(1), found.dose_unit), 1, None),), 28, choices_of(formula),
        )  # fmt: skip
        (person,) = read_report(
            parse_readable(written(entry, formula=formula).encode()), find_specification=find
        ).people
        assert person.orders[0].remarks == (), code
        assert (dict(person.orders[0].choices), person.orders[0].steps) == (entry.choices, entry.steps)


def test_a_step_that_starts_on_a_day_is_written_with_both_its_ends():
    found = specification("naltrexone-capsule")
    formula = choose_formula(found, strength=found.strengths[0].amount, choices={})
    dose, start = Quantity(Decimal("1.5"), Unit.MILLIGRAM), date(2026, 12, 1)
    entry = PrescriptionEntry(
        PatientEntry("Ada", "Moss"), None, found.code, formula.strength.amount,
        (DoseStep(dose, 1, 14), DoseStep(dose, 1, None)), 28, starts_on=start,
    )  # fmt: skip
    content = parse(written(entry, formula=formula).encode())
    first, second = content["entry"][-1]["resource"]["dosageInstruction"]
    assert first["timing"]["repeat"]["boundsPeriod"] == {"start": "2026-12-01", "end": "2026-12-14"}
    assert second["timing"]["repeat"]["boundsPeriod"] == {"start": (start + timedelta(days=14)).isoformat()}
