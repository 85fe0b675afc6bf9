"""How the medicines that are typed are read, so that a slip is seen while it is typed and not after."""

from dataclasses import dataclass

from formulations.reference.medicines.look_alikes import name_told_apart, told_apart
from formulations.reference.medicines.near_names import names_near
from formulations.reference.medicines.recognition import recognise
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.identify import Identified, identify

MOST_ASKED = 3  # a longer list of names that may be meant is not read


@dataclass(frozen=True)
class MedicineRead:
    """One medicine as it was typed, and what it was read as, each name with those that it is taken for.

    unknown: words that nothing explains. near: names that those may mean, the likeliest first.
    """

    written: str
    read_as: tuple[str, ...]
    unknown: tuple[str, ...]
    near: tuple[str, ...]


def medicines_read(entries: tuple[KnownEntry, ...]) -> tuple[MedicineRead, ...]:
    """Return how the medicines among entries are read, as far as that says more than was typed.

    Left out is a medicine that is known by the name that was typed and is taken for no other. Raises BadCatalogue.
    """
    medicines = [entry for entry in entries if entry.kind == "medicine" and entry.text.strip()]
    read = [_read(entry, identified=identify(entry)) for entry in medicines]
    return tuple(one for one in read if one.read_as or one.unknown)


def look_alike_in(name: str) -> str:
    """Return the medicine that a name means with those that it is taken for, or "" where it is taken for none.

    name: as a formulation writes it; salts are passed over. Raises BadCatalogue.
    """
    meant = (one.medicine.name for one in recognise(name).mentions)
    return "; ".join(name_told_apart(medicine) for medicine in meant if told_apart(medicine))


def _read(entry: KnownEntry, *, identified: Identified) -> MedicineRead:
    named = dict.fromkeys(one.name for one in identified.candidates)
    near = dict.fromkeys(name for word in identified.unknown for name in names_near(word))
    unknown = () if identified.complete else identified.unknown or (entry.text.strip(),)
    said = [name_told_apart(name) for name in named if told_apart(name) or not _says(entry.text, name=name)]
    return MedicineRead(
        written=entry.text.strip(),
        read_as=tuple(said),
        unknown=unknown,
        near=tuple(name_told_apart(name) for name in list(near)[:MOST_ASKED]),
    )


def _says(text: str, *, name: str) -> bool:
    return name.casefold() in text.casefold()
