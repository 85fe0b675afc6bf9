"""How a preparation is made: equipment, steps, what it looks like, how it is checked, how dangerous making it is."""

from formulations.editing.field import Field, Kind
from formulations.editing.outline.shared import SOURCE, SOURCE_COLUMN, WHY, code
from formulations.editing.section import Layout, Section

SECTIONS = (
    Section(
        "equipment",
        ("equipment",),
        (Field("name", "Equipment", required=True, column=True, span=6), SOURCE_COLUMN, WHY),
        layout=Layout.TABLE,
        row="piece of equipment",
    ),
    Section(
        "method",
        ("method",),
        (
            Field("text", "Step", Kind.LONG, required=True, span=12),
            Field("minutes", "Minutes", Kind.WHOLE, span=3, hint="For a timed step."),
            Field("required", "May not be skipped", Kind.FLAG, span=3),
            Field("pharmacist_only", "Only a pharmacist", Kind.FLAG, span=3),
            SOURCE,
            WHY,
        ),
        layout=Layout.CARDS,
        row="step",
        intro="One act a step, in the order of making.",
    ),
    Section(
        "appearance",
        ("appearance",),
        (Field("text", "What it looks like", Kind.LONG, required=True, span=12), SOURCE, WHY),
        may_be_missing=True,
    ),
    Section(
        "quality-checks",
        ("quality_checks",),
        (
            Field("name", "Check", required=True),
            Field("method", "How", required=True),
            Field("limits", "Limits", required=True, hint="Such as 4.0 to 5.0, or 90.0 to 110.0 %."),
            Field("required", "Every batch must pass it", Kind.FLAG, span=6, starts_as="yes"),
            code(made_from="name"),
            SOURCE,
            WHY,
        ),
        layout=Layout.CARDS,
        row="check",
        unique="code",
    ),
    Section(
        "hazard",
        ("hazard",),
        (
            Field(
                "category", "Hazard", required=True, suggest="hazards", hint="Such as “NIOSH table 2”, or “none known”."
            ),
            Field("protection", "Protection", Kind.WORDS, hint="Gloves, mask, powder hood …"),
            SOURCE,
            WHY,
        ),
        may_be_missing=True,
    ),
)
