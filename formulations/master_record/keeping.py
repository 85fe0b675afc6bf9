"""In what a preparation is kept, where, for how long, and which limit rules under the pharmacy's law."""

from collections.abc import Iterable
from datetime import date

from formulations.master_record.references import References
from formulations.master_record.shape import Dating, Fact, UseByLimit
from formulations.science.formula import PACK, choose_formula
from formulations.science.law import Law
from formulations.science.life import DaysLimit, NoUseByLimit, find_life
from formulations.science.specification import ChosenFormula, Source, Specification
from formulations.written_out.document import Row


def packs(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield container, storage and life once opened: of the usual pack, then of the others what differs from it."""
    usual = list(_pack(content, refs=refs))
    yield from usual
    for other in content.get("other_packs", []):
        name = other.get("name", other.get("code", ""))
        yield Fact("Other pack", f"{name}; what is not repeated here is as above")
        yield from (fact for fact in _pack(other, refs=refs) if fact not in usual)


def _pack(pack: Row, *, refs: References) -> Iterable[Fact]:
    if container := pack.get("container"):
        fills = ", ".join(container.get("fills", []))
        yield refs.fact("Container and closure", f"{container.get('name', '')}: {fills}", row=container)
        if behind := container.get("stays_behind"):
            yield refs.fact("Stays behind in it", behind.get("amount", ""), row=behind)
    if storage := pack.get("storage"):
        yield refs.fact("Storage", "; ".join(_conditions(storage)), row=storage)
    if opened := pack.get("in_use"):
        yield refs.fact("Once opened", f"use within {opened.get('days', '')} days", row=opened)


def _conditions(storage: Row) -> Iterable[str]:
    degrees = storage.get("temperature", {})
    span = f"{degrees.get('least_celsius', '')} to {degrees.get('most_celsius', '')} °C"
    yield f"{storage.get('code', '').replace('-', ' ')}, {span}"
    if storage.get("protect_from_light"):
        yield "protect from light"
    if storage.get("do_not_freeze"):
        yield "do not freeze"


def datings(specification: Specification, *, law: Law, made_on: date, refs: References) -> tuple[Dating, ...]:
    """Return the limits under a law, and which one rules, for each strength in each pack, with the usual choices.

    made_on: the day from which calendar months are counted. What comes out alike stands together.
    """
    found: dict[tuple[str, tuple[UseByLimit, ...]], list[str]] = {}
    for pack in specification.packs:
        for strength in specification.strengths:
            formula = choose_formula(specification, strength=strength.amount, choices={PACK: pack.code})
            about = f"{strength}, {pack.name}" if specification.other_packs else str(strength)
            found.setdefault(_limits(formula, law=law, made_on=made_on, refs=refs), []).append(about)
    return tuple(Dating("; ".join(about), says, limits) for (says, limits), about in found.items())


def _limits(formula: ChosenFormula, *, law: Law, made_on: date, refs: References) -> tuple[str, tuple[UseByLimit, ...]]:
    try:
        life = find_life(formula, law=law, made_on=made_on)
    except NoUseByLimit as refusal:
        return str(refusal), ()
    ruling = min((limit for limit in life if limit.applies), key=lambda limit: limit.days)
    says = f"{ruling.days} days from making. {law.name}: {law.edition}."
    sources = {source.title: source for source in (*formula.specification.sources, *law.sources)}
    limits = tuple(_limit(one, rules=one is ruling, sources=sources, refs=refs) for one in life)
    return says, limits


def _limit(limit: DaysLimit, *, rules: bool, sources: dict[str, Source], refs: References) -> UseByLimit:
    source = sources.get(limit.source)
    numbers = refs.add(source.code, title=source.title, how_sure=source.how_sure) if source else ""
    name = limit.code.replace("-", " ")
    return UseByLimit(name, f"{limit.days} days", limit.why, numbers, rules, is_set_aside=not limit.applies)
