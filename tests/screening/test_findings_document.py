"""docs/findings.md says what the data says."""

from dataclasses import replace
from pathlib import Path

from formulations.reference.formulary import shipped_documents
from formulations.reference.loader import law
from formulations.science.dead_space import find_dead_space
from formulations.science.either_unit import find_either_unit
from formulations.science.findings import Finding
from formulations.science.formula import choose_formula
from formulations.science.measuring import Measure
from formulations.science.plan import Order, make_plan
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep, plan_regimen
from pharmacy.exchange.finding_codes import refuse_unknown_codes
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.failure import screening_failed
from pharmacy.prescriptions.slips import LastDose, find_slips
from tests.screening.cases import ATC, CAPSULE, MICROGRAM, TODAY, allergy, condition, medicine, screen, specification
from tests.screening.test_last_supply import last

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
DRUG = "naltrexone"  # the drug of the first two tables; the others have one table for all
ORDER = ("final stop", "stop", "warn", "inform")
BINDING = {"forbid": {"final stop"}, "condition": {"warn", "inform"}, "prefer": {"inform"}}
UNPRESERVED = "naltrexone-oral-liquid-unpreserved"

CONTRACT = {
    "opioid-analgesic", "opioid-cough-or-diarrhoea", "opioid-dependence-treatment", "opioid-washout",
    "immunosuppressant", "corticosteroid", "organ-transplant", "ketamine", "isotretinoin", "thyroid-medicine",
    "diabetes-medicine", "liver-or-kidney-failure", "duplicate-opioid-antagonist", "dose-above-range",
    "dose-below-range", "dose-not-measurable", "excipient-avoided", "forbidden-excipient",
    "release-modifying-excipient", "medicine-not-checked", "supply-outlives-use-by", "strength-changed",
}  # fmt: skip


def rows(*, columns: int) -> list[list[str]]:
    """Return the rows of the page's tables with so many columns, whose first cell is a code."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines()]
    return [row for row in cells if len(row) == columns and row[0].startswith("`")]


def word(severity: str, *, overridable: bool) -> str:
    return severity if overridable or severity != "stop" else f"final {severity}"


def written(words: set[str]) -> str:
    return ", ".join(one for one in ORDER if one in words) or "-"


def from_data(code: str) -> dict[str, set[str]]:
    facts = specification(code)
    severities: dict[str, set[str]] = {}
    for rule in (*facts.screening, *facts.dose_limits):
        severities.setdefault(rule.code, set()).add(word(rule.severity.value, overridable=rule.overridable))
    for limit in facts.dose_limits:
        severities[limit.code] |= {"inform"} if limit.titration_exempt else set()
    for restriction in facts.restrictions:
        severities.setdefault(restriction.finding_code, set()).update(BINDING[restriction.effect])
    return severities


def from_program() -> dict[str, set[str]]:
    """Return the findings that no rule in the data makes: the program's own, from patients and plans that have them."""
    patient = screen(
        allergy("gelatine"), allergy("unobtainium"), allergy("naltrexone"), allergy("halal"), medicine("Xyzzolan"),
        KnownEntry("medicine", "paracetamol", ATC, "C10AA05"), condition("no diabetes"),
        last_supply=last(strength="3 mg"),
    )  # fmt: skip
    plans = [
        plan(CAPSULE, dose="1.7 mg", days=7, country="de"),
        plan(UNPRESERVED, dose="1 mg", days=60, country="us"),
        plan(UNPRESERVED, dose="1 mg", days=7, country="us", step_days=30),
    ]
    severities: dict[str, set[str]] = {}
    own = (*patient.findings, screening_failed(OSError("no such file")), *about_doses())
    for one in (*own, *(finding for made in plans for finding in made.findings)):
        severities.setdefault(one.code, set()).add(word(one.severity.value, overridable=one.overridable))
    return severities


def about_doses() -> list[Finding]:
    """Return what is asked about a dose: a slip, a small volume, a number that could be mg or ml (5 at 2.5 mg/ml)."""
    regimen = plan_regimen([DoseStep(Quantity.read("0.45 mg"), 1, 7)], days=None)
    last_dose = LastDose(Quantity.read("4.5 mg"), TODAY)
    slips = find_slips(regimen, specification=specification(CAPSULE), last=last_dose)
    liquid = choose_formula(specification("sildenafil-oral-suspension"), strength=None, choices={})
    tip = replace(specification("sildenafil-oral-suspension").devices[0], dead_space=Quantity.read("0.148 ml"))
    small = Quantity.read("1 ml")
    drawn = find_dead_space([Measure(Quantity.read("2.5 mg"), tip.code, small, (small,), small)], device=tip)
    either = [find_either_unit([DoseStep(Quantity.read(dose), 1, 7)], formula=liquid) for dose in ("5 ml", "5 mg")]
    return [*slips, *drawn, *(finding for found in either for finding in found)]


def plan(code: str, *, dose: str, days: int, country: str, step_days: int | None = None):
    strength = Quantity.read("1.5 mg") if code == CAPSULE else None
    formula = choose_formula(specification(code), strength=strength, choices={})
    steps = (DoseStep(Quantity.read(dose), 1, step_days, ()),)
    return make_plan(Order(formula=formula, steps=steps, days=days, made_on=TODAY, law=law(country)))


def test_the_page_states_the_severity_of_every_code_as_the_data_has_it():
    own = from_program()
    in_mg, in_micrograms = own | from_data(CAPSULE), own | from_data(MICROGRAM)
    stated = {row[0].strip("`"): (row[1], row[2]) for row in rows(columns=5)}
    codes = in_mg.keys() | in_micrograms.keys()
    assert stated == {
        code: (written(in_mg.get(code, set())), written(in_micrograms.get(code, set()))) for code in codes
    }


def other_rows() -> dict[str, tuple[str, str]]:
    """Return, for each formulation of another drug, its codes with how they bind, and the sources of its rules."""
    stated = {}
    for document in shipped_documents():
        code = document["formulation"]["code"]
        if not of_first_drug(code) and "screening" in document:
            severities = sorted(from_data(code).items())
            codes = "; ".join(f"{name} ({written(words)})" for name, words in severities)
            stated[code] = (codes, ", ".join(sorted(sources_of(document))))
    return stated


def of_first_drug(code: str) -> bool:
    return code.startswith(f"{DRUG}-")


def sources_of(document: dict) -> set[str]:
    rules = (*document.get("screening", ()), *document.get("dose_limits", ()), *document.get("restrictions", ()))
    return {one.partition(": ")[0] for rule in rules for one in rule["sources"]}


def test_the_page_states_the_codes_and_sources_of_every_other_drug_as_the_data_has_them():
    stated = {row[0].strip("`"): (row[1], row[2]) for row in rows(columns=3)}
    assert stated == other_rows()


def test_every_formulation_dosed_in_mg_is_screened_alike():
    for document in shipped_documents():
        code = document["formulation"]["code"]
        if "screening" in document and of_first_drug(code) and code != MICROGRAM:
            assert specification(code).screening == specification(CAPSULE).screening, code


def test_every_code_of_the_command_line_contract_has_its_row():
    assert {row[0].strip("`") for row in rows(columns=5)} >= CONTRACT


def test_the_page_names_the_sources_of_every_code_as_the_data_has_them():
    named: dict[str, set[str]] = {}
    for document in shipped_documents():
        if not of_first_drug(document["formulation"]["code"]):
            continue
        for rule in (*document.get("screening", ()), *document.get("dose_limits", ())):
            named.setdefault(rule["code"], set()).update(one.partition(": ")[0] for one in rule["sources"])
        for rule in document.get("restrictions", ()):
            named.setdefault(rule["finding_code"], set()).update(one.partition(": ")[0] for one in rule["sources"])
    assert {row[0].strip("`"): set(row[1].split(", ")) for row in rows(columns=2)} == named


def test_every_code_of_the_page_may_be_named_when_settling():
    codes = {row[0].strip("`") for row in rows(columns=5)}
    refuse_unknown_codes(codes, specification=specification(CAPSULE))


def test_every_code_says_what_it_means_and_why():
    assert all(len(row[3]) > 10 and len(row[4]) > 30 for row in rows(columns=5))
