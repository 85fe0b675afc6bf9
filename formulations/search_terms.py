"""The words by which a formulation is found, from what its document states."""

from collections.abc import Iterable, Mapping

from formulations.models.search_term import SearchTerm
from formulations.reference.medicines.spelling import words_as_written
from formulations.reference.properties import properties
from formulations.submission.raw import rows, table, text, texts

LONGEST = 200  # what a search term holds
Kind = SearchTerm.Kind
Found = tuple[str, str]


def terms_of(document: Mapping[str, object]) -> frozenset[Found]:
    """Return the kinds and the words that find a formulation: its names, codes, actives, brands and excipients.

    document: the content of a version, in whatever state. Each word stands once, with the first of its kinds; it is
    looked for by its beginning. A component stands by its exact code.
    """
    named = [
        *_named(Kind.NAME, texts_of=table(document, "formulation"), keys=("name", "patient_name")),
        *((Kind.SYNONYM, one) for one in texts(table(document, "formulation"), "synonyms")),
        *_named(Kind.CODE, texts_of=table(document, "formulation"), keys=("code",)),
        *(found for active in _actives(document) for found in _of_active(active)),
        *(found for _, row in rows(document, "source_materials") for found in _of_source(row)),
        *(found for _, row in rows(document, "excipients") for found in _of_excipient(row)),
    ]
    kinds: dict[str, str] = {}
    for kind, value in named:
        for word in words_as_written(value):
            kinds.setdefault(word[:LONGEST], kind.value)
    for _, row in rows(document, "components"):
        kinds.setdefault(component_term(text(row, "excipient"))[:LONGEST], Kind.COMPONENT.value)
    return frozenset((kind, word) for word, kind in kinds.items())


def component_term(code: str) -> str:
    """Return the term by which formulations with an excipient are found; no typed word ever begins with a colon."""
    return f":{code}"


def _actives(document: Mapping[str, object]) -> list[Mapping[str, object]]:
    return [table(document, "active"), *(row for _, row in rows(document, "further_actives"))]


def _of_active(active: Mapping[str, object]) -> Iterable[tuple[Kind, str]]:
    yield from _named(Kind.ACTIVE, texts_of=active, keys=("name", "labelled_as"))
    yield from _named(Kind.CODE, texts_of=active, keys=("code", "unii", "cas", "atc"))
    yield from ((Kind.SYNONYM, one) for one in texts(active, "synonyms"))
    yield from ((Kind.BRAND, one) for one in texts(active, "brands"))


def _of_source(row: Mapping[str, object]) -> Iterable[tuple[Kind, str]]:
    yield from ((Kind.BRAND, one) for one in texts(row, "brands"))
    yield from ((Kind.EXCIPIENT, one) for one in texts(row, "excipients"))


def _of_excipient(row: Mapping[str, object]) -> Iterable[tuple[Kind, str]]:
    yield from _named(Kind.EXCIPIENT, texts_of=row, keys=("name", "patient_name", "e_number"))
    yield from _named(Kind.CODE, texts_of=row, keys=("cas", "unii"))
    yield from ((Kind.EXCIPIENT, one) for one in texts(row, "synonyms"))
    yield from ((Kind.BRAND, one) for one in texts(row, "brands"))
    carries = [properties()[code] for code in texts(row, "contains") if code in properties()]
    yield from (
        (Kind.EXCIPIENT, word) for one in carries for word in (one.name, one.patient, *one.e_numbers_as_written)
    )


def _named(kind: Kind, *, texts_of: Mapping[str, object], keys: tuple[str, ...]) -> Iterable[tuple[Kind, str]]:
    return ((kind, text(texts_of, key)) for key in keys if text(texts_of, key))
