"""What stands on patient paper, and where everything comes from, line by line."""

from collections.abc import Iterable

from formulations.written_out.document import Cited, Document, Line, joined, stated


def warnings(document: Document) -> Iterable[Line]:
    """Yield the warnings of the label."""
    for row in document.rows("label_warnings"):
        yield document.line(stated(row, "code"), stated(row, "text"), row=row)


def leaflet(document: Document, *, part: str) -> Iterable[Line]:
    """Yield the leaflet's sentences in one of its parts, in English."""
    for section in document.table("leaflet").get("en", []):
        if section.get("section") == part:
            for row in section.get("sentences", []):
                yield document.line(stated(row, "code"), stated(row, "text"), row=row)


def sources(document: Document) -> Iterable[Line]:
    """Yield all sources."""
    for row in document.rows("sources"):
        how_sure = str(row.get("how_sure", "not-confirmed")).replace("-", " ")
        who = joined(row.get("reviewed_on", ""), row.get("reviewed_by", ""), by=", ")
        why = joined(row.get("url", ""), f"Last reviewed {who}." if who else "", by=" · ")
        code = stated(row, "code")
        yield Line(code, stated(row, "title"), why, cited=(Cited("", "", how_sure, code),))
