"""Gathers the facts of one batch from its rows, the law and the language, into the frozen value of its papers."""

import unicodedata
from datetime import date
from typing import Any

from formulations.contained import brought_along, free_from, to_declare
from formulations.queries import pinned_specification
from formulations.queries.laws import law_on_record
from formulations.reference.papers import Language
from formulations.science.beyond_use import find_in_use
from formulations.science.formula import choose_formula
from formulations.science.law import Law
from formulations.science.quantities import Quantity, plain_number, total
from formulations.science.specification import ChosenFormula
from pharmacy.compounding.models import Batch
from pharmacy.documents.facts import (
    BatchFacts,
    BroughtAlongFacts,
    ChangeFacts,
    ContainerFacts,
    DeviceFacts,
    FurtherActiveFacts,
    IngredientFacts,
    LawFacts,
    MedicineFacts,
    NextFacts,
    PaperFacts,
    PharmacyFacts,
    StepFacts,
    StorageFacts,
)
from pharmacy.documents.papers.leaflet_papers import A4
from pharmacy.documents.rendering.fonts import fonts_sha256
from pharmacy.documents.templates_in_use import templates_sha256
from pharmacy.prescriptions.course_shown import next_product_of
from pharmacy.prescriptions.models import Patient, Prescription
from pharmacy.prescriptions.past_supplies import change_since_last_supply
from pharmacy.staff import clock
from pharmacy.staff.models import Pharmacy
from pharmacy.staff.queries import the_pharmacy


def gather_facts(batch: Batch, *, language: Language, leaflet_paper: str = A4) -> PaperFacts:
    """Return the facts of a batch's papers. language: the one that its papers are made in.

    Raises SpecificationAltered, UnknownLaw, BadChoice.
    """
    prescription = batch.prescription
    formula = choose_formula(
        pinned_specification(batch.specification), strength=prescription.strength, choices=prescription.choices
    )
    containers = tuple(_container(one) for one in batch.plan["supply"]["containers"])
    return PaperFacts(
        **_people(prescription),
        pharmacy=_pharmacy(the_pharmacy()),
        law=_law(law_on_record(batch.law, valid_from=batch.law_edition)),
        medicine=_medicine(batch, formula=formula),
        storage=_storage(formula),
        device=_device(batch.plan["device"]),
        steps=tuple(_step(one) for one in batch.plan["regimen"]["steps"]),
        days=batch.plan["regimen"]["days"],
        starts_on=min(one.open_on for one in containers),
        containers=containers,
        lot=batch.lot,
        made_on=batch.made_on,
        supplied_on=max(clock.today(), batch.made_on),
        use_by=batch.use_by,
        ruled_by=batch.ruled_by,
        language=language.code,
        language_version=language.version,
        template_version=templates_sha256(),
        fonts_sha256=fonts_sha256(),
        next=next_facts(prescription),
        change=change_facts(prescription),
        blocks=tuple(the_pharmacy().leaflet_blocks.split()),
        leaflet_paper=leaflet_paper,
        is_training=the_pharmacy().is_training,
        counts_in_words=the_pharmacy().counts_in_words,
    )


def facts_of_batch(batch: Batch) -> BatchFacts:
    """Return what the label of a batch itself says besides: how much it is, and who made and checked it."""
    checked_by = str(batch.checked_by) if batch.checked_by else ""
    return BatchFacts(str(batch.quantity), _text(str(batch.made_by)), _text(checked_by))


def change_facts(prescription: Prescription) -> ChangeFacts | None:
    """Return what the papers say of the last supply of the same active: what changed since, or None."""
    change = change_since_last_supply(prescription)
    return ChangeFacts(change.per, change.before, change.now, change.container_before) if change else None


def name_on_paper(patient: Patient) -> str:
    """Return a patient's name as papers state it."""
    return _text(f"{patient.given_name} {patient.family_name}")


def _people(prescription: Prescription) -> dict[str, Any]:
    patient, prescriber = prescription.patient, prescription.prescriber
    return {
        "patient": name_on_paper(patient),
        "birth_date": patient.birth_date,
        "prescriber": _text(prescriber.name if prescriber else ""),
        "prescription_number": str(prescription.number),
        "purpose": _text(prescription.purpose),
    }


def _text(text: str) -> str:
    """The same letters in their composed form, with single spaces: fonts hold é, not e and an accent."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _pharmacy(pharmacy: Pharmacy) -> PharmacyFacts:
    return PharmacyFacts(
        _text(pharmacy.name), _text(_one_line(pharmacy.address)), _text(pharmacy.phone), pharmacy.logo_sha256
    )


def _one_line(address: str) -> str:
    return ", ".join(line.rstrip(", ") for line in address.splitlines())


def _law(law: Law) -> LawFacts:
    return LawFacts(
        code=law.code,
        name=law.name,
        edition=law.edition,
        date_style=law.date_style,
        label_elements=law.label_elements,
        least_type_size_pt=plain_number(law.least_type_size_pt),
        sources=tuple(source.title for source in law.sources),
    )


def _medicine(batch: Batch, *, formula: ChosenFormula) -> MedicineFacts:
    specification = formula.specification
    return MedicineFacts(
        code=specification.code,
        version=specification.version,
        sha256=specification.sha256,
        patient_name=specification.patient_name,
        active_name=specification.active_name,
        dosage_form=specification.dosage_form,
        route=specification.route,
        strength=batch.plan["strength"],
        container=formula.pack.container.name,
        shake=specification.shake,
        label_warnings=specification.label_warnings,
        leaflet=specification.leaflet,
        free_from=free_from(formula),
        contains=to_declare(formula),
        brought_along=tuple(BroughtAlongFacts(one.product, one.excipients) for one in brought_along(formula)),
        ingredients=_ingredients(formula),
        further_actives=tuple(
            FurtherActiveFacts(one.labelled_as, str(one.strength)) for one in specification.further_actives
        ),
    )


def _ingredients(formula: ChosenFormula) -> tuple[IngredientFacts, ...]:
    known = {excipient.code: excipient for excipient in formula.specification.excipients}
    return tuple(
        IngredientFacts(
            code=component.excipient,
            name=component.name,
            patient_name=known[component.excipient].patient_name,
            function=component.function,
            quantity=str(component.quantity) if component.quantity else "",
            contains=known[component.excipient].contains,
        )
        for component in formula.components
    )


def _storage(formula: ChosenFormula) -> StorageFacts:
    storage, in_use = formula.pack.storage, find_in_use(formula)
    return StorageFacts(
        least_celsius=storage.least_celsius,
        most_celsius=storage.most_celsius,
        protect_from_light=storage.protect_from_light,
        do_not_freeze=storage.do_not_freeze,
        in_use_days=in_use.days if in_use else None,
    )


def _device(device: dict[str, str]) -> DeviceFacts:
    keys = ("capacity", "mark", "amount_per_stroke", "measured")
    return DeviceFacts(
        code=device["code"],
        kind=device["kind"],
        name=device["name"],
        units_per_ml=device.get("drops_per_ml", ""),
        **{key: device.get(key, "") for key in keys},
    )


def next_facts(prescription: Prescription) -> NextFacts | None:
    """Return what the papers say of the next product of a course, by its strength alone where the name is the same.

    None after the last part and outside of a course.
    """
    after = next_product_of(prescription)
    if after is None or after.starts_on is None:
        return None
    formula = choose_formula(pinned_specification(after.specification), strength=after.strength, choices=after.choices)
    is_same = after.specification.formulation_id == prescription.specification.formulation_id
    name = "" if is_same else formula.specification.patient_name
    return NextFacts(name, str(formula.strength), after.starts_on)


def _step(step: dict[str, Any]) -> StepFacts:
    draws = [Quantity.read(text) for text in step["measure"].split(" + ")]
    return StepFacts(
        from_day=step["from_day"],
        to_day=step["to_day"],
        dose=step["dose"],
        times_a_day=step["times_a_day"],
        when=tuple(step["when"]),
        amount=str(total(draws, unit=draws[0].unit)),
        draws=tuple(str(draw) for draw in draws),
        every=step.get("every", 1),
        hours_apart=step.get("hours_apart"),
    )


def _container(container: dict[str, Any]) -> ContainerFacts:
    days: dict[str, Any] = {
        key: date.fromisoformat(container[key]) for key in ("make_on", "open_on", "discard_on", "use_by")
    }
    whole = ("number", "of", "first_day", "last_day", "is_made_now")
    return ContainerFacts(
        amount=container["amount"],
        **days,
        **{key: container[key] for key in whole},
    )
