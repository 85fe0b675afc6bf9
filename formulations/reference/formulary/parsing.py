"""A specification from its document: every key read by type, every number with its source."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from formulations.reference.faults import Fault
from formulations.reference.formulary import dosing, keeping, making, record_parts, wording
from formulations.reference.formulary.refusals import BadSpecification
from formulations.reference.sourced import check_source, read_sources
from formulations.reference.typed_reader import Table
from formulations.science.dosage_forms import dosage_forms, routes
from formulations.science.quantities import BadQuantity, Unit, read_unit
from formulations.science.specification import Source, Specification

FORMAT = "secundum-formulary/1"
DOSAGE_FORMS = tuple(form.name for form in dosage_forms())
ROUTES = routes()


def specification_from(document: Mapping[str, object], *, version: int, sha256: str) -> Specification:
    """Return the specification that a document states, as the frozen value that decisions are made from.

    document: the content of one specification in the exchange format (see `docs/formulary.md`).
    Raises BadSpecification naming formulation, key and value for anything missing, unknown, of the wrong type,
    without a source, or pointing to what the document does not hold.
    Source: the exchange format secundum-formulary/1.
    """
    specification, faults = read_specification(document, version=version, sha256=sha256)
    if faults:
        raise BadSpecification(f"{_called(document)}{'; '.join(str(fault) for fault in faults)}", faults=faults)
    return specification


def read_specification(
    document: Mapping[str, object], *, version: int = 0, sha256: str = ""
) -> tuple[Specification, tuple[Fault, ...]]:
    """Return the specification that a document states and all that is wrong with it; usable only without faults.

    Source: the exchange format secundum-formulary/1.
    """
    faults: list[Fault] = []
    root = Table(document, path="", error=BadSpecification, faults=faults)
    root.one_of("format", allowed=(FORMAT,))
    sources = read_sources(root)
    specification = _specification(root, sources=sources, version=version, sha256=sha256)
    root.finish()
    return specification, tuple(faults)


def _called(document: object) -> str:
    head = document.get("formulation") if isinstance(document, Mapping) else None
    return f"{head['code']}: " if isinstance(head, Mapping) and head.get("code") else ""


def _specification(root: Table, *, sources: dict[str, Source], version: int, sha256: str) -> Specification:
    formulation, preparation = root.table("formulation"), root.table("preparation")
    stated = _stated(formulation, preparation=preparation, root=root, sources=sources)
    named = _names(formulation, preparation=preparation)
    result = replace(_with_record_parts(stated, root=root, sources=sources), version=version, sha256=sha256, **named)
    _finish(formulation, preparation=preparation, sources=sources)
    return result


def _stated(formulation: Table, *, preparation: Table, root: Table, sources: dict[str, Source]) -> Specification:
    excipients = making.read_excipients(root, sources=sources)
    active_code, active_name = making.read_active(root, sources=sources)
    return Specification(
        code=formulation.text("code"),
        version=0,
        sha256="",
        name=formulation.text("name"),
        patient_name=formulation.text("patient_name"),
        active_name=active_name,
        dosage_form=formulation.one_of("dosage_form", allowed=DOSAGE_FORMS),
        route=formulation.one_of("route", allowed=ROUTES),
        strengths=making.read_strengths(root, sources=sources),
        strengths_on_request=making.read_strength_range(root, sources=sources),
        basis=preparation.quantity("basis"),
        vehicle=preparation.text("vehicle"),
        components=making.read_components(root, sources=sources, names={one.code: one.name for one in excipients}),
        excipients=excipients,
        restrictions=making.read_restrictions(root, sources=sources),
        storage=keeping.read_storage(root.table("storage"), sources=sources),
        container=keeping.read_container(root.table("container"), sources=sources),
        law_category=preparation.one_of("law_category", allowed=keeping.LAW_CATEGORIES),
        studies=keeping.read_studies(root, sources=sources),
        house_limits=keeping.read_house_limits(root, sources=sources),
        in_use=keeping.read_in_use(root, sources=sources),
        devices=dosing.read_devices(root, sources=sources),
        dose_unit=_unit(preparation),
        dose_limits=dosing.read_dose_limits(root, sources=sources),
        screening=dosing.read_screening(root, sources=sources),
        label_warnings=wording.read_label_warnings(root, sources=sources),
        leaflet=wording.read_leaflet(root, sources=sources),
        sources=tuple(sources.values()),
        free_from=preparation.texts("free_from"),
        shake=preparation.flag("shake"),
        active_code=active_code,
    )


def _names(formulation: Table, *, preparation: Table) -> dict[str, Any]:
    return {
        "synonyms": formulation.texts("synonyms"),
        "vehicle_name": preparation.text_or("vehicle_name", default=""),
    }


def _with_record_parts(specification: Specification, *, root: Table, sources: dict[str, Source]) -> Specification:
    """Return the specification with what it may also state: other actives and packs, and the parts of its record."""
    return replace(
        specification,
        further_actives=making.read_further_actives(root, sources=sources),
        source_materials=making.read_source_materials(root, sources=sources),
        other_packs=keeping.read_other_packs(root, sources=sources),
        equipment=record_parts.read_equipment(root, sources=sources),
        method=record_parts.read_method(root, sources=sources),
        appearance=record_parts.read_appearance(root, sources=sources),
        quality_checks=record_parts.read_quality_checks(root, sources=sources),
        hazard=record_parts.read_hazard(root, sources=sources),
        price=record_parts.read_price(root, sources=sources),
        protocols=dosing.read_protocols(root, sources=sources),
    )


def _unit(preparation: Table) -> Unit:
    text = preparation.text("dose_unit")
    try:
        return read_unit(text or Unit.MILLIGRAM.value)
    except BadQuantity as error:
        preparation.refuse("dose_unit", str(error))
        return Unit.MILLIGRAM


def _finish(formulation: Table, *, preparation: Table, sources: dict[str, Source]) -> None:
    formulation.text("summary")
    formulation.text_or("stays_draft", default="")
    formulation.finish()
    check_source(preparation, sources=sources)
