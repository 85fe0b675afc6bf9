"""How a dose is measured and bounded, and what a patient is screened for."""

from formulations.editing.field import Field, Kind, choices_of
from formulations.editing.outline.shared import SOURCE, SOURCES, WHY, code
from formulations.editing.section import Layout, Section
from formulations.reference.formulary.dosing import DEVICE_KINDS, LOOKS_AT, SEVERITIES

_LIMIT_CODES = choices_of(("dose-above-range", "dose-below-range"))
_SEVERITY = Field("severity", "Severity", Kind.CHOICE, required=True, choices=choices_of(SEVERITIES), span=3)
_OVERRIDABLE = Field("overridable", "A pharmacist may settle it", Kind.FLAG, span=3, always=True)

SECTIONS = (
    Section(
        "devices",
        ("devices",),
        (
            Field("name", "Name", required=True),
            Field("kind", "Kind", Kind.CHOICE, required=True, choices=choices_of(DEVICE_KINDS), span=3),
            code(made_from="name", span=3, hint=""),
            Field("capacity", "Holds", Kind.QUANTITY, span=3, hint="Of a syringe."),
            Field("mark", "A mark every", Kind.QUANTITY, span=3),
            Field("least", "Measures from", Kind.QUANTITY, span=3),
            Field("dead_space", "Its tip holds", Kind.QUANTITY, span=3, hint="Of an enteral syringe, in ml."),
            Field("most_units", "At most at once", Kind.WHOLE, span=3, hint="Capsules, drops, strokes."),
            Field(
                "nominal_units_per_ml", "Drops in 1 ml", Kind.NUMBER, span=3, hint="Nominal; each pharmacy measures."
            ),
            Field("nominal_amount_per_stroke", "A stroke delivers", Kind.QUANTITY, span=3, hint="Nominal."),
            SOURCE,
            WHY,
        ),
        layout=Layout.CARDS,
        row="device",
        unique="code",
    ),
    Section(
        "dose-limits",
        ("dose_limits",),
        (
            Field("code", "Finding", Kind.CHOICE, required=True, choices=_LIMIT_CODES, span=3),
            Field("above", "Dose a day above", Kind.QUANTITY, span=3, hint="Either this"),
            Field("below", "Dose a day below", Kind.QUANTITY, span=3, hint="or this."),
            _SEVERITY,
            _OVERRIDABLE,
            Field("titration_exempt", "Not while the dose is stepped up", Kind.FLAG, span=6),
            Field("message", "What is said", Kind.LONG, required=True, span=12),
            SOURCES,
        ),
        layout=Layout.CARDS,
        row="limit",
        heads=("code", "above", "below"),
    ),
    Section(
        "protocols",
        ("protocols",),
        (
            Field("name", "Name", required=True, span=6),
            code(made_from="name", span=6),
            Field(
                "steps",
                "Steps",
                Kind.WORDS,
                required=True,
                span=12,
                hint="One a line: “1.5 mg once a day at bedtime for 14 days”. Only the last may name no days. "
                "A step in another product ends with “, made as” and its code and strength: "
                "“…, made as active-capsule 4.5 mg”.",
            ),
            WHY,
            SOURCES,
        ),
        layout=Layout.CARDS,
        row="protocol",
        intro="What is offered at entry as “Use a protocol”. A protocol that rests on one person’s habit says so.",
        unique="code",
    ),
    Section(
        "screening",
        ("screening",),
        (
            Field("code", "Finding", Kind.CODE, required=True),
            _SEVERITY,
            _OVERRIDABLE,
            Field("looks_at", "Looks at", Kind.CHOICE, required=True, choices=choices_of(LOOKS_AT), span=6),
            Field("from_days", "Last intake from day", Kind.WHOLE, span=3),
            Field("within_days", "to before day", Kind.WHOLE, span=3),
            Field(
                "message",
                "What is said",
                Kind.LONG,
                required=True,
                span=12,
                hint="{about} is the patient’s own entry, {since} how long ago.",
            ),
            Field("atc", "ATC codes", Kind.WORDS, hint="A code stands for all that begin with it."),
            Field("ingredients", "Ingredients", Kind.WORDS),
            Field("terms", "Words for a condition", Kind.WORDS),
            Field("icd10", "ICD-10 codes", Kind.WORDS, span=3),
            Field("snomed", "SNOMED CT codes", Kind.WORDS, span=3),
            SOURCES,
        ),
        layout=Layout.CARDS,
        row="rule",
        heads=("code", "severity", "looks_at"),
    ),
)
