"""For each finding code, by formulation: one case that trips it and one that just does not."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from formulations.reference.loader import law
from formulations.science.formula import choose_formula
from formulations.science.plan import Order, make_plan
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep, plan_regimen
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening import LastSupply
from pharmacy.prescriptions.slips import LastDose, find_slips
from tests.screening.cases import ATC, CAPSULE, TODAY, allergy, condition, medicine, screen, specification
from tests.screening.test_last_supply import last

LIQUID, UNPRESERVED, DROPS = (
    "naltrexone-oral-liquid",
    "naltrexone-oral-liquid-unpreserved",
    "naltrexone-sublingual-drops",
)
SILDENAFIL = "sildenafil-oral-suspension"


@dataclass(frozen=True)
class Patient:
    """What is known of a patient, what is chosen for them, and what they had last."""

    known: KnownEntry | None = None
    choices: dict[str, str] = field(default_factory=dict)
    last_supply: LastSupply | None = None

    def codes(self, formulation: str) -> set[str]:
        known = (self.known,) if self.known else ()
        found = screen(*known, code=formulation, strength="1.5 mg", choices=self.choices, last_supply=self.last_supply)
        return {one.code for one in found.findings}


@dataclass(frozen=True)
class Dose:
    """A dose a day, and what is chosen. step_days: of a step that is longer than the supply.

    borrowed: whether excipients of the first drug are known too, for a rule that no excipient of the drug's own meets.
    dead_space: what the tip of each syringe holds, as a pharmacy states it of its own.
    """

    dose: str
    days: int = 7
    strength: str | None = None
    country: str = "us"
    step_days: int | None = None
    choices: dict[str, str] = field(default_factory=dict)
    borrowed: bool = False
    dead_space: str = ""

    def codes(self, formulation: str) -> set[str]:
        facts = specification(formulation)
        if self.borrowed:
            facts = replace(facts, excipients=(*facts.excipients, *specification(CAPSULE).excipients))
        if self.dead_space:
            tip = Quantity.read(self.dead_space)
            facts = replace(facts, devices=tuple(replace(one, dead_space=tip) for one in facts.devices))
        usual = self.strength or ("1.5 mg" if formulation == CAPSULE else str(facts.strengths[0].amount))
        formula = choose_formula(facts, strength=Quantity.read(usual.replace(",", "")), choices=self.choices)
        steps = (DoseStep(Quantity.read(self.dose), 1, self.step_days, ()),)
        order = Order(formula=formula, steps=steps, days=self.days, made_on=TODAY, law=law(self.country))
        return {one.code for one in make_plan(order).findings}


@dataclass(frozen=True)
class Slip:
    """A dose against the one of the last prescription."""

    dose: str
    before: str

    def codes(self, formulation: str) -> set[str]:
        regimen = plan_regimen([DoseStep(Quantity.read(self.dose), 1, 7)], days=None)
        before = LastDose(Quantity.read(self.before), TODAY - timedelta(days=30))
        return {one.code for one in find_slips(regimen, specification=specification(formulation), last=before)}


def filler(code: str) -> dict[str, str]:
    """The choice of a filler."""
    return {"filler": code}


# code, formulation, what trips it, what is next to it and does not
OF_THE_FIRST_DRUG = [
    ("allergy-to-active", CAPSULE, Patient(allergy("naltrexone")), Patient(allergy("naloxone"))),
    ("dose-above-range", CAPSULE, Dose("4.6 mg"), Dose("4.5 mg")),
    ("dose-not-measurable", CAPSULE, Dose("1.6 mg"), Dose("1.5 mg")),
    ("forbidden-excipient", CAPSULE, Dose("1.5 mg", choices=filler("calcium-carbonate")),
     Dose("1.5 mg", choices=filler("sucrose"))),
    ("opioid-dependence-treatment", CAPSULE, Patient(condition("opioid use disorder")),
     Patient(condition("alcohol use disorder"))),
    ("release-modifying-excipient", CAPSULE, Dose("1.5 mg", choices=filler("hypromellose")),
     Dose("1.5 mg", choices={"shell": "hypromellose-shell"})),
    ("dose-below-range", LIQUID, Dose("0.4 mg"), Dose("0.5 mg")),
    ("excipient-avoided", CAPSULE, Patient(allergy("lactose"), choices=filler("lactose")), Patient(allergy("lactose"))),
    ("opioid-analgesic", CAPSULE, Patient(medicine("tramadol")), Patient(medicine("paracetamol"))),
    ("opioid-cough-or-diarrhoea", CAPSULE, Patient(medicine("loperamide")), Patient(medicine("racecadotril"))),
    ("opioid-washout", CAPSULE, Patient(medicine("tramadol", days_ago=13)), Patient(medicine("tramadol", days_ago=14))),
    ("organ-transplant", CAPSULE, Patient(condition("kidney transplant")), Patient(condition("hair transplant"))),
    ("allergy-not-checked", CAPSULE, Patient(allergy("unobtainium")), Patient(allergy("penicillin"))),
    ("conditional-excipient", CAPSULE, Dose("1.5 mg", choices=filler("lactose")),
     Dose("1.5 mg", choices=filler("sucrose"))),
    ("corticosteroid", CAPSULE, Patient(medicine("hydrocortisone tablets")), Patient(medicine("hydrocortisone cream"))),
    ("diabetes-medicine", CAPSULE, Patient(condition("type 2 diabetes")), Patient(condition("diabetes insipidus"))),
    ("duplicate-opioid-antagonist", CAPSULE, Patient(medicine("naloxone")), Patient(medicine("acamprosate"))),
    ("immunosuppressant", CAPSULE, Patient(medicine("azathioprine")), Patient(medicine("mesalazine"))),
    ("isotretinoin", CAPSULE, Patient(medicine("isotretinoin")), Patient(medicine("adapalene"))),
    ("ketamine", CAPSULE, Patient(medicine("esketamine")), Patient(medicine("ketotifen"))),
    ("liver-or-kidney-failure", CAPSULE, Patient(condition("CKD stage 4")), Patient(condition("CKD stage 3b"))),
    ("medicine-not-checked", CAPSULE, Patient(medicine("Xyzzolan", days_ago=13)),
     Patient(medicine("Xyzzolan", days_ago=14))),
    ("origin-not-stated", CAPSULE, Patient(allergy("halal")),
     Patient(allergy("halal"), choices={"shell": "hypromellose-shell"})),
    ("pregnancy-or-breast-feeding", CAPSULE, Patient(condition("breastfeeding")), Patient(condition("breast cancer"))),
    ("strength-changed", CAPSULE, Patient(last_supply=last(strength="3 mg")),
     Patient(last_supply=last(strength="1.5 mg"))),
    ("mg-or-ml", SILDENAFIL, Dose("5 mg"), Dose("50 mg")),
    ("ten-fold-slip", LIQUID, Slip("4 mg", before="0.5 mg"), Slip("3.9 mg", before="0.5 mg")),
    ("device-dead-space", LIQUID, Dose("1.9 mg", dead_space="0.148 ml"), Dose("2 mg", dead_space="0.148 ml")),
    ("thioridazine", CAPSULE, Patient(medicine("thioridazine")), Patient(medicine("chlorpromazine"))),
    ("thyroid-medicine", CAPSULE, Patient(condition("Graves’ disease")), Patient(condition("gravel"))),
    ("condition-recorded-as-absent", CAPSULE, Patient(condition("no diabetes")), Patient(condition("no asthma"))),
    ("label-language", CAPSULE, Dose("1.5 mg", country="de"), Dose("1.5 mg", country="gb")),
    ("medicine-code-differs", CAPSULE, Patient(KnownEntry("medicine", "paracetamol", ATC, "C10AA05")),
     Patient(KnownEntry("medicine", "paracetamol", ATC, "N02BE01"))),
    ("preferred-excipient", CAPSULE, Dose("1.5 mg", choices=filler("sucrose")), Dose("1.5 mg")),
    ("supply-ends-before-regimen", UNPRESERVED, Dose("1 mg", step_days=8), Dose("1 mg", step_days=7)),
    ("supply-outlives-use-by", UNPRESERVED, Dose("1 mg", days=15), Dose("1 mg", days=14)),
]  # fmt: skip
OF_OTHER_DRUGS = {
    "amlodipine-oral-suspension": [
        ("cyp3a-inhibitor", medicine("clarithromycin"), medicine("azithromycin")),
        ("heart-condition", condition("aortic stenosis"), condition("mitral regurgitation")),
        ("simvastatin", medicine("simvastatin"), medicine("rosuvastatin")),
    ],
    "baclofen-oral-suspension": [
        ("kidney-failure", condition("dialysis"), condition("kidney stones")),
        ("sedative", medicine("diazepam"), medicine("amoxicillin")),
        ("seizures", condition("epilepsy"), condition("migraine")),
    ],
    "captopril-oral-liquid": [
        ("aliskiren", medicine("aliskiren"), medicine("amlodipine")),
        ("angioedema", condition("angioedema"), condition("asthma")),
        ("lithium", medicine("lithium"), medicine("sertraline")),
        ("neprilysin-inhibitor", medicine("Entresto"), medicine("bisoprolol")),
        ("pregnancy", condition("pregnancy"), condition("hypertension")),
        ("raises-potassium", medicine("spironolactone"), medicine("furosemide")),
    ],
    "cholecalciferol-oral-drops": [
        ("digoxin", medicine("digoxin"), medicine("bisoprolol")),
        ("duplicate-vitamin-d", medicine("vitamin d"), medicine("folic acid")),
        ("high-calcium", condition("hypercalcaemia"), condition("osteoporosis")),
        ("sarcoidosis", condition("sarcoidosis"), condition("asthma")),
        ("thiazide", medicine("hydrochlorothiazide"), medicine("furosemide")),
    ],
    "clonidine-oral-suspension": [
        ("clonidine-with-beta-blocker", medicine("metoprolol"), medicine("amlodipine")),
        ("methylphenidate", medicine("methylphenidate"), medicine("atomoxetine")),
        ("sedative", medicine("diazepam"), medicine("amoxicillin")),
        ("slow-heart", condition("bradycardia"), condition("atrial fibrillation")),
    ],
    "diltiazem-gel": [
        ("duplicate-calcium-blocker", medicine("diltiazem"), medicine("amlodipine")),
        ("slow-heart", condition("sick sinus syndrome"), condition("haemorrhoids")),
        ("slows-conduction", medicine("metoprolol"), medicine("amlodipine")),
    ],
    "dronabinol-oral-drops": [
        ("psychosis", condition("schizophrenia"), condition("multiple sclerosis")),
        ("sedative", medicine("diazepam"), medicine("amoxicillin")),
        ("warfarin", medicine("warfarin"), medicine("clopidogrel")),
    ],
    "enalapril-oral-suspension": [
        ("aliskiren", medicine("aliskiren"), medicine("amlodipine")),
        ("angioedema", condition("angioedema"), condition("asthma")),
        ("lithium", medicine("lithium"), medicine("sertraline")),
        ("neprilysin-inhibitor", medicine("Entresto"), medicine("bisoprolol")),
        ("pregnancy", condition("pregnancy"), condition("hypertension")),
        ("raises-potassium", medicine("spironolactone"), medicine("furosemide")),
    ],
    "estriol-estradiol-cream": [
        ("estrogen-without-progestogen", condition("menopause"), condition("migraine")),
        ("hormone-sensitive-tumour", condition("breast cancer"), condition("basal cell carcinoma")),
        ("thrombosis", condition("pulmonary embolism"), condition("varicose veins")),
    ],
    "hydrocortisone-capsule": [
        ("corticosteroid", medicine("prednisolone"), medicine("hydrocortisone cream")),
        ("cyp3a-inhibitor", medicine("ketoconazole"), medicine("terbinafine")),
        ("diabetes-medicine", medicine("metformin"), medicine("orlistat")),
        ("enzyme-inducer", medicine("phenytoin"), medicine("levetiracetam")),
    ],
    "hydrocortisone-oral-powder": [
        ("corticosteroid", medicine("prednisolone"), medicine("hydrocortisone cream")),
        ("cyp3a-inhibitor", medicine("ketoconazole"), medicine("terbinafine")),
        ("diabetes-medicine", medicine("metformin"), medicine("orlistat")),
        ("enzyme-inducer", medicine("phenytoin"), medicine("levetiracetam")),
    ],
    "metoprolol-oral-suspension": [
        ("asthma", condition("asthma"), condition("hay fever")),
        ("clonidine-with-beta-blocker", medicine("clonidine"), medicine("amlodipine")),
        ("slow-heart", condition("heart block"), condition("atrial fibrillation")),
        ("slows-conduction", medicine("verapamil"), medicine("amlodipine")),
    ],
    "nystatin-oral-suspension": [("systemic-mycosis", condition("candidaemia"), condition("oral thrush"))],
    "omeprazole-oral-suspension": [
        ("clopidogrel", medicine("clopidogrel"), medicine("prasugrel")),
        ("enzyme-inducer", medicine("rifampicin"), medicine("levetiracetam")),
        ("methotrexate", medicine("methotrexate"), medicine("folic acid")),
        ("rilpivirine", medicine("rilpivirine"), medicine("dolutegravir")),
    ],
    "paracetamol-suppository": [
        ("duplicate-paracetamol", medicine("acetaminophen"), medicine("ibuprofen")),
        ("liver-disease", condition("cirrhosis"), condition("fatty liver")),
        ("warfarin", medicine("warfarin"), medicine("clopidogrel")),
    ],
    "progesterone-pessary": [
        ("hormone-sensitive-tumour", condition("breast cancer"), condition("basal cell carcinoma")),
        ("liver-disease", condition("cirrhosis"), condition("fatty liver")),
        ("other-vaginal-product", medicine("clotrimazole"), medicine("fluconazole")),
        ("thrombosis", condition("deep vein thrombosis"), condition("varicose veins")),
        ("vaginal-bleeding", condition("vaginal bleeding"), condition("nose bleeding")),
    ],
    "sildenafil-oral-suspension": [
        ("alpha-blocker", medicine("doxazosin"), medicine("amlodipine")),
        ("cyp3a-inhibitor", medicine("ketoconazole"), medicine("terbinafine")),
        ("guanylate-cyclase-stimulator", medicine("riociguat"), medicine("bosentan")),
        ("nitrate", medicine("glyceryl trinitrate spray"), medicine("amlodipine")),
    ],
    "spironolactone-hydrochlorothiazide-oral-suspension": [
        ("high-potassium", condition("Addison's disease"), condition("hypothyroidism")),
        ("lithium", medicine("lithium"), medicine("sertraline")),
        ("raises-potassium", medicine("potassium chloride"), medicine("calcium carbonate")),
        ("sulfonamide", condition("sulfa allergy"), condition("penicillin allergy")),
    ],
    "ursodiol-oral-suspension": [
        ("aluminium-antacid", KnownEntry("medicine", "antacid", ATC, "A02AB01"),
         KnownEntry("medicine", "antacid", ATC, "A02AA04")),
        ("bile-acid-sequestrant", medicine("colestyramine"), medicine("simvastatin")),
        ("biliary-obstruction", condition("biliary obstruction"), condition("gallstones")),
    ],
}  # fmt: skip
DOSES_OF_OTHER_DRUGS = {  # formulation: a dose a day that is asked about, and the highest that is not
    "amlodipine-oral-suspension": ("10.1 mg", "10 mg"),
    "baclofen-oral-suspension": ("80.5 mg", "80 mg"),
    "captopril-oral-liquid": ("151 mg", "150 mg"),
    "cholecalciferol-oral-drops": ("4100 units", "4000 units"),
    "clonidine-oral-suspension": ("401 micrograms", "400 micrograms"),
    "diltiazem-gel": ("3.25 g", "3 g"),
    "dronabinol-oral-drops": ("20.5 mg", "20 mg"),
    "enalapril-oral-suspension": ("40.1 mg", "40 mg"),
    "estriol-estradiol-cream": ("1.3 g", "1.2 g"),
    "hydrocortisone-capsule": ("31 mg", "30 mg"),
    "hydrocortisone-oral-powder": ("31 mg", "30 mg"),
    "metoprolol-oral-suspension": ("401 mg", "400 mg"),
    "nystatin-oral-suspension": ("5000001 units", "5000000 units"),
    "omeprazole-oral-suspension": ("40.2 mg", "40 mg"),
    "paracetamol-suppository": ("1950 mg", "1625 mg"),
    "progesterone-pessary": ("301 mg", "300 mg"),
    "sildenafil-oral-suspension": ("60.5 mg", "60 mg"),
    "spironolactone-hydrochlorothiazide-oral-suspension": ("100.5 mg", "100 mg"),
    "ursodiol-oral-suspension": ("1505 mg", "1500 mg"),
}
RELEASE = {
    "hydrocortisone-capsule": (
        "release-modifying-excipient",
        Dose("2 mg", strength="2 mg", choices=filler("hypromellose"), borrowed=True),
        Dose("2 mg", strength="2 mg", choices=filler("lactose"), borrowed=True),
    )
}


def pairs() -> list[tuple[str, str, Patient | Dose | Slip, Patient | Dose | Slip]]:
    """Return all of them: code, formulation, what trips it, what does not."""
    others = [
        (code, formulation, Patient(trips), Patient(near))
        for formulation, rows in OF_OTHER_DRUGS.items()
        for code, trips, near in rows
    ]
    doses = [
        ("dose-above-range", formulation, Dose(above), Dose(within))
        for formulation, (above, within) in DOSES_OF_OTHER_DRUGS.items()
    ]
    release = [(code, formulation, trips, near) for formulation, (code, trips, near) in RELEASE.items()]
    return [*OF_THE_FIRST_DRUG, *others, *doses, *release]
