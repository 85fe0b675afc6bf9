"""Facts of papers for tests: the shipped specifications, with one patient and one plan each, worked out by hand."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from formulations.reference import loader
from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.reference.papers import label_stock, language
from formulations.science.specification import Specification
from pharmacy.documents.facts import (
    ContainerFacts,
    DeviceFacts,
    IngredientFacts,
    LawFacts,
    MedicineFacts,
    PaperFacts,
    PharmacyFacts,
    StepFacts,
    StorageFacts,
)
from pharmacy.documents.papers.label_job import LabelJob

MADE = date(2026, 11, 22)
ENGLISH = language("en")
PHARMACY = PharmacyFacts("Linden Pharmacy", "12 Linden Street, Testville", "555 0100")
SYRINGE = DeviceFacts("oral-syringe-5ml-half", "oral-syringe", "5 ml oral syringe", "5 ml", "0.5 ml", "", "", "")
SMALL_SYRINGE = DeviceFacts("oral-syringe-1ml", "oral-syringe", "1 ml oral syringe", "1 ml", "0.01 ml", "", "", "")
DROPPER = DeviceFacts("dropper-20", "dropper", "dropper of the bottle", "", "", "20", "", "measured, 20 drops")
CAPSULE = DeviceFacts("capsule", "whole-unit", "whole capsule", "", "", "", "", "")
PUMP = DeviceFacts("cream-pump", "pump", "pump of the dispenser", "", "", "", "0.15 g", "measured, 20 strokes")


@cache
def shipped(code: str) -> Specification:
    """Return a shipped specification."""
    document = next(one for one in shipped_documents() if one["formulation"]["code"] == code)
    return specification_from(document, version=1, sha256=sha256_of(document))


def step(dose: str, amount: str, **changes: Any) -> StepFacts:
    """Return one dose step of 28 days, once a day at bedtime."""
    return replace(StepFacts(1, 28, dose, 1, ("bedtime",), amount, (amount,)), **changes)


def container(amount: str, **changes: Any) -> ContainerFacts:
    """Return the only container of a supply of 28 days."""
    box = ContainerFacts(1, 1, amount, MADE, MADE, date(2026, 12, 19), date(2026, 12, 26), 1, 28, is_made_now=True)
    return replace(box, **changes)


def law(code: str = "us") -> LawFacts:
    """Return what a shipped law asks of papers."""
    read = loader.law(code)
    least = str(read.least_type_size_pt.normalize())
    return LawFacts(read.code, read.name, read.edition, read.date_style, read.label_elements, least, ())


def facts(code: str = "naltrexone-oral-liquid", *, strength: str = "1 mg/ml", **changes: Any) -> PaperFacts:
    """Return the facts of one supply: 4.5 ml (4.5 mg) of the 1 mg/ml liquid a day, unless changed."""
    specification = shipped(code)
    first = PaperFacts(
        patient="Ada Lindqvist",
        birth_date=None,
        prescriber="Dr Mira Kovac",
        prescription_number="1042",
        purpose="",
        pharmacy=PHARMACY,
        law=law(),
        medicine=_medicine(specification, strength=strength),
        storage=_storage(specification),
        device=SYRINGE,
        steps=(step("4.5 mg", "4.5 ml"),),
        days=28,
        starts_on=MADE,
        containers=(container("150 ml"),),
        lot="261122-001",
        made_on=MADE,
        supplied_on=MADE,
        use_by=date(2026, 12, 26),
        ruled_by="us-preserved-aqueous",
        language="en",
        language_version=ENGLISH.version,
        template_version="t",
        fonts_sha256="f",
    )
    return replace(first, **changes)


def capsules(**changes: Any) -> PaperFacts:
    """Return the facts of 60 capsules of 1.5 mg, 2 a day."""
    steps = (step("3 mg", "2 capsules"),)
    one = {"device": CAPSULE, "steps": steps, "containers": (container("60 capsules"),), **changes}
    return facts("naltrexone-capsule", strength="1.5 mg", **one)


def drops(*doses: tuple[str, str], **changes: Any) -> PaperFacts:
    """Return the facts of a titration in drops, a week each step. doses: dose and drops."""
    steps = tuple(step(d, a, from_day=7 * n + 1, to_day=7 * n + 7) for n, (d, a) in enumerate(doses))
    box = container("10 ml", last_day=7 * len(doses))
    one = {"device": DROPPER, "steps": steps, "containers": (box,), **changes}
    return facts("naltrexone-sublingual-drops", strength="5 mg/ml", **one)


def cream(**changes: Any) -> PaperFacts:
    """Return the facts of 30 g of cream, 3 pump strokes a day."""
    steps = (step("4.5 mg", "3 pump strokes"),)
    one = {"device": PUMP, "steps": steps, "containers": (container("30 g"),), **changes}
    return facts("naltrexone-cream", strength="10 mg/g", **one)


def micrograms(**changes: Any) -> PaperFacts:
    """Return the facts of 1 microgram twice a day."""
    steps = (step("1 microgram", "1 ml", times_a_day=2, when=("morning", "bedtime")),)
    one = {"device": SMALL_SYRINGE, "steps": steps, "containers": (container("60 ml"),), **changes}
    return facts("naltrexone-microgram-liquid", strength="1 microgram per ml", **one)


def unpreserved(**changes: Any) -> PaperFacts:
    """Return the facts of 14 days of the liquid without preservative."""
    return facts("naltrexone-oral-liquid-unpreserved", use_by=date(2026, 12, 5), **changes)


def job(of: PaperFacts, *, stock: str = "label-70x35", number: int = 1) -> LabelJob:
    """Return a label's job."""
    return LabelJob(of, number, label_stock(stock), ENGLISH, "A1B2C3D4E5")


def _medicine(specification: Specification, *, strength: str) -> MedicineFacts:
    names = {excipient.code: excipient for excipient in specification.excipients}
    chosen = [one for one in specification.components if not one.choice or one.is_default]
    return MedicineFacts(
        code=specification.code,
        version=specification.version,
        sha256=specification.sha256,
        patient_name=specification.patient_name,
        active_name=specification.active_name,
        dosage_form=specification.dosage_form,
        route=specification.route,
        strength=strength,
        container=specification.container.name,
        shake=specification.shake,
        label_warnings=specification.label_warnings,
        leaflet=specification.leaflet,
        free_from=specification.free_from,
        ingredients=tuple(
            IngredientFacts(
                one.excipient, one.name, names[one.excipient].patient_name, one.function, str(one.quantity or ""), ()
            )
            for one in chosen
        ),
    )


def _storage(specification: Specification) -> StorageFacts:
    kept, in_use = specification.storage, specification.in_use
    days = in_use.days if in_use else None
    return StorageFacts(kept.least_celsius, kept.most_celsius, kept.protect_from_light, kept.do_not_freeze, days)
