"""What a preparation is: its name, its actives, its basis, its strengths."""

from formulations.editing.field import Field, Kind, choices_of
from formulations.editing.outline.shared import SOURCE, SOURCE_COLUMN, WHY, code
from formulations.editing.section import Layout, Section
from formulations.reference.formulary.keeping import LAW_CATEGORIES
from formulations.reference.formulary.parsing import DOSAGE_FORMS, ROUTES
from formulations.science.quantities import Unit

NO_DOSE = (Unit.PERCENT, Unit.DEGREE_CELSIUS)
DOSE_UNITS = tuple(unit.value for unit in Unit if unit not in NO_DOSE)

_UNTIL_EMPTY = "While it says something here, the draft cannot be submitted."
_STARS = "A star stands for any ending."
_NAMES = (
    Field("labelled_as", "Labelled as", required=True, hint="The name the strength is stated as, salt and all."),
    Field("name", "Chemical name", required=True, hint="With its hydrate, such as “dihydrate” or “anhydrous”."),
    Field("labelling_rule", "What the label states", Kind.LONG, required=True, span=12, hint="Salt or base, and why."),
)
_IDENTITY = (
    Field("molar_mass", "Molar mass, g/mol", Kind.NUMBER, span=3),
    Field("cas", "CAS number", span=3),
    Field("unii", "UNII", span=3),
    Field("atc", "ATC code", span=3),
    Field("synonyms", "Synonyms", Kind.WORDS),
    Field("brands", "Brands", Kind.WORDS),
)

SECTIONS = (
    Section(
        "formulation",
        ("formulation",),
        (
            Field("name", "Name", required=True),
            Field("patient_name", "Name on patient paper", required=True, hint="As it follows “your” in a sentence."),
            Field("dosage_form", "Dosage form", Kind.CHOICE, required=True, choices=choices_of(DOSAGE_FORMS)),
            Field("route", "Route", Kind.CHOICE, required=True, choices=choices_of(ROUTES)),
            Field("summary", "In short", Kind.LONG, required=True, span=12, hint="What a colleague should know first."),
            Field("synonyms", "Other names it is searched by", Kind.WORDS, span=12),
            Field("stays_draft", "What must be confirmed first", Kind.LONG, span=12, hint=_UNTIL_EMPTY),
        ),
    ),
    Section(
        "active",
        ("active",),
        (
            *_NAMES,
            code(made_from="labelled_as"),
            *_IDENTITY,
            Field("never_say", "Words that never stand on patient paper", Kind.WORDS, span=12, hint=_STARS),
            SOURCE,
            WHY,
        ),
    ),
    Section(
        "further-actives",
        ("further_actives",),
        (
            *_NAMES,
            Field("amount", "Amount", Kind.QUANTITY, required=True, span=3),
            Field("per", "in", Kind.QUANTITY, required=True, span=3, hint="Such as 1 g."),
            code(made_from="labelled_as"),
            *_IDENTITY,
            SOURCE,
            WHY,
        ),
        layout=Layout.CARDS,
        row="active",
        heads=("labelled_as", "amount"),
        intro="A second active stands in a fixed amount beside the strength.",
        unique="code",
    ),
    Section(
        "preparation",
        ("preparation",),
        (
            Field(
                "basis", "Basis", Kind.QUANTITY, required=True, span=4, hint="What the amounts make: 100 ml, 1 capsule."
            ),
            Field(
                "dose_unit", "Doses are written in", Kind.CHOICE, required=True, choices=choices_of(DOSE_UNITS), span=4
            ),
            Field(
                "law_category", "Kind in law", Kind.CHOICE, required=True, choices=choices_of(LAW_CATEGORIES), span=4
            ),
            Field(
                "vehicle", "Vehicle", required=True, suggest="vehicles", hint="Its code, as a stability study names it."
            ),
            Field("vehicle_name", "Vehicle in words"),
            Field(
                "free_from",
                "Made without",
                Kind.WORDS,
                span=12,
                always=True,
                hint="Only what the formula truly leaves out.",
            ),
            Field("shake", "Shake before use", Kind.FLAG, span=12, always=True),
            SOURCE,
            WHY,
        ),
    ),
    Section(
        "strengths",
        ("strengths",),
        (
            Field("amount", "Strength", Kind.QUANTITY, required=True, column=True, span=3),
            Field("per", "in", Kind.QUANTITY, required=True, column=True, span=3),
            SOURCE_COLUMN,
            WHY,
        ),
        layout=Layout.TABLE,
        row="strength",
        intro="Mass of active in one unit: 1 mg in 1 ml, 1.5 mg in 1 capsule, 10 mg in 1 g.",
    ),
    Section(
        "strengths-on-request",
        ("strengths_on_request",),
        (
            Field("least", "From", Kind.QUANTITY, required=True, span=4),
            Field("most", "to", Kind.QUANTITY, required=True, span=4),
            Field("per", "in", Kind.QUANTITY, required=True, span=4),
            SOURCE,
            WHY,
        ),
        intro="Any strength between the two. Leave all fields empty when only the strengths above are made.",
        may_be_missing=True,
    ),
)
