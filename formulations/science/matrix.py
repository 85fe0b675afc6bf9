"""All the ways in which a formulation can be carried and packed, each dated under every edition of every law."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from formulations.science.beyond_use import UseBy, find_use_by
from formulations.science.evidence import FILLER, name_of_vehicle, vehicle_of
from formulations.science.explaining import in_vehicle
from formulations.science.formula import PACK, choose_formula
from formulations.science.law import Law
from formulations.science.life import NoUseByLimit
from formulations.science.restrictions import excipients_by_code, forbids
from formulations.science.specification import ChosenFormula, Component, Pack, Specification


@dataclass(frozen=True)
class Way:
    """One way of keeping a formulation. vehicle: code, as `vehicle_of` gives it. name: what people call the vehicle.

    is_offered: whether the specification makes it so; a vehicle that only a study used is not.
    """

    vehicle: str
    name: str
    is_offered: bool
    formula: ChosenFormula

    @property
    def pack(self) -> Pack:
        """What it is kept in, and how."""
        return self.formula.pack


@dataclass(frozen=True)
class Dating:
    """A way of keeping under one edition. made_on: the day it is reckoned from. refused: why nothing dates it."""

    edition: Law
    made_on: date
    use_by: UseBy | None
    refused: str = ""


def ways_of_keeping(specification: Specification) -> tuple[Way, ...]:
    """Return every vehicle with every pack: fillers that no rule forbids, or the vehicle and those of the studies.

    In the first strength that is kept ready. Source: the specification.
    """
    return tuple(
        replace(way, formula=replace(way.formula, chosen_pack=pack))
        for way in (*_offered(specification), *_studied(specification))
        for pack in (None, *specification.other_packs)
    )


def forbidden_fillers(specification: Specification) -> tuple[str, ...]:
    """Return the names of fillers that stand among the alternatives only to be refused. Source: the restrictions."""
    return tuple(
        part.name for part in specification.components if _is_filler(part) and _is_refused(part, specification)
    )


def date_way(way: Way, *, editions: Iterable[Law], today: date) -> tuple[Dating, ...]:
    """Return how long it keeps under each edition, made today, or on the last day on which an old edition held.

    editions: of any laws; those of one law the newest first. Source: the limits themselves.
    """
    return tuple(_date(way, edition=edition, made_on=day) for edition, day in _days(editions, today=today))


def _days(editions: Iterable[Law], *, today: date) -> Iterator[tuple[Law, date]]:
    newer: dict[str, Law] = {}
    for edition in editions:
        held_until = newer[edition.code].valid_from - timedelta(days=1) if edition.code in newer else today
        yield edition, max(edition.valid_from, min(today, held_until))
        newer[edition.code] = edition


def _date(way: Way, *, edition: Law, made_on: date) -> Dating:
    try:
        return Dating(edition, made_on, find_use_by(way.formula, law=edition, made_on=made_on))
    except NoUseByLimit as error:
        return Dating(edition, made_on, use_by=None, refused=str(error))


def _offered(specification: Specification) -> Iterator[Way]:
    strength = specification.strengths[0].amount
    fillers = [part for part in specification.components if _is_filler(part)]
    for part in fillers:
        if not _is_refused(part, specification):
            formula = choose_formula(specification, strength=strength, choices={part.choice: part.excipient})
            yield Way(part.excipient, part.name, is_offered=True, formula=formula)
    if not fillers:
        formula = choose_formula(specification, strength=strength, choices={PACK: ""})
        code = vehicle_of(formula)
        yield Way(code, name_of_vehicle(code, formula=formula), is_offered=True, formula=formula)


def _studied(specification: Specification) -> Iterator[Way]:
    offered = {way.vehicle: way.formula for way in _offered(specification)}
    if not offered:
        return
    formula = next(iter(offered.values()))
    known = dict.fromkeys(study.vehicle for study in specification.studies if study.vehicle not in offered)
    for code in known:
        named = next(study.vehicle_name for study in specification.studies if study.vehicle == code)
        name = named or name_of_vehicle(code, formula=formula)
        yield Way(code, name, is_offered=False, formula=in_vehicle(formula, vehicle=code))


def _is_filler(part: Component) -> bool:
    return bool(part.choice) and part.function == FILLER


def _is_refused(part: Component, specification: Specification) -> bool:
    known = excipients_by_code(specification)
    return any(forbids(rule, component=part, known=known) for rule in specification.restrictions)
