"""Sample formulas and laws for the tests of the science: invented products, plain numbers, as small as can be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from formulations.science.law import Law, LawCeiling
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import (
    ChosenFormula,
    Component,
    Container,
    Device,
    Excipient,
    HouseLimit,
    InUseLimit,
    Source,
    Specification,
    StabilityStudy,
    Storage,
    Strength,
)

BOOK = Source("book", "Sample pharmacopoeia, section 1", "official")
PAPER = Source("paper", "Sample paper, 2020", "study")
HOUSE = Source("house", "house rule", "expert-opinion")
MADE_ON = date(2026, 11, 22)

amount = Quantity.read


def strength_of(text: str) -> Strength:
    """Return a strength from "1 mg per 1 ml"."""
    mass, per = text.split(" per ")
    return Strength(amount(mass), amount(per))


def law(**changes: object) -> Law:
    """Return a law that counts the day of making and allows 14 days of unpreserved, 35 of preserved water."""
    plain = Law(
        code="us",
        name="United States",
        edition="sample",
        valid_from=date(2023, 11, 1),
        day_of_making_counts=True,
        ceilings=(
            LawCeiling("us-nonpreserved-aqueous", "nonpreserved-aqueous", 14, "no preservative", BOOK),
            LawCeiling("us-preserved-aqueous", "preserved-aqueous", 35, "preserved with water", BOOK),
            LawCeiling("us-other-nonaqueous", "other-nonaqueous", 180, "dry", BOOK),
        ),
        extension_ceiling_days=180,
        extension_needs_microbial=("preserved-aqueous",),
        never_extend=("nonpreserved-aqueous",),
        label_elements=(),
        least_type_size_pt=Decimal(8),
        date_style="iso",
        sources=(BOOK,),
    )
    return replace(plain, **changes)


def law_without_ceilings(**changes: object) -> Law:
    """Return a law that sets no ceiling and begins to count on the day after making."""
    bare = {
        "code": "gb",
        "name": "United Kingdom",
        "day_of_making_counts": False,
        "ceilings": (),
        "extension_ceiling_days": None,
        "extension_needs_microbial": (),
        "never_extend": (),
    }
    return law(**{**bare, **changes})


def study(**changes: object) -> StabilityStudy:
    """Return a 60-day study of exactly the sample liquid, without microbial evidence."""
    plain = StabilityStudy(
        code="sample-study",
        days=60,
        vehicle="syrup",
        container="amber-bottle",
        storage="fridge",
        least_strength=amount("1 mg"),
        most_strength=amount("1 mg"),
        microbial_evidence=False,
        summary="stable for 60 days at 2 to 8 °C",
        source=PAPER,
    )
    return replace(plain, **changes)


def house_limit(days: int, *, applies: str = "always") -> HouseLimit:
    """Return a house limit of so many days."""
    return HouseLimit("house-limit", days, applies, "careful", HOUSE)


def in_use(days: int) -> InUseLimit:
    """Return an in-use life of so many days."""
    return InUseLimit("in-use", days, "opened bottle", HOUSE)


def bottles(*fills: str) -> Container:
    """Return a bottle that comes in these fills."""
    return Container("amber-bottle", "amber bottle", tuple(amount(fill) for fill in fills), counted=False)


def jar(most: str = "100 capsules") -> Container:
    """Return a jar filled with the exact count."""
    return Container("jar", "jar", (amount(most),), counted=True)


def syringe(capacity: str, *, mark: str, least: str | None = None) -> Device:
    """Return an oral syringe."""
    name = f"{capacity} oral syringe marked every {mark}"
    code = f"syringe-{capacity}-{mark}".replace(" ", "")
    return Device(code, "oral-syringe", name, amount(capacity), amount(mark), amount(least) if least else None)


def dropper(drops_per_ml: str = "20", *, measured: str = "measured 2026-11-02") -> Device:
    """Return a dropper, calibrated unless measured is empty."""
    return Device(
        "dropper", "dropper", "calibrated dropper", units_per_ml=Decimal(drops_per_ml), most_units=18, measured=measured
    )


def pump(stroke: str = "0.15 g", *, measured: str = "measured 2026-11-02") -> Device:
    """Return a pump, calibrated unless measured is empty."""
    return Device("pump", "pump", "metered pump", amount_per_stroke=amount(stroke), most_units=4, measured=measured)


CAPSULES = Device("capsule", "whole-unit", "whole capsules", most_units=3)
SYRINGES = (
    syringe("1 ml", mark="0.01 ml", least="0.1 ml"),
    syringe("3 ml", mark="0.1 ml"),
    syringe("5 ml", mark="0.2 ml"),
    syringe("5 ml", mark="0.5 ml"),
)


def specification(**changes: object) -> Specification:
    """Return a preserved oral liquid of 1 mg/ml; keyword arguments change single fields."""
    plain = Specification(
        code="sample-liquid",
        version=1,
        sha256="0" * 64,
        name="Sample oral liquid",
        patient_name="Sample",
        active_name="sampline hydrochloride",
        dosage_form="oral liquid",
        route="by mouth",
        strengths=(strength_of("1 mg per 1 ml"),),
        strengths_on_request=None,
        basis=amount("100 ml"),
        vehicle="syrup",
        components=(
            Component("sampline", "sampline hydrochloride", "active", amount("100 mg")),
            Component("syrup", "syrup", "vehicle", None),
        ),
        excipients=(Excipient("syrup", "syrup", "syrup", ("sucrose",), ()),),
        restrictions=(),
        storage=Storage("fridge", 2, 8, protect_from_light=True, do_not_freeze=True),
        container=bottles("30 ml", "60 ml", "100 ml", "150 ml", "200 ml"),
        law_category="preserved-aqueous",
        studies=(),
        house_limits=(),
        in_use=None,
        devices=SYRINGES,
        dose_unit=Unit.MILLIGRAM,
        dose_limits=(),
        screening=(),
        label_warnings=(),
        leaflet=(),
        sources=(BOOK,),
    )
    return replace(plain, **changes)


def formula(*, strength: str = "1 mg per 1 ml", **changes: object) -> ChosenFormula:
    """Return the sample formula; keyword arguments change fields of its specification."""
    chosen = specification(**changes)
    return ChosenFormula(chosen, strength_of(strength), chosen.components)


def drops(**changes: object) -> ChosenFormula:
    """Return sample drops: 5 mg/ml, unpreserved, 10 ml bottles, a calibrated dropper of 20 drops/ml."""
    plain = {
        "container": bottles("10 ml"),
        "law_category": "nonpreserved-aqueous",
        "devices": (dropper(),),
        "strengths": (strength_of("5 mg per 1 ml"),),
    }
    return formula(strength="5 mg per 1 ml", **{**plain, **changes})


def capsules(strength: str = "1.5 mg", **changes: object) -> ChosenFormula:
    """Return sample capsules in jars of up to 100."""
    plain = {
        "container": jar(),
        "law_category": "other-nonaqueous",
        "devices": (CAPSULES,),
        "basis": amount("1 capsule"),
        "strengths": (strength_of("1.5 mg per 1 capsule"),),
    }
    return formula(strength=f"{strength} per 1 capsule", **{**plain, **changes})
