"""The names that stand for RxNorm codes: ingredients, and those products that openly licensed data name."""

from functools import cache

from formulations.reference.medicines.catalogue import FOLDER, BadCatalogue
from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import Table

RXNORM_FILES = ("codes/rxnorm_ingredients.toml", "codes/rxnorm_products.toml")


@cache
def rxnorm_names() -> dict[str, str]:
    """Return the name of each RxNorm code that is known, by code; what it means is recognised from the name.

    A code that is missing here is not known, and never harmless. Raises BadCatalogue for a file with an error, or a
    code that stands twice. Source: codes/rxnorm_*.toml, each of which names its own and its licence.
    """
    names: dict[str, str] = {}
    for file in RXNORM_FILES:
        for code, name in _rows(file):
            if code in names:
                raise BadCatalogue(f"{file}: code {code!r} stands for {names[code]!r} and {name!r}; keep one of them")
            names[code] = name
    return names


def _rows(file: str) -> list[tuple[str, str]]:
    table = Table(read_toml(FOLDER / file, error=BadCatalogue), path=f"{file}: ", error=BadCatalogue)
    for key in ("about", "source", "licence", "how_sure"):
        table.text(key)
    rows = [tuple(line.split(" ", 1)) for line in table.text("codes").splitlines() if line.strip()]
    table.finish()
    for row in rows:
        if len(row) != 2 or not row[0].isdecimal():
            raise BadCatalogue(f"{file}: {' '.join(row)!r} is not a code and a name; write them with a space between")
    return [(row[0], row[1].strip()) for row in rows]
