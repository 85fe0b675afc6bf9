"""The vocabulary of what an excipient may carry, and the words by which people mean it. Source: properties.toml."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from formulations.reference.loader import FOLDER
from formulations.reference.medicines.catalogue import Phrase
from formulations.reference.medicines.spelling import words
from formulations.reference.sourced import read_sources, read_toml, source_of
from formulations.reference.typed_reader import BadDocument, Table
from formulations.science.specification import Source

FILE = FOLDER / "properties.toml"


class BadVocabulary(BadDocument):
    """A vocabulary that cannot be used; the message names the key and its value."""


@dataclass(frozen=True)
class Property:
    """One thing that an excipient may carry. patient: as the leaflet says it. implies: broader properties.

    also_avoid: what to avoid besides. unstated: the property to add where none of its kinds is named.
    declare: whether the leaflet names it as a part that some people have to avoid.
    asks_origin: whether it only says that the origin is not known.
    """

    code: str
    name: str
    patient: str
    synonyms: tuple[str, ...]
    e_numbers: tuple[str, ...]
    implies: tuple[str, ...]
    also_avoid: tuple[str, ...]
    unstated: str
    declare: bool
    asks_origin: bool
    source: Source

    @property
    def e_numbers_as_written(self) -> tuple[str, ...]:
        """The E numbers in both ways that people write them: E171 and E 171."""
        return (*self.e_numbers, *(f"{number[0]} {number[1:]}" for number in self.e_numbers))


@dataclass(frozen=True)
class _Meaning:
    """Words that mean several properties at once ("vegan")."""

    names: tuple[str, ...]
    avoid: tuple[str, ...]


@cache
def properties() -> dict[str, Property]:
    """Return the vocabulary by code, in the order of the file. Raises BadVocabulary. Source: properties.toml."""
    return _read()[0]


def carried(stated: Iterable[str]) -> tuple[str, ...]:
    """Return the properties stated and all that they imply, those stated first.

    stated: codes; one that is not in the vocabulary stays as it is. Where a property has kinds (gelatine by animal) and
    none is stated, the one for "not stated" is added. Source: properties.toml.
    """
    known = properties()
    found = dict.fromkeys(stated)
    for code in [*found]:
        found |= dict.fromkeys(_broader(code))
    for code in [*found]:
        unstated = known[code].unstated if code in known else ""
        if unstated and not any(code in known[kind].implies for kind in found if kind in known):
            found |= dict.fromkeys((unstated, *_broader(unstated)))
    return tuple(found)


def not_in_vocabulary(stated: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that the vocabulary does not hold, in order. Source: properties.toml."""
    return tuple(code for code in dict.fromkeys(stated) if code not in properties())


@cache
def unknown_origins() -> frozenset[str]:
    """Return the properties that only say that an origin is not known. Source: properties.toml."""
    return frozenset(entry.code for entry in properties().values() if entry.asks_origin)


@cache
def meanings() -> dict[Phrase, frozenset[str]]:
    """Return what each phrase that people write means: the properties to avoid. Source: properties.toml."""
    known, several = _read()
    found: dict[Phrase, frozenset[str]] = {}
    for entry in known.values():
        avoid = frozenset({entry.code, *entry.also_avoid})
        for name in _names(entry):
            found[words(name)] = found.get(words(name), frozenset()) | avoid
    for meaning in several:
        for name in meaning.names:
            found[words(name)] = found.get(words(name), frozenset()) | frozenset(meaning.avoid)
    return found


def meant_by(text: str) -> frozenset[str]:
    """Return the properties that a word of a "free from" list means, without what else to avoid; none: not understood.

    text: a code, name or synonym ("colourants", "E171", "titanium-dioxide"). Source: properties.toml.
    """
    spelled = words(text)
    return frozenset(
        entry.code
        for entry in properties().values()
        if entry.code == text or spelled in {words(name) for name in _names(entry)}
    )


def _names(entry: Property) -> tuple[str, ...]:
    return (entry.code.replace("-", " "), entry.name, *entry.synonyms, *entry.e_numbers_as_written)


def _broader(code: str) -> tuple[str, ...]:
    known = properties()
    direct = known[code].implies if code in known else ()
    return (*direct, *(further for one in direct for further in _broader(one)))


@cache
def _read() -> tuple[dict[str, Property], tuple[_Meaning, ...]]:
    table = Table(read_toml(FILE, error=BadVocabulary), path=f"{FILE.name}: ", error=BadVocabulary)
    sources = read_sources(table)
    found: dict[str, Property] = {}
    for row in table.tables("properties"):
        entry = _property(row, sources=sources)
        if entry.code in found:
            raise row.bad("code", "stands twice; give each property its own code")
        found[entry.code] = entry
    several = tuple(_meaning(row, sources=sources) for row in table.tables("meanings"))
    table.finish()
    _refuse_unknown(found, several=several)
    return found, several


def _property(row: Table, *, sources: dict[str, Source]) -> Property:
    entry = Property(
        code=row.text("code"),
        name=row.text("name"),
        patient=row.text("patient"),
        synonyms=row.texts("synonyms"),
        e_numbers=row.texts("e_numbers"),
        implies=row.texts("implies"),
        also_avoid=row.texts("also_avoid"),
        unstated=row.text_or("unstated", default=""),
        declare=row.flag_or("declare", default=False),
        asks_origin=row.flag_or("asks_origin", default=False),
        source=source_of(row, sources=sources),
    )
    row.finish()
    return entry


def _meaning(row: Table, *, sources: dict[str, Source]) -> _Meaning:
    meaning = _Meaning(row.texts("names"), row.texts("avoid"))
    source_of(row, sources=sources)
    row.finish()
    return meaning


def _refuse_unknown(found: dict[str, Property], *, several: tuple[_Meaning, ...]) -> None:
    named = {code for entry in found.values() for code in (*entry.implies, *entry.also_avoid, entry.unstated) if code}
    unknown = sorted((named | {code for meaning in several for code in meaning.avoid}) - found.keys())
    if unknown:
        raise BadVocabulary(f"{FILE.name}: {unknown[0]!r} is named but is no property; add or correct it")
