"""What a form may refer to: the sources and substances of the draft, and the substances of the formulary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formulations.editing.section import Row
from formulations.editing.typed import substance_as_text


@dataclass(frozen=True)
class Known:
    """What a form may refer to.

    sources: title by code, in the document's order. substances: name by code, of the document. formulary: substances
    that may be copied in, each as a row of the document, by code. rows: the section's rows as the form was opened from
    them, to keep what it has no field for.
    """

    sources: Mapping[str, str]
    substances: Mapping[str, str]
    formulary: Mapping[str, Row] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    def substance(self, text: str) -> str:
        """Return the code of the substance that a text names, by name or code; empty when there is none."""
        wanted = " ".join(text.split()).casefold()
        for code in self.substances:
            if wanted in (code.casefold(), substance_as_text(code, names=self.substances).casefold()):
                return code
        return next((code for code, row in self.formulary.items() if wanted in (code, row["name"].casefold())), "")

    def kept(self, was: int | None) -> Row:
        """Return the row that a form's row was opened from; empty for a new one."""
        return self.rows[was] if was is not None and 0 <= was < len(self.rows) else {}


def known_of(document: Row, *, formulary: Mapping[str, Row] | None = None, rows: tuple[Row, ...] = ()) -> Known:
    """Return what a form of this document may refer to."""
    sources = {row["code"]: row.get("title", row["code"]) for row in document.get("sources", []) if "code" in row}
    names = {row["code"]: row.get("name", row["code"]) for row in document.get("excipients", []) if "code" in row}
    return Known(sources, names, formulary or {}, rows)


def sources_named(value: Any) -> set[str]:
    """Return every source code that stands under `source` or `sources` anywhere in a part of a document."""
    if isinstance(value, list):
        return {code for item in value for code in sources_named(item)}
    if not isinstance(value, Mapping):
        return set()
    own = [value["source"]] if isinstance(value.get("source"), str) else []
    entries = value.get("sources", [])
    own += [entry.partition(": ")[0] for entry in entries if isinstance(entry, str)]
    return set(own) | {code for key, item in value.items() if key != "sources" for code in sources_named(item)}
