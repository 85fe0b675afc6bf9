"""Documents in which every rule and every number names its source."""

import tomllib
from pathlib import Path
from typing import NoReturn

from formulations.reference.typed_reader import BadDocument, Table
from formulations.science.specification import Source

HOW_SURE = ("official", "study", "second-hand", "expert-opinion", "house-rule", "not-confirmed")


def read_toml(path: Path, *, error: type[BadDocument]) -> dict[str, object]:
    """Return a TOML file as plain values, without a single float in it.

    Raises the given error for text that is not TOML or holds a number with a point (write amounts as text: "0.5 ml").
    Source: TOML 1.0.
    """

    def refuse(number: str) -> NoReturn:
        raise error(f"{path.name}: number {number} has a point; write it as text in quotation marks, to keep it exact")

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=refuse)
    except tomllib.TOMLDecodeError as bad:
        raise error(f"{path.name}: {bad}") from bad


def read_sources(table: Table) -> dict[str, Source]:
    """Return the sources that a document lists, by code. Raises the table's error for one that is listed twice."""
    sources: dict[str, Source] = {}
    for row in table.tables("sources"):
        source = Source(
            code=row.text("code"),
            title=row.text("title"),
            how_sure=row.one_of("how_sure", allowed=HOW_SURE),
            url=row.text_or("url", default=""),
            reviewed_on=row.day("reviewed_on").isoformat() if row.has("reviewed_on") else "",
            reviewed_by=row.text_or("reviewed_by", default=""),
        )
        row.finish()
        if source.code in sources:
            row.refuse("code", "is listed twice; give each source its own code")
        sources[source.code] = source
    return sources


def source_of(table: Table, *, sources: dict[str, Source]) -> Source:
    """Return the source that a table names under `source`. Raises the table's error: no source, no number."""
    code = table.text("source")
    if code and code not in sources:
        table.refuse("source", "is not among the sources listed; add it there")
    return sources.get(code, Source(code, code, HOW_SURE[-1]))


def check_source(table: Table, *, sources: dict[str, Source]) -> None:
    """Check that a rule names a source that is listed, and says nothing that nobody reads. Raises the table's error."""
    source_of(table, sources=sources)
    if table.has("why"):
        table.text("why")
    table.finish()


def sure_statements_of(table: Table, *, sources: dict[str, Source]) -> tuple[str, ...]:
    """Return what the sources under `sources` say, and how sure each is: "title (expert opinion): what it says".

    Raises the table's error as `statements_of` does.
    """
    statements_of(table, sources=sources)
    said = [entry.partition(": ") for entry in table.texts("sources")]
    return tuple(
        f"{sources[code].title} ({sources[code].how_sure.replace('-', ' ')}){colon}{statement}"
        for code, colon, statement in said
        if code in sources
    )


def statements_of(table: Table, *, sources: dict[str, Source]) -> tuple[str, ...]:
    """Return what the sources under `sources` say, each as "title: what it says"; at least one.

    An entry is a source code alone, or a code, a colon and what that source says.
    Raises the table's error when there is none, or one whose code is not among the sources listed.
    """
    said = [entry.partition(": ") for entry in table.texts("sources")]
    if not said:
        table.refuse("sources", "must list at least one source")
    for code, _, _ in said:
        if code not in sources:
            table.refuse("sources", f"names {code!r}, which is not among the sources listed; add it there")
    return tuple(f"{sources[code].title}{colon}{statement}" for code, colon, statement in said if code in sources)
