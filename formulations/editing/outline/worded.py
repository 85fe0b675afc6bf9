"""What stands on patient paper, what the price is reckoned from, and where everything comes from."""

from formulations.editing.field import Field, Kind, choices_of
from formulations.editing.outline.shared import SOURCE, SOURCE_COLUMN, WHY, code
from formulations.editing.section import Layout, Section
from formulations.reference.formulary.wording import LEAFLET_SECTIONS
from formulations.reference.sourced import HOW_SURE

_SURE_WORDS = {
    "official": "official text, read",
    "study": "paper or abstract, read",
    "second-hand": "second-hand",
    "expert-opinion": "expert opinion",
    "house-rule": "house rule: the approver answers for it",
    "not-confirmed": "not confirmed yet",
}
_SENTENCE = (
    Field("text", "Sentence", Kind.LONG, required=True, column=True, span=6),
    SOURCE_COLUMN,
    code(made_from="text", hint="Left empty, it is made from the first words."),
    WHY,
)
HOW_SURE_CHOICES = choices_of(HOW_SURE, words=_SURE_WORDS)


def _part(name: str) -> Section:
    return Section(
        f"leaflet-en-{name}",
        ("leaflet", name),
        _SENTENCE,
        layout=Layout.TABLE,
        row="sentence",
        intro="Short and active, one thing each; never a claim of benefit.",
        unique="code",
    )


SECTIONS = (
    Section(
        "label-warnings",
        ("label_warnings",),
        _SENTENCE,
        layout=Layout.TABLE,
        row="warning",
        intro="In the order they are printed.",
        unique="code",
    ),
    *(_part(name) for name in LEAFLET_SECTIONS),
    Section(
        "price",
        ("price",),
        (
            Field("basis", "The price is for", required=True, span=4, hint="Such as 100 ml."),
            Field("amount", "Amount", Kind.NUMBER, required=True, span=4),
            Field("currency", "Currency", required=True, span=4, hint="USD, GBP, EUR."),
            SOURCE,
            WHY,
        ),
        may_be_missing=True,
    ),
    Section(
        "sources",
        ("sources",),
        (
            Field("title", "Title", Kind.LONG, required=True, span=12),
            Field("how_sure", "How sure", Kind.CHOICE, required=True, choices=HOW_SURE_CHOICES),
            Field("url", "Address", hint="Where it can be read."),
            Field("reviewed_on", "Last reviewed", Kind.DAY, span=3),
            Field("reviewed_by", "by", span=3),
            code(made_from="title", hint=""),
        ),
        layout=Layout.CARDS,
        row="source",
        intro="Everything that a number, a rule or a sentence of this document may name.",
        unique="code",
    ),
)
