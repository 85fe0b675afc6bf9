"""The master formulation record: what it states, what it works out, and what nobody may mistake it for."""

import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.life_cycle import State
from formulations.master_record import MasterRecord, batch_size, master_record
from formulations.master_record.calculating import calculations
from formulations.master_record.references import References
from formulations.models import Specification
from formulations.reference.formulary import sha256_of
from formulations.reference.loader import law
from formulations.science.quantities import BadQuantity

TODAY = date(2026, 11, 22)
LIQUID, CAPSULE = "naltrexone-oral-liquid", "naltrexone-capsule"


def record_of(code: str, *, batch: str = "", state: State = State.APPROVED, country: str = "us") -> MasterRecord:
    row = Specification.objects.select_related("formulation", "author", "approved_by").get(formulation__code=code)
    basis = row.content["preparation"]["basis"]
    size = batch_size(batch, basis=basis) if batch else None
    return master_record(row, state=state, law=law(country), today=TODAY, batch=size)


def amounts(record: MasterRecord) -> dict[str, str]:
    return {one.name: one.for_batch for one in record.components}


@pytest.mark.usefixtures("loaded")
def test_sixty_millilitres_hold_six_tenths_of_what_a_hundred_hold() -> None:
    assert amounts(record_of(LIQUID, batch="60 ml")) == {
        "naltrexone hydrochloride": "60 mg",
        "ascorbic acid": "0.3 g",
        "sodium benzoate": "0.06 g",
        "glycerol": "12 ml",
        "purified water": "to 60 ml",
    }


@pytest.mark.usefixtures("loaded")
def test_thirty_capsules_take_thirty_times_each_strength_and_thirty_shells() -> None:
    record = record_of(CAPSULE, batch="30 capsules")
    assert amounts(record)["naltrexone hydrochloride"] == "45 mg or 90 mg or 135 mg"
    assert {one.for_batch for one in record.components if one.choice == "shell"} == {"30 shells"}


@pytest.mark.usefixtures("loaded")
def test_what_to_weigh_is_worked_out_for_salt_hydrate_and_tablet() -> None:
    drops = record_of("naltrexone-sublingual-drops", batch="60 ml")
    facts = (*record_of(LIQUID, batch="60 ml").calculations.facts, *drops.calculations.facts)
    worked = {fact.name: fact.why for fact in facts}
    assert worked["naltrexone hydrochloride powder, anhydrous"] == "60 mg ÷ assay of the certificate ÷ (1 − its water)."
    assert worked["naltrexone hydrochloride dihydrate powder"].startswith("60 mg × 1.0954 = 65.724 mg, then ÷ assay")
    assert worked["naltrexone hydrochloride 50 mg tablet"] == "300 mg ÷ 50 mg = 6 of 50 mg each."


def two_actives(materials: list[dict[str, str]]) -> dict[str, object]:
    """A cream of 2 mg estriol and 0.5 mg estradiol in 1 g, written for 100 g."""
    return {
        "active": {"labelled_as": "estriol"},
        "further_actives": [{"labelled_as": "estradiol", "amount": "0.5 mg", "per": "1 g"}],
        "strengths": [{"amount": "2 mg", "per": "1 g"}],
        "preparation": {"basis": "100 g"},
        "source_materials": materials,
    }


def test_the_second_active_is_weighed_by_its_own_strength() -> None:
    materials = [{"name": "estriol powder", "kind": "bulk"}, {"name": "estradiol powder", "kind": "bulk"}]
    content = two_actives(materials)
    facts = {fact.name: fact for fact in calculations(content, batch=None, refs=References(content))}
    assert facts["Estradiol for 100 g"].value == "100 g ÷ 1 g × 0.5 mg = 50 mg"
    assert facts["estriol powder"].why.startswith("200 mg ÷ assay")
    assert facts["estradiol powder"].why.startswith("50 mg ÷ assay")


def test_a_tablet_of_both_actives_is_counted_by_the_first() -> None:
    tablet = {"name": "tablet of estriol 1 mg with estradiol 0.25 mg", "labelled_mass_per_unit": "1 mg"}
    content = two_actives([tablet])
    (fact,) = [one for one in calculations(content, batch=None, refs=References(content)) if one.name == tablet["name"]]
    assert fact.why == "200 mg ÷ 1 mg = 200 of 1 mg each."


def test_units_of_activity_are_divided_by_the_certificate_and_never_by_an_assay() -> None:
    content = {
        "active": {"labelled_as": "cholecalciferol"},
        "strengths": [{"amount": "5000 units", "per": "1 ml"}],
        "preparation": {"basis": "100 ml"},
        "source_materials": [{"name": "cholecalciferol in oil", "kind": "concentrate"}],
    }
    facts = list(calculations(content, batch=None, refs=References(content)))
    assert facts[1].why == "500,000 units ÷ the units in 1 mg or 1 g by the certificate."


@pytest.mark.parametrize(
    ("text", "basis", "said"),
    [
        ("0 ml", "100 ml", "a batch of 0 ml cannot be made"),
        ("30 ml", "1 capsule", "written in capsules"),
        ("2.5 capsules", "1 capsule", "a batch of 2.5 capsules cannot be made"),
        ("30 capsules", "100 ml", "written in ml"),
        ("plenty", "100 ml", "needs a number and a unit"),
    ],
)
def test_a_batch_that_cannot_be_made_is_refused(text: str, basis: str, said: str) -> None:
    with pytest.raises(BadQuantity, match=said):
        batch_size(text, basis=basis)


@given(st.integers(min_value=1, max_value=100_000))
def test_a_batch_of_whole_grams_is_read_in_the_unit_of_the_basis(grams: int) -> None:
    assert batch_size(f"{grams * 1000} mg", basis="50 g").value == grams


@pytest.mark.usefixtures("loaded")
def test_a_filler_that_is_refused_stands_among_the_refused_and_not_among_the_components() -> None:
    record = record_of(CAPSULE)
    assert "calcium carbonate" not in {one.name for one in record.components}
    assert "calcium carbonate" in {fact.name for fact in record.limits_of_use.facts}


@pytest.mark.usefixtures("loaded")
def test_hypromellose_is_refused_as_filler_and_stays_as_shell() -> None:
    functions = {one.function for one in record_of(CAPSULE).components if "hypromellose" in one.name}
    assert functions == {"shell"}


@pytest.mark.usefixtures("loaded")
def test_the_limit_that_rules_is_named_and_the_others_stand_beside_it() -> None:
    dating = record_of(LIQUID).datings[0]
    assert dating.says.startswith("35 days from making. United States: USP <795>")
    assert [limit.name for limit in dating.limits if limit.rules] == ["us preserved aqueous"]
    assert {limit.name for limit in dating.limits if limit.is_set_aside} >= {"polonini 2016"}


@pytest.mark.usefixtures("loaded")
def test_another_pack_repeats_nothing_that_the_usual_one_has() -> None:
    facts = record_of(LIQUID).keeping.facts
    assert [fact.name for fact in facts].count("Container and closure") == 1
    storage = [fact.value.partition(",")[0] for fact in facts if fact.name == "Storage"]
    assert storage == ["refrigerator", "room temperature"]


@pytest.mark.usefixtures("loaded")
def test_another_law_is_another_ruling_limit() -> None:
    dating = record_of(LIQUID, country="gb").datings[0]
    assert "Great Britain" in dating.says
    assert [limit.name for limit in dating.limits if limit.rules] != ["us preserved aqueous"]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("code", [LIQUID, CAPSULE, "naltrexone-cream", "naltrexone-sublingual-drops"])
def test_each_number_in_brackets_is_a_source_in_the_list(code: str) -> None:
    record = record_of(code)
    work = (record.equipment, record.hazard, record.finished)
    parts = (record.identity, record.calculations, *work, record.keeping, record.label, record.limits_of_use)
    named = [fact.refs for part in parts for fact in part.facts]
    named += [one.refs for one in (*record.steps, *record.checks)]
    named += [one.refs for one in record.components]
    named += [limit.refs for dating in record.datings for limit in dating.limits]
    numbers = {int(number) for refs in named if refs for number in refs.split(", ")}
    assert sorted(numbers) == [source.number for source in record.references]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("state", [state for state in State if state is not State.APPROVED])
def test_only_an_approved_version_carries_no_mark_across_its_pages(state: State) -> None:
    assert record_of(LIQUID).standing.across == ""
    standing = record_of(LIQUID, state=state).standing
    assert standing.across
    assert any(words in standing.says for words in ("Nobody may make", "nobody may make", "Do not make"))


@pytest.mark.usefixtures("loaded")
def test_a_version_approved_for_a_later_day_says_not_before_it() -> None:
    row = Specification.objects.get(formulation__code=LIQUID)
    row.effective_from = date(2026, 12, 1)
    standing = master_record(row, state=State.APPROVED, law=law("us"), today=TODAY).standing
    assert standing.across == "NOT BEFORE 1 December 2026"


@pytest.mark.usefixtures("loaded")
def test_what_a_version_does_not_state_is_said_to_be_missing() -> None:
    row = Specification.objects.get(formulation__code=LIQUID)
    content = copy.deepcopy(row.content)
    for key in ("equipment", "method", "appearance", "quality_checks", "hazard", "price"):
        content.pop(key, None)
    draft = Specification(formulation=row.formulation, version=2, content=content, sha256=sha256_of(content))
    missing = {"equipment", "hazard and protection", "method", "appearance", "quality checks"}
    assert set(master_record(draft, state=State.DRAFT, law=law("us"), today=TODAY).missing) == missing


@pytest.mark.usefixtures("loaded")
def test_a_draft_that_says_almost_nothing_can_still_be_printed() -> None:
    row = Specification.objects.get(formulation__code=LIQUID)
    bare = {"format": "secundum-formulary/1", "formulation": {"code": LIQUID, "name": "Something new"}}
    draft = Specification(formulation=row.formulation, version=2, content=bare, sha256=sha256_of(bare))
    record = master_record(draft, state=State.DRAFT, law=law("us"), today=TODAY)
    assert record.title == "Something new"
    assert record.datings[0].says.startswith("It cannot be dated as it stands")
