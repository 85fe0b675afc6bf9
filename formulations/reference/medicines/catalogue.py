"""The medicines that the program recognises, read from the TOML files of this folder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from formulations.reference.medicines.spelling import words
from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import BadDocument, Table

FOLDER = Path(__file__).resolve().parent
NOT_MEDICINES = ("words", "allergens", "look_alikes")

Phrase = tuple[str, ...]


class BadCatalogue(BadDocument):
    """A medicines file that cannot be used; the message names the file, the key and its value."""


@dataclass(frozen=True)
class Medicine:
    """One medicine, or one combination product with a name of its own.

    atc: its codes; local_atc: codes when used on skin, eye, ear, nose or inhaled. of: ingredients of a combination.
    classes: groups that rules may name ("opioid"). names: synonyms, other languages and brands.
    """

    name: str
    atc: tuple[str, ...]
    local_atc: tuple[str, ...]
    of: tuple[str, ...]
    classes: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def called(self) -> frozenset[str]:
        """Every name and class by which a rule may mean it."""
        return frozenset({self.name, *self.of, *self.classes})


@dataclass(frozen=True)
class Catalogue:
    """All medicines, indexed once: by phrase in the one spelling, and by ATC code. longest: words in a phrase."""

    medicines: tuple[Medicine, ...]
    by_phrase: dict[Phrase, Medicine]
    by_code: dict[str, tuple[Medicine, ...]]
    longest: int


@cache
def catalogue() -> Catalogue:
    """Return the medicines that ship with this release. Raises BadCatalogue for a file with an error.

    Source: the TOML files of this folder, each of which names its own.
    """
    found = [medicine for path in _files() for medicine in _read_file(path)]
    classes = {medicine.name: medicine.classes for medicine in found}
    medicines = tuple(_with_classes_of_ingredients(medicine, classes=classes) for medicine in found)
    by_phrase = _by_phrase(medicines)
    return Catalogue(
        medicines=medicines,
        by_phrase=by_phrase,
        by_code=_by_code(medicines),
        longest=max(len(phrase) for phrase in by_phrase),
    )


def _files() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*.toml") if path.stem not in NOT_MEDICINES)


def _read_file(path: Path) -> list[Medicine]:
    table = Table(read_toml(path, error=BadCatalogue), path=f"{path.name}: ", error=BadCatalogue)
    for key in ("about", "source", "how_sure"):
        table.text(key)
    classes = table.texts("classes")
    medicines = [_medicine(row, classes=classes) for row in table.tables("medicines")]
    table.finish()
    return medicines


def _medicine(row: Table, *, classes: tuple[str, ...]) -> Medicine:
    medicine = Medicine(
        name=row.text("name"),
        atc=row.texts("atc"),
        local_atc=row.texts("local"),
        of=row.texts("of"),
        classes=classes + row.texts("classes"),
        names=row.texts("names"),
    )
    row.finish()
    return medicine


def _with_classes_of_ingredients(medicine: Medicine, *, classes: dict[str, tuple[str, ...]]) -> Medicine:
    missing = [name for name in medicine.of if name not in classes]
    if missing:
        raise BadCatalogue(f"{medicine.name}: ingredient {missing[0]!r} has no entry of its own; add it first")
    inherited = {name for ingredient in medicine.of for name in classes[ingredient]}
    merged = tuple(sorted(inherited.union(medicine.classes)))
    return Medicine(medicine.name, medicine.atc, medicine.local_atc, medicine.of, merged, medicine.names)


def _by_phrase(medicines: Iterable[Medicine]) -> dict[Phrase, Medicine]:
    index: dict[Phrase, Medicine] = {}
    for medicine in medicines:
        for name in (medicine.name, *medicine.names):
            known = index.setdefault(words(name), medicine)
            if known is not medicine:
                raise BadCatalogue(f"{name!r} means both {known.name!r} and {medicine.name!r}; keep one of them")
    return index


def _by_code(medicines: Iterable[Medicine]) -> dict[str, tuple[Medicine, ...]]:
    index: defaultdict[str, list[Medicine]] = defaultdict(list)
    for medicine in medicines:
        for code in {*medicine.atc, *medicine.local_atc}:
            index[code].append(medicine)
    return {code: tuple(found) for code, found in index.items()}
