"""The sources of a record, numbered in the order in which they are first named."""

from collections.abc import Iterable

from formulations.master_record.shape import Fact, Reference
from formulations.written_out.document import Row


class References:
    """Turns the source codes of a document into numbers, and lists the sources that were named."""

    def __init__(self, content: Row) -> None:
        self._known = {row["code"]: row for row in content.get("sources", [])}
        self._numbers: dict[str, int] = {}

    def of(self, row: Row) -> str:
        """Return the numbers of the sources that a row names: "1, 4"; empty when it names none."""
        named = [row["source"]] if "source" in row else []
        codes = [*named, *(entry.partition(": ")[0] for entry in row.get("sources", []))]
        return self.numbers(codes)

    def of_all(self, rows: Iterable[Row]) -> str:
        """Return the numbers of the sources that several rows name under `source`."""
        return self.numbers([row["source"] for row in rows if "source" in row])

    def numbers(self, codes: list[str]) -> str:
        """Return the numbers of source codes, smallest first: "1, 4"."""
        found = {self._numbers.setdefault(code, len(self._numbers) + 1) for code in codes if code}
        return ", ".join(str(number) for number in sorted(found))

    def fact(self, name: str, value: str, *, row: Row, why: str = "") -> Fact:
        """Return one fact with the reason and the references of its row."""
        return Fact(name, value, why or row.get("why", ""), self.of(row))

    def add(self, code: str, *, title: str, how_sure: str) -> str:
        """Return the number of a source that stands outside the document, such as a law's."""
        self._known.setdefault(code, {"code": code, "title": title, "how_sure": how_sure})
        return self.numbers([code])

    def listed(self) -> tuple[Reference, ...]:
        """Return every source named so far, in the order of their numbers."""
        return tuple(self._reference(code, number=number) for code, number in self._numbers.items())

    def _reference(self, code: str, *, number: int) -> Reference:
        row = self._known.get(code, {"title": f"{code}: not among the sources of this document", "how_sure": "missing"})
        reviewed = " by ".join(filter(None, (row.get("reviewed_on", ""), row.get("reviewed_by", ""))))
        return Reference(number, row["title"], row["how_sure"].replace("-", " "), reviewed)
