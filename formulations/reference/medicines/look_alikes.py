"""Names of medicines that are taken for one another, and how staff may see them written apart."""

from functools import cache

from formulations.reference.medicines.catalogue import FOLDER, BadCatalogue, catalogue
from formulations.reference.medicines.near_names import LEAST_LETTERS
from formulations.reference.medicines.spelling import words, words_as_written
from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import Table

FILE = "look_alikes.toml"


def look_alikes(name: str) -> tuple[str, ...]:
    """Return the names that a medicine is taken for, in the order of the file; empty where none is on file.

    name: any name of the medicine. Raises BadCatalogue for a file with an error.
    Source: look_alikes.toml, each group with its own.
    """
    medicine = catalogue().by_phrase.get(words(name))
    return _table().get(medicine.name, ()) if medicine else ()


def told_apart(name: str) -> str:
    """Return the warning beside a name that is taken for others ("not hydralazine"), or "" where none is.

    Raises BadCatalogue. Source: as look_alikes.
    """
    others = look_alikes(name)
    if not others:
        return ""
    listed = others[0] if len(others) == 1 else f"{', '.join(others[:-1])} or {others[-1]}"
    return f"not {listed}"


def name_told_apart(name: str) -> str:
    """Return a name with those that it is taken for in brackets: "hydroxyzine (not hydralazine)". Raises BadCatalogue.

    Source: as look_alikes.
    """
    warning = told_apart(name)
    return f"{name} ({warning})" if warning else name


def names_begun_too_shortly(word: str) -> tuple[str, ...]:
    """Return the names that are taken for others and begin with a word of fewer than five letters; else nothing.

    So short a beginning is too little to tell them apart. Raises BadCatalogue. Source: as look_alikes; house rule.
    """
    begun = "".join(words_as_written(word))
    if not begun or len(begun) >= LEAST_LETTERS:
        return ()
    names = {name for group in _groups() for name in group.texts("names") if name.startswith(begun)}
    return tuple(sorted(names))


def written_apart(name: str) -> str:
    """Return a name with the capitals that set it apart ("hydrOXYzine"), else as it is; for staff, never for patients.

    Raises BadCatalogue. Source: as look_alikes.
    """
    return _capitals().get(words(name), name)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in _groups():
        names = group.texts("names")
        for name in names:
            medicine = catalogue().by_phrase[words(name)].name
            others = (*found.get(medicine, ()), *(other for other in names if other != name))
            found[medicine] = tuple(dict.fromkeys(others))
    return found


@cache
def _capitals() -> dict[tuple[str, ...], str]:
    return {words(name): name for group in _groups() for name in group.texts("tall_man")}


@cache
def _groups() -> tuple[Table, ...]:
    table = Table(read_toml(FOLDER / FILE, error=BadCatalogue), path=f"{FILE}: ", error=BadCatalogue)
    for key in ("about", "licence", "how_sure"):
        table.text(key)
    sources = {row.text("code"): row.text("title") for row in table.tables("sources")}
    groups = table.tables("look_alikes")
    table.finish()
    for group in groups:
        _check(group, sources=sources)
    return groups


def _check(group: Table, *, sources: dict[str, str]) -> None:
    names = group.texts("names")
    if len(names) < 2:
        group.refuse("names", "must list at least two names that are taken for one another")
    if group.text("source") not in sources:
        group.refuse("source", "is not among the sources listed; add it there")
    for name in names:
        if words(name) not in catalogue().by_phrase:
            group.refuse("names", f"holds {name!r}, which the dictionary does not know; add it there first")
    for name in group.texts("tall_man"):
        if name.lower() not in names:
            group.refuse("tall_man", f"writes {name!r}, which is none of the names")
    group.finish()
