"""What a preparation is made of: components, what they carry, what is refused, what the active is taken from."""

from formulations.editing.field import Field, Kind, choices_of
from formulations.editing.outline.shared import SOURCE, SOURCE_COLUMN, SOURCES, WHY, code
from formulations.editing.section import Layout, Section
from formulations.reference.formulary.making import EFFECTS, FUNCTIONS, GRADES, RESTRICTION_CODES, SCOPES

_EFFECT_WORDS = {"forbid": "forbidden", "condition": "only with a written reason", "prefer": "preferred"}
_SCOPE_WORDS = {"formulation": "this formulation", "dosage-form": "this dosage form of the drug", "drug": "the drug"}
_SUBSTANCE_HINT = "One of this document, or of the formulary: then it is copied in with what it carries."

SECTIONS = (
    Section(
        "components",
        ("components",),
        (
            Field("excipient", "Substance", Kind.SUBSTANCE, required=True, column=True, hint=_SUBSTANCE_HINT),
            Field("function", "Function", Kind.CHOICE, required=True, column=True, choices=choices_of(FUNCTIONS)),
            Field("quantity", "Amount", Kind.QUANTITY, column=True, hint="Empty: as much as is needed."),
            SOURCE_COLUMN,
            Field("choice", "Alternative of", Kind.CODE, span=4, hint="Rows with the same word are alternatives."),
            Field("is_default", "The usual one of them", Kind.FLAG, span=4),
            Field("grade", "Quality", span=4, suggest="grades", hint="Ph. Eur., USP-NF, BP, food grade …"),
            Field(
                "condition_met",
                "Why it may be used here",
                Kind.LONG,
                span=12,
                hint="For what a restriction allows only with a reason.",
            ),
            WHY,
        ),
        layout=Layout.TABLE,
        row="component",
        intro="Amounts are for the basis. One component may be left without an amount: it makes up to the basis.",
        live=True,
    ),
    Section(
        "excipients",
        ("excipients",),
        (
            Field("name", "Name", required=True),
            Field("patient_name", "Name on the leaflet", required=True),
            Field(
                "contains",
                "Carries",
                Kind.WORDS,
                hint="What a patient may have to avoid: lactose, benzoate, gelatine …",
            ),
            Field("avoid_terms", "How people write that", Kind.WORDS),
            Field("functions", "Used as", Kind.WORDS),
            Field("release_modifying", "Can slow the release", Kind.PERHAPS, span=3),
            Field("density", "Density", Kind.DENSITY, span=3, hint="Such as 1.26 g/ml."),
            Field("synonyms", "Synonyms", Kind.WORDS),
            Field("brands", "Brands", Kind.WORDS),
            Field("cas", "CAS number", span=3),
            Field("unii", "UNII", span=3),
            Field("e_number", "E number", span=3),
            code(made_from="name", span=3),
            SOURCE,
            WHY,
        ),
        layout=Layout.CARDS,
        row="substance",
        intro="Every substance among the components, with what it carries. The leaflet and the checks read this.",
        unique="code",
    ),
    Section(
        "restrictions",
        ("restrictions",),
        (
            Field("excipient", "Substance", Kind.ANY_SUBSTANCE),
            Field("property", "or whatever carries", suggest="properties", hint="A property instead of a substance."),
            Field(
                "functions",
                "Used as",
                Kind.TICKS,
                choices=choices_of(FUNCTIONS),
                span=12,
                hint="None ticked: whatever it is used as.",
            ),
            Field(
                "effect", "It is", Kind.CHOICE, required=True, choices=choices_of(EFFECTS, words=_EFFECT_WORDS), span=3
            ),
            Field(
                "finding_code", "Shown as", Kind.CHOICE, required=True, choices=choices_of(RESTRICTION_CODES), span=3
            ),
            Field("grade", "Evidence", Kind.CHOICE, required=True, choices=choices_of(GRADES), span=3),
            Field("scope", "Holds for", Kind.CHOICE, choices=choices_of(SCOPES, words=_SCOPE_WORDS), span=3),
            Field(
                "reason",
                "Reason",
                Kind.LONG,
                required=True,
                span=12,
                hint="Say what to take instead, and where no trial exists.",
            ),
            SOURCES,
        ),
        layout=Layout.CARDS,
        row="restriction",
        heads=("effect", "excipient", "property"),
    ),
    Section(
        "source-materials",
        ("source_materials",),
        (
            Field("name", "Name", required=True),
            Field("kind", "Kind", required=True, suggest="kinds", hint="Bulk powder, licensed tablet …"),
            Field("weigh_as", "How it is weighed", Kind.LONG, required=True, span=12),
            Field("factor", "Factor", Kind.NUMBER, span=3, hint="Mass to weigh for 1 of the labelled active."),
            Field("labelled_mass_per_unit", "Active in one unit", Kind.QUANTITY, span=3, hint="Of a product: 50 mg."),
            Field("brands", "Brands", Kind.WORDS),
            Field("excipients", "Its excipients", Kind.WORDS, hint="As its leaflet lists them."),
            Field("contains", "Carries", Kind.WORDS),
            code(made_from="name"),
            SOURCE,
            WHY,
        ),
        layout=Layout.CARDS,
        row="source material",
        unique="code",
    ),
)
