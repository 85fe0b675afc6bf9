"""Misspells every name of one word of the medicines that screening looks for, by one slip, and prints how each is read.

    .venv/bin/python benchmarks/medicine_slips.py            every tenth misspelling, about half a minute
    .venv/bin/python benchmarks/medicine_slips.py --every 1  all of them, about five minutes

A slip leaves a letter out, changes two round, or writes another vowel or common consonant. What passes in silence is
read as a whole as another medicine that screening does not look for; each is printed.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.patients_recall import groups_of
from formulations.reference.medicines.catalogue import Medicine, catalogue
from formulations.reference.medicines.near_names import names_near
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.identify import identify

OTHERS = "aeiouylnrst"
LEAST = 5  # letters of a name that is misspelt


def misspellings() -> Iterator[tuple[Medicine, str, str]]:
    """Return each medicine that screening looks for, a name of it, and that name with one slip."""
    for medicine in catalogue().medicines:
        for name in (medicine.name, *medicine.names):
            if len(name) >= LEAST and name.isalpha() and groups_of(identify(KnownEntry("medicine", name))):
                yield from ((medicine, name, form) for form in sorted(_slips(name)))


def _slips(name: str) -> set[str]:
    left_out = {name[:at] + name[at + 1 :] for at in range(len(name))}
    changed_round = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1)}
    mistaken = {name[:at] + letter + name[at + 1 :] for at in range(len(name)) for letter in OTHERS}
    return (left_out | changed_round | mistaken) - {name}


def ending_of(medicine: Medicine, *, name: str, form: str) -> str:
    """Return how a misspelt name is read: recognised, asked after, not checked, or in silence."""
    expected = groups_of(identify(KnownEntry("medicine", name)))
    identified = identify(KnownEntry("medicine", form))
    if expected <= groups_of(identified):
        return "recognised"
    if identified.complete:
        return "in silence"
    asked = {near for word in identified.unknown for near in names_near(word)}
    return "asked after" if medicine.name in asked else "not checked"


def main() -> int:
    """Return 0: what passes in silence is another name, and stands in docs/medicines.md."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--every", type=int, default=10, help="read every so many misspellings")
    every = arguments.parse_args().every
    endings: Counter[str] = Counter()
    for number, (medicine, name, form) in enumerate(misspellings()):
        if number % every == 0:
            ending = ending_of(medicine, name=name, form=form)
            endings[ending] += 1
            if ending == "in silence":
                print(f"{form} (for {name}) is read as another name")
    total = sum(endings.values())
    print(", ".join(f"{count} {ending} ({100 * count / total:.2f} %)" for ending, count in endings.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
