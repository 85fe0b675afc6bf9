"""What stands on patient paper: warnings of the label, and the sentences of the leaflet."""

from formulations.reference.sourced import check_source
from formulations.reference.typed_reader import Table
from formulations.science.specification import Source

Sources = dict[str, Source]
Leaflet = tuple[tuple[str, tuple[str, ...]], ...]
LEAFLET_SECTIONS = (
    "key-facts", "what-it-is", "before-you-take", "how-to-take", "what-if", "side-effects", "storing", "contents",
    "questions", "who-to-ask",
)  # fmt: skip
OPTIONAL_SECTIONS = ("questions",)  # what patients of one drug ask; nobody has to make questions up
REQUIRED_SECTIONS = tuple(name for name in LEAFLET_SECTIONS if name not in OPTIONAL_SECTIONS)


def read_label_warnings(root: Table, *, sources: Sources) -> tuple[str, ...]:
    """Return the warnings of the label, in the order they are printed. Raises the table's error."""
    return tuple(_sentence(row, sources=sources) for row in root.tables("label_warnings"))


def read_leaflet(root: Table, *, sources: Sources) -> Leaflet:
    """Return the leaflet's sentences by section, in English: ("storing", ("Keep it in the refrigerator.", ...)).

    Raises the table's error for a section that is missing, unknown, empty or out of order. An optional section may be
    missing or empty, and is then left out.
    """
    sections = root.table("leaflet").tables("en")
    given = tuple(section.text("section") for section in sections)
    if given != tuple(name for name in LEAFLET_SECTIONS if name in given or name not in OPTIONAL_SECTIONS):
        root.refuse("leaflet", f"must have these sections in this order: {', '.join(LEAFLET_SECTIONS)}")
    read = (_section(section, sources=sources) for section in sections)
    return tuple((name, sentences) for name, sentences in read if sentences)


def _section(section: Table, *, sources: Sources) -> tuple[str, tuple[str, ...]]:
    name = section.text("section")
    sentences = tuple(_sentence(row, sources=sources) for row in section.tables("sentences"))
    if not sentences and name not in OPTIONAL_SECTIONS:
        section.refuse("sentences", "must have at least one sentence")
    section.finish()
    return name, sentences


def _sentence(row: Table, *, sources: Sources) -> str:
    row.text("code")
    text = row.text("text")
    check_source(row, sources=sources)
    return text
