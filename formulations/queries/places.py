"""What a reference file or an edition of law states, written out for reading, each fact with its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from formulations.queries.reviews import reviews_in_words
from formulations.sources import Gathered, SourcedFact, section
from formulations.sources.shipped import REFERENCE, Place, shipped_places
from formulations.written_out.document import Cited, Line, Section
from formulations.written_out.reviewed import with_reviews


def reference_places() -> tuple[Place, ...]:
    """Return the reference files that ship beside the laws: storage, shells, vocabularies, words, stocks."""
    return tuple(place for place in shipped_places() if place.kind == REFERENCE)


def place_sections(found: Gathered) -> tuple[Section, ...]:
    """Return what a document states, section by section, each source with its last review. One query."""
    by_section: dict[str, list[SourcedFact]] = {}
    for fact in found.facts:
        by_section.setdefault(fact.section, []).append(fact)
    sections = (
        Section(key.replace("_", "-"), section(key).title, tuple(_lines(facts, found=found)))
        for key, facts in by_section.items()
    )
    return with_reviews(sections, reviewed=reviews_in_words(found.used()))


def _lines(facts: Iterable[SourcedFact], *, found: Gathered) -> Iterator[Line]:
    """Yield each fact once, with all of its sources."""
    line: Line | None = None
    for fact in facts:
        cited = _cited(fact, found=found)
        if line and (line.name, line.value, line.why) == (fact.about, fact.value, fact.why):
            line = replace(line, cited=(*line.cited, cited))
            continue
        if line:
            yield line
        line = Line(fact.about, fact.value, fact.why, (cited,))
    if line:
        yield line


def _cited(fact: SourcedFact, *, found: Gathered) -> Cited:
    said = found.said_of(fact.code)
    return Cited(said.title, fact.says, said.how_sure.replace("-", " "), said.code)
