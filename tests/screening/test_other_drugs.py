"""The rules of the other shipped drugs: for each, a patient who trips it and one who is near but does not."""

import pytest

from formulations.reference.formulary import shipped_documents
from pharmacy.prescriptions.entry import KnownEntry
from tests.screening.cases import allergy, condition, found, medicine

# formulation, what trips, the finding, what is near and does not trip
RULES = [
    ("sildenafil-oral-suspension", medicine("glyceryl trinitrate spray"), "final stop nitrate", medicine("amlodipine")),
    ("sildenafil-oral-suspension", medicine("riociguat"),
     "final stop guanylate-cyclase-stimulator", medicine("bosentan")),
    ("sildenafil-oral-suspension", medicine("ketoconazole"), "warn cyp3a-inhibitor", medicine("terbinafine")),
    ("enalapril-oral-suspension", condition("pregnancy"), "final stop pregnancy", condition("hypertension")),
    ("enalapril-oral-suspension", condition("angioedema"), "final stop angioedema", condition("asthma")),
    ("enalapril-oral-suspension", medicine("lithium"), "warn lithium", medicine("sertraline")),
    ("captopril-oral-liquid", medicine("Entresto"), "final stop neprilysin-inhibitor", medicine("bisoprolol")),
    ("captopril-oral-liquid", medicine("spironolactone"), "warn raises-potassium", medicine("furosemide")),
    ("omeprazole-oral-suspension", medicine("clopidogrel"), "stop clopidogrel", medicine("prasugrel")),
    ("omeprazole-oral-suspension", medicine("rilpivirine"), "final stop rilpivirine", medicine("dolutegravir")),
    ("paracetamol-suppository", medicine("acetaminophen"), "stop duplicate-paracetamol", medicine("ibuprofen")),
    ("paracetamol-suppository", medicine("warfarin"), "warn warfarin", medicine("clopidogrel")),
    ("progesterone-pessary", condition("deep vein thrombosis"), "final stop thrombosis", condition("varicose veins")),
    ("estriol-estradiol-cream", condition("pulmonary embolism"), "final stop thrombosis", condition("migraine")),
    ("cholecalciferol-oral-drops", condition("hypercalcaemia"), "final stop high-calcium", condition("osteoporosis")),
    ("cholecalciferol-oral-drops", medicine("digoxin"), "warn digoxin", medicine("bisoprolol")),
    ("amlodipine-oral-suspension", medicine("simvastatin"), "warn simvastatin", medicine("rosuvastatin")),
    ("baclofen-oral-suspension", medicine("diazepam"), "warn sedative", medicine("amoxicillin")),
    ("metoprolol-oral-suspension", medicine("verapamil"), "stop slows-conduction", medicine("amlodipine")),
    ("clonidine-oral-suspension", medicine("metoprolol"), "warn clonidine-with-beta-blocker", medicine("amlodipine")),
    ("hydrocortisone-oral-powder", medicine("phenytoin"), "warn enzyme-inducer", medicine("levetiracetam")),
    ("hydrocortisone-capsule", medicine("prednisolone"), "warn corticosteroid", medicine("hydrocortisone cream")),
    ("spironolactone-hydrochlorothiazide-oral-suspension", medicine("potassium chloride"), "stop raises-potassium",
     medicine("calcium carbonate")),
    ("spironolactone-hydrochlorothiazide-oral-suspension", condition("Addison's disease"), "final stop high-potassium",
     condition("hypothyroidism")),
    ("ursodiol-oral-suspension", medicine("colestyramine"), "warn bile-acid-sequestrant", medicine("simvastatin")),
    ("diltiazem-gel", condition("sick sinus syndrome"), "stop slow-heart", condition("haemorrhoids")),
    ("dronabinol-oral-drops", condition("schizophrenia"), "stop psychosis", condition("multiple sclerosis")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "trips", "finding", "near"), RULES, ids=[f"{row[0]}-{row[2]}" for row in RULES])
def test_a_rule_finds_what_it_names_and_lets_pass_what_is_near(
    code: str, trips: KnownEntry, finding: str, near: KnownEntry
) -> None:
    assert finding in found(trips, code=code)
    assert finding not in found(near, code=code)


def test_the_rules_of_every_other_drug_are_tried() -> None:
    screened = {one["formulation"]["code"] for one in shipped_documents() if "screening" in one}
    others = {code for code in screened if not code.startswith("naltrexone-")}
    assert others - {row[0] for row in RULES} == {"nystatin-oral-suspension"}


@pytest.mark.parametrize("code", sorted({row[0] for row in RULES}))
def test_an_allergy_to_the_active_is_a_final_stop(code: str) -> None:
    active = code.partition("-")[0]
    assert "final stop allergy-to-active" in found(allergy(active), code=code)


def test_an_allergy_to_the_second_active_is_found_as_well() -> None:
    found_here = found(allergy("hydrochlorothiazide"), code="spironolactone-hydrochlorothiazide-oral-suspension")
    assert any("allergy" in one or "excipient-avoided" in one for one in found_here)
