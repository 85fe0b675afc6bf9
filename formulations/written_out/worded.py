"""What stands on patient paper, and where everything comes from, line by line."""

from collections.abc import Iterable

from formulations.written_out.document import Cited, Document, Line, Section


def warnings(document: Document) -> Iterable[Line]:
    """Yield the warnings of the label."""
    for row in document.rows("label_warnings"):
        yield document.line(row["code"], row["text"], row=row)


def leaflet(document: Document) -> Iterable[Section]:
    """Yield the leaflet's sentences, a section for each part."""
    for language, sections in document.content["leaflet"].items():
        for part in sections:
            lines = tuple(document.line(row["code"], row["text"], row=row) for row in part["sentences"])
            title = f"Leaflet ({language}): {part['section'].replace('-', ' ')}"
            yield Section(f"leaflet-{language}-{part['section']}", title, lines)


def sources(document: Document) -> Iterable[Line]:
    """Yield all sources."""
    for row in document.rows("sources"):
        yield Line(row["code"], row["title"], cited=(Cited("", "", row["how_sure"].replace("-", " ")),))
