"""What a preparation contains and what it is free from, reckoned from the parts that are used."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from formulations.science.restrictions import excipients_by_code, properties_of
from formulations.science.specification import ChosenFormula, Component, Excipient, SourceMaterial, Specification

SOURCE_MATERIAL = "source-material"
Meaning = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Part:
    """One thing that goes into a preparation: a component, or what a source product brings along.

    code: of the excipient or the source. choice: as of a component. properties: what it carries, alphabetically.
    """

    code: str
    name: str
    function: str
    choice: str
    properties: tuple[str, ...]

    def meets(self, avoided: frozenset[str]) -> bool:
        """Return whether the part is, or carries, what is avoided: codes of excipients and of properties."""
        return not avoided.isdisjoint((self.code, *self.properties))


@dataclass(frozen=True)
class Contained:
    """One property that a preparation carries, and the names of the parts that carry it."""

    property: str
    carriers: tuple[str, ...]


def parts_of(specification: Specification, *, components: Iterable[Component]) -> tuple[Part, ...]:
    """Return the parts that components make up, and what the sources of the active bring along besides.

    components: those to look at, chosen or all. A source product (a tablet) that stands among the components itself is
    not counted twice; one that may be used and carries something counts always, for nobody knows which is taken.
    Source: the specification's excipients and source materials.
    """
    known = excipients_by_code(specification)
    found = [_part(one, known=known) for one in components]
    listed = {one.code for one in found}
    sources = [one for one in specification.source_materials if one.contains and one.code not in listed]
    return (*found, *(_brought_along(source) for source in sources))


def unlisted_products(specification: Specification, *, components: Iterable[Component]) -> tuple[str, ...]:
    """Return the names of licensed products that go into a preparation and whose own excipients are not all listed.

    What a tablet is made of differs from maker to maker, so nothing can be ruled out for such a one.
    components: those to look at, chosen or all. Source: house rule; the excipients of the source materials.
    """
    used = {one.excipient for one in components}
    return tuple(
        one.name
        for one in specification.source_materials
        if one.labelled_mass_per_unit is not None and not one.excipients and one.code in used
    )


def contents_of(formula: ChosenFormula) -> tuple[Contained, ...]:
    """Return every property that a formula carries, shell and source product included, in the order of its parts.

    Source: the specification's excipients and source materials.
    """
    found: dict[str, list[str]] = {}
    for part in parts_of(formula.specification, components=formula.components):
        for code in part.properties:
            found.setdefault(code, []).append(part.name)
    return tuple(Contained(code, tuple(names)) for code, names in found.items())


def free_from(formula: ChosenFormula, *, means: Meaning) -> tuple[str, ...]:
    """Return what the preparation may be called free from, in the words of the specification.

    A claim stands only when the specification lists it, its word is understood, no part used carries what it means, and
    no licensed product goes in whose own excipients are not all listed.
    means: from a word to the properties it means; none for a word that is not understood. Source: house rule.
    """
    if unlisted_products(formula.specification, components=formula.components):
        return ()
    parts = parts_of(formula.specification, components=formula.components)
    carried = {code for part in parts for code in part.properties}
    claims = ((word, means(word)) for word in formula.specification.free_from)
    return tuple(word for word, meant in claims if meant and meant.isdisjoint(carried))


def contradicted_claims(specification: Specification, *, means: Meaning) -> list[str]:
    """Return why a list of what a specification is free from cannot stand, one sentence each; none means it can.

    What is always in, or is taken when nobody chooses, must not carry what the list denies. An alternative may: the
    claim is left off the papers of whoever is given it. means: as in `free_from`. Source: house rule.
    """
    usual = [one for one in specification.components if not one.choice or one.is_default]
    parts = parts_of(specification, components=usual)
    return [
        sentence
        for word in specification.free_from
        for sentence in _contradictions(word, meant=means(word), parts=parts)
    ]


def _contradictions(word: str, *, meant: frozenset[str], parts: tuple[Part, ...]) -> list[str]:
    if not meant:
        return [f"What {word!r} means in 'free from' is not known; use a word of the vocabulary of properties."]
    carriers = [part for part in parts if not meant.isdisjoint(part.properties)]
    return [f"It is called free from {word}, and {part.name} ({part.function}) carries it." for part in carriers]


def _part(component: Component, *, known: Mapping[str, Excipient]) -> Part:
    properties = properties_of(known[component.excipient]) if component.excipient in known else ()
    return Part(component.excipient, component.name, component.function, component.choice, properties)


def _brought_along(source: SourceMaterial) -> Part:
    return Part(source.code, source.name, SOURCE_MATERIAL, "", tuple(sorted(source.contains)))
