"""Capsule shells and densities of powders that ship with a release. Source: capsules.toml."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from formulations.reference.loader import FOLDER
from formulations.reference.sourced import read_sources, read_toml, statements_of
from formulations.reference.typed_reader import BadDocument, Table
from formulations.science.capsule_fill import Powder, Shell, shell_of
from formulations.science.quantities import BadQuantity, read_number
from formulations.science.specification import Source

FILE = FOLDER / "capsules.toml"


class BadCapsules(BadDocument):
    """A file of shells and powders that cannot be used; the message names the key and its value."""


@dataclass(frozen=True)
class Capsules:
    """Shells from large to small, powders by code of the excipient, and what the figures rest on.

    least_size: the smallest shell taken when nobody chooses, and why. sources: titles, by size or code.
    """

    shells: tuple[Shell, ...]
    powders: dict[str, Powder]
    least_size: str
    least_size_why: str
    sources: dict[str, tuple[str, ...]]


@cache
def capsules() -> Capsules:
    """Return the shells and powders that ship. Raises BadCapsules. Source: capsules.toml."""
    table = Table(read_toml(FILE, error=BadCapsules), path=f"{FILE.name}: ", error=BadCapsules)
    sources = read_sources(table)
    cited: dict[str, tuple[str, ...]] = {}
    shells = tuple(_shell(row, sources=sources, cited=cited) for row in table.tables("shells"))
    powders = tuple(_powder(row, sources=sources, cited=cited) for row in table.tables("powders"))
    least = shell_of(table.text("least_size"), shells=shells)
    cited["least size"] = (sources[table.text("least_size_source")].title,)
    result = Capsules(shells, {one.excipient: one for one in powders}, least.size, table.text("least_size_why"), cited)
    table.finish()
    return result


def _shell(row: Table, *, sources: dict[str, Source], cited: dict[str, tuple[str, ...]]) -> Shell:
    shell = Shell(row.text("size"), row.quantity("volume"), row.quantity("empty"))
    cited[shell.size] = statements_of(row, sources=sources)
    row.finish()
    return shell


def _powder(row: Table, *, sources: dict[str, Source], cited: dict[str, tuple[str, ...]]) -> Powder:
    powder = Powder(row.text("excipient"), _range(row, "loose"), _range(row, "tapped"))
    cited[powder.excipient] = statements_of(row, sources=sources)
    row.finish()
    return powder


def _range(row: Table, key: str) -> tuple[Decimal, Decimal]:
    try:
        least, most = (read_number(text) for text in row.texts(key))
    except (BadQuantity, ValueError) as error:
        raise row.bad(key, "must be two densities in g per ml, from least to most") from error
    if most < least or least <= 0:
        raise row.bad(key, "must go from least to most, above 0")
    return least, most
