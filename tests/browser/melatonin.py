"""A new drug as an admin writes it: two formulations of melatonin, every figure a house rule made up for this test."""

from tests.browser.author import Begun

SYRUP = "simple-syrup"
SHARED = {
    "active": [{"labelling_rule": "The strength is that of melatonin."}],
    "hazard": [{"category": "powder that must not be breathed in", "protection": "gloves\nmask"}],
    "label-warnings": [{"text": "It may make you sleepy: do not drive if it does."}],
    "leaflet-en-key-facts": [{"text": "Measure exactly the dose on the label."}],
    "leaflet-en-what-it-is": [{"text": "This medicine is made for you alone."}],
    "leaflet-en-before-you-take": [{"text": "Do not use it if you are allergic to anything in it."}],
    "leaflet-en-how-to-take": [{"text": "Follow the directions on the label."}],
    "leaflet-en-what-if": [{"text": "If you miss a dose, leave it out and go on the next evening."}],
    "leaflet-en-side-effects": [{"text": "You may feel sleepy the next morning."}],
    "leaflet-en-storing": [{"text": "Take it back to the pharmacy when it is past its date."}],
    "leaflet-en-contents": [{"text": "The active part is melatonin."}],
    "leaflet-en-who-to-ask": [{"text": "Ask your pharmacist about anything that is not clear."}],
    "dose-limits": [
        {
            "code": "dose-above-range",
            "above": "10 mg",
            "severity": "stop",
            "overridable": True,
            "message": "More than 10 mg a day: ask the prescriber.",
            "sources-code": "house-rule",
        }
    ],
}

LIQUID = Begun(
    name="Melatonin 1 mg/ml oral liquid",
    code="melatonin-oral-liquid",
    dosage_form="oral liquid",
    route="oral",
    active="melatonin",
    strengths="1 mg",
    sections={
        **SHARED,
        "formulation": [{"summary": "A sweet liquid for people who cannot swallow capsules."}],
        "preparation": [{"vehicle": "syrup-with-benzoate", "shake": True, "why": "Water-based, with a preservative."}],
        "excipients": [
            {"name": "melatonin", "patient_name": "melatonin"},
            {"name": "sodium benzoate", "patient_name": "sodium benzoate (preservative)", "contains": "benzoate",
             "avoid_terms": "benzoate\nE211", "code": "sodium-benzoate"},
            {"name": "syrup", "patient_name": "sugar syrup", "contains": "sucrose", "avoid_terms": "sugar\nsucrose",
             "code": SYRUP},
        ],
        "components": [
            {"excipient": "melatonin", "function": "active", "quantity": "100 mg"},
            {"excipient": "sodium-benzoate", "function": "preservative", "quantity": "0.1 g"},
            {"excipient": SYRUP, "function": "vehicle"},
        ],
        "equipment": [{"name": "balance that reads 1 mg"}, {"name": "100 ml measuring cylinder"}],
        "method": [
            {"text": "Weigh the melatonin.", "required": True},
            {"text": "Rub it with a little syrup to a smooth paste.", "required": True, "minutes": "5"},
            {"text": "Make up with syrup and shake.", "required": True},
        ],
        "appearance": [{"text": "A clear to slightly cloudy liquid."}],
        "quality-checks": [{"name": "Volume", "method": "read in the cylinder", "limits": "98 to 102 ml"}],
        "in-use": [{"days": "28", "why": "Each opening lets germs in."}],
        "house-limits": [{"days": "14", "applies": "always", "why": "No study is on file, so it is kept short."}],
    },
)  # fmt: skip

CAPSULES = Begun(
    name="Melatonin capsules",
    code="melatonin-capsule",
    dosage_form="capsule",
    route="oral",
    active="melatonin",
    strengths="3 mg",
    sections={
        **SHARED,
        "formulation": [{"summary": "Capsules of immediate release."}],
        "preparation": [{"why": "Without water."}],
        "excipients": [
            {"name": "melatonin", "patient_name": "melatonin"},
            {"name": "microcrystalline cellulose", "patient_name": "cellulose", "code": "microcrystalline-cellulose"},
            {"name": "hard hypromellose capsule shell", "patient_name": "hypromellose (plant capsule shell)",
             "code": "hypromellose-shell"},
        ],
        "components": [
            {"excipient": "melatonin", "function": "active"},
            {"excipient": "microcrystalline-cellulose", "function": "filler", "choice": "filler", "is_default": True},
            {"excipient": "hypromellose-shell", "function": "shell", "choice": "shell", "is_default": True},
        ],
        "equipment": [{"name": "balance that reads 1 mg"}, {"name": "capsule filler"}],
        "method": [
            {"text": "Weigh the melatonin and mix it with the filler.", "required": True},
            {"text": "Fill the capsules and weigh ten of them.", "required": True},
        ],
        "appearance": [{"text": "White powder in clear capsules."}],
        "quality-checks": [{"name": "Mass", "method": "weigh ten capsules", "limits": "each within 10 % of the mean"}],
        "house-limits": [{"days": "90", "applies": "always", "why": "No study is on file, so it is kept short."}],
    },
)  # fmt: skip
