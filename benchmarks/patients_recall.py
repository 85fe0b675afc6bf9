"""Reads 120 invented patients' medicine lists and prints what the screening recognises, asks after, and misses.

    .venv/bin/python benchmarks/patients_recall.py          a table, and each that was missed or flagged wrongly
    .venv/bin/python benchmarks/patients_recall.py --all    every medicine with how it ended

The lists (benchmarks/patients/*.txt) and their answers were written before the dictionary was looked into; the half in
held_out.txt was never used to add to it. A misspelt name counts as caught when it is recognised, or reported as not
checked with the right medicine among the names asked after. Nothing may pass in silence.
"""

import argparse
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from formulations.reference.medicines.near_names import names_near
from formulations.reference.medicines.recognition import recognise
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.identify import Identified, identify

FOLDER = Path(__file__).resolve().parent / "patients"
HALVES = ("held_out", "tuned")
SYSTEMS = {"atc": "http://www.whocc.no/atc", "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm"}
# Groups by the prefixes of standard ATC lists, not by the classes of the dictionary, so that one can be held
# against the other. A combination or a medicine without a code counts by its class.
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "opioid": (("N02A", "N01AH", "N07BC", "R05DA04", "R05DA03", "R05DA08"), ("opioid", "opioid cough medicine")),
    "cough": (("R05DA", "R05FA"), ("opioid cough medicine",)),
    "gut": (("A07DA",), ()),
    "antagonist": (("N07BB04", "N07BB05", "V03AB15", "A06AH", "A08AA62"), ("opioid antagonist",)),
    "immunosuppressant": (("L04",), ("immunosuppressant",)),
    "steroid": (("H02A",), ("corticosteroid",)),
    "thyroid": (("H03A", "H03B"), ()),
    "diabetes": (("A10",), ("diabetes medicine",)),
    "ketamine": (("N01AX03", "N01AX14", "N06AX27"), ("ketamine", "esketamine")),
    "isotretinoin": (("D10BA01",), ("isotretinoin by mouth",)),
    "phenothiazine": (("N05AC02",), ("thioridazine",)),
}
# What may be found besides: a name that holds two groups, or the same medicine in another group.
ALSO = {
    "cough": {"opioid"},
    "opioid": {"antagonist", "cough", "gut"},
    "gut": {"opioid"},
    "antagonist": {"opioid", "diabetes"},
}
CAUGHT = ("recognised", "asked after")


@dataclass(frozen=True)
class Row:
    """One medicine of one patient, with what it is expected to be."""

    patient: str
    entry: KnownEntry
    how: str
    ingredients: tuple[str, ...]
    groups: frozenset[str]


@dataclass(frozen=True)
class Ending:
    """How one medicine ended: recognised, asked after, not checked, missed, or (outside the table) as another.

    found: what it was taken for. extra: groups found and not expected.
    """

    row: Row
    ending: str
    found: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def line(self) -> str:
        """The medicine in one line."""
        text = self.row.entry.text or f"[{self.row.entry.code}]"
        extra = f"; not expected: {', '.join(self.extra)}" if self.extra else ""
        return f"{self.ending:11}  {self.row.patient}  {text}: {', '.join(self.found) or 'nothing'}{extra}"


def read_rows(half: str) -> list[Row]:
    """Return the medicines of one file. Raises ValueError for a line that is not of the form its head explains."""
    rows, patient = [], ""
    for line in (FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            patient = line.split()[1]
        elif line.strip() and not line.startswith("#"):
            rows.append(_row(line, patient=patient))
    return rows


def _row(line: str, *, patient: str) -> Row:
    text, how, ingredients, groups = (part.strip() for part in line.split(" | "))
    ended = re.search(r"\(ended (\d{4}-\d\d-\d\d)\)", text)
    coded = re.fullmatch(r"\[(atc|rxnorm) (\w+)\]", text)
    entry = KnownEntry(
        "medicine",
        "" if coded else text.replace(ended[0] if ended else "", "").strip(),
        SYSTEMS[coded[1]] if coded else "",
        coded[2] if coded else "",
        date.fromisoformat(ended[1]) if ended else None,
    )
    named = () if ingredients == "-" else tuple(ingredients.split(" + "))
    return Row(patient, entry, how, named, frozenset() if groups == "-" else frozenset(groups.split()))


def groups_of(identified: Identified) -> set[str]:
    """Return the groups of the table to which what an entry means belongs."""
    return {name for name in GROUPS if _is_in(identified, group=name)}


def judge(row: Row) -> Ending:
    """Return how one medicine ended."""
    identified = identify(row.entry)
    groups = groups_of(identified)
    called = frozenset[str]().union(*(one.called | {one.name} for one in identified.candidates))
    wanted = [{mention.medicine.name for mention in recognise(name).mentions} or {name} for name in row.ingredients]
    allowed = row.groups.union(*(ALSO.get(one, set()) for one in row.groups))
    named = all(not names.isdisjoint(called) for names in wanted) and bool(wanted)
    right = row.groups <= groups if row.groups else named
    return Ending(
        row,
        _ending(identified, right=right, wanted=set().union(*wanted), tabled=bool(row.groups)),
        found=tuple(one.name for one in identified.candidates),
        extra=tuple(sorted(groups - allowed)),
    )


def _ending(identified: Identified, *, right: bool, wanted: set[str], tabled: bool) -> str:
    if right:
        return "recognised"
    if identified.complete:
        return "missed" if tabled else "as another"
    asked = {name for word in identified.unknown for name in names_near(word)}
    return "asked after" if not wanted.isdisjoint(asked) else "not checked"


def _is_in(identified: Identified, *, group: str) -> bool:
    prefixes, names = GROUPS[group]
    return any(
        any(code.startswith(prefixes) for code in one.codes) or not one.called.isdisjoint(names)
        for one in identified.candidates
    )


def seconds_for_twenty(rows: list[Row]) -> float:
    """Return the median processor time to identify twenty medicines, with nothing remembered of their texts."""
    taken = []
    for first in range(0, len(rows) - 20, 20):
        recognise.cache_clear()
        names_near.cache_clear()
        began = time.process_time()
        for row in rows[first : first + 20]:
            for word in identify(row.entry).unknown:
                names_near(word)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def report(half: str, *, every: bool) -> bool:
    """Print how one half ended, and return whether nothing of the table passed in silence."""
    endings = [judge(row) for row in read_rows(half)]
    tabled = [one for one in endings if one.row.groups]
    caught = [one for one in tabled if one.ending in CAUGHT]
    print(f"\n{half}: {len(endings)} medicines, {len(tabled)} of the table")
    print(f"  caught: {len(caught)} of {len(tabled)} ({100 * len(caught) / len(tabled):.1f} %)")
    print(f"  how the table ended: {_counted(tabled)}")
    print(f"  how the others ended: {_counted([one for one in endings if not one.row.groups])}")
    for how in sorted({one.row.how for one in tabled}):
        of_them = [one for one in tabled if one.row.how == how]
        print(f"    {how:12} {sum(one.ending in CAUGHT for one in of_them)} of {len(of_them)}")
    print(f"  flagged wrongly: {sum(bool(one.extra) for one in endings)}")
    for one in endings:
        if every or one.extra or one.ending not in CAUGHT:
            print(f"    {one.line}")
    return all(one.ending != "missed" for one in tabled)


def _counted(endings: list[Ending]) -> str:
    return ", ".join(f"{number} {ending}" for ending, number in Counter(one.ending for one in endings).most_common())


def main() -> int:
    """Return 0 when no medicine of the table passed in silence."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--all", action="store_true", help="print every medicine")
    arguments.add_argument("--half", choices=HALVES, help="only one half")
    options = arguments.parse_args()
    halves = (options.half,) if options.half else HALVES
    silent = [report(half, every=options.all) for half in halves]
    rows = [row for half in halves for row in read_rows(half)]
    print(f"\na list of twenty: {1000 * seconds_for_twenty(rows):.1f} ms of processor time, nothing remembered")
    return 0 if all(silent) else 1


if __name__ == "__main__":
    sys.exit(main())
