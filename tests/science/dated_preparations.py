"""The invented preparations of the worked use-by dates: plain numbers, each with the packs it comes in."""

from dataclasses import replace

from formulations.science.formula import choose_formula
from formulations.science.specification import (
    ChosenFormula,
    Component,
    Container,
    HouseLimit,
    Pack,
    Specification,
    StabilityStudy,
    Storage,
)
from tests.science import samples

FRIDGE = Storage("refrigerator", 2, 8, protect_from_light=True, do_not_freeze=True)
ROOM = Storage("room-temperature", 20, 25, protect_from_light=True, do_not_freeze=False)
GLASS = Container("glass-bottle", "glass bottle", (samples.amount("100 ml"),), counted=False)


def house(days: int, *, applies: str) -> HouseLimit:
    """Return a house limit with its days in its code."""
    return HouseLimit(f"house-{days}", days, applies, "careful", samples.HOUSE)


def study(code: str, *, days: int, **changes: object) -> StabilityStudy:
    """Return a study of the sample liquid in its amber bottle in the refrigerator."""
    return samples.study(code=code, days=days, **{"storage": "refrigerator", **changes})


def liquid(category: str, *, no_law: int, in_use: int | None = None, **changes: object) -> Specification:
    """Return a liquid kept in the refrigerator, with packs for room temperature and in glass."""
    plain = samples.formula().specification
    opened = samples.in_use(in_use) if in_use else None
    packs = (
        Pack("room", "amber bottle kept warm", ROOM, plain.container, opened),
        Pack("glass", "glass bottle", FRIDGE, GLASS, opened),
    )
    kept = {"storage": FRIDGE, "in_use": opened, "other_packs": packs, "route": "oral"}
    limits = (house(no_law, applies="no-law"),)
    return replace(plain, law_category=category, house_limits=limits, **{**kept, **changes})


def filler(code: str, *, is_default: bool) -> Component:
    """Return one of the fillers that may be chosen."""
    return Component(code, code, "filler", None, choice="filler", is_default=is_default)


def capsules() -> Specification:
    """Return capsules in two fillers, of which one was studied for 360 days."""
    plain = samples.capsules().specification
    studied = study("studied-360", days=360, vehicle="cellulose", container="jar", storage="room-temperature",
                    least_strength=samples.amount("0.5 mg"), most_strength=samples.amount("5 mg"))  # fmt: skip
    return replace(
        plain,
        route="oral",
        storage=ROOM,
        studies=(studied,),
        house_limits=(house(180, applies="no-law"),),
        components=(filler("cellulose", is_default=True), filler("lactose", is_default=False)),
    )


def cream(*limits: HouseLimit) -> Specification:
    """Return a preserved cream for the skin, kept at room temperature."""
    plain = liquid("preserved-aqueous", no_law=35)
    return replace(
        plain, route="transdermal", storage=ROOM, other_packs=(), house_limits=(*plain.house_limits, *limits)
    )


STUDIED = (study("studied-60", days=60), study("studied-room-30", days=30, storage="room-temperature"))
PREPARATIONS = {
    "unpreserved": liquid("nonpreserved-aqueous", no_law=14),
    "drops": liquid("nonpreserved-aqueous", no_law=14, route="sublingual"),
    "preserved": liquid("preserved-aqueous", no_law=35, in_use=28),
    "studied": liquid("preserved-aqueous", no_law=35, in_use=28, studies=STUDIED),
    "proved": liquid(
        "preserved-aqueous", no_law=35, in_use=28, studies=(study("proved-90", days=90, microbial_evidence=True),)
    ),
    "oil": liquid("nonaqueous-oral-liquid", no_law=90, in_use=60),
    "capsules": capsules(),
    "cream": cream(house(28, applies="always")),
    "plain cream": cream(),
}


def prepared(name: str, **choices: str) -> ChosenFormula:
    """Return one of the preparations, in its first strength. choices: filler and pack, where not the usual ones."""
    specification = PREPARATIONS[name]
    return choose_formula(specification, strength=specification.strengths[0].amount, choices=choices)
