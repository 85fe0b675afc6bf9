"""How long a review of a source holds, by how sure the source is."""

from functools import cache
from pathlib import Path

from formulations.reference.sourced import HOW_SURE, check_source, read_sources, read_toml
from formulations.reference.typed_reader import BadDocument, Table

FILE = Path(__file__).resolve().parent / "review_periods.toml"


@cache
def review_periods() -> dict[str, int]:
    """Return the days that a review holds, for each word that says how sure a source is.

    Raises BadDocument for a file with an error, and for a word without a period. Source: `review_periods.toml`.
    """
    root = Table(read_toml(FILE, error=BadDocument), path=f"{FILE.name}: ")
    sources = read_sources(root)
    found = {}
    for row in root.tables("periods"):
        found[row.one_of("how_sure", allowed=HOW_SURE)] = row.whole("days")
        check_source(row, sources=sources)
    if missing := [word for word in HOW_SURE if word not in found]:
        raise root.bad("periods", f"has no period for {', '.join(missing)}; add one")
    return found
