"""A specification from its document: every key read by type, every number with its source."""

from collections.abc import Mapping

from formulations.reference.formulary import dosing, keeping, making, wording
from formulations.reference.formulary.refusals import BadSpecification
from formulations.reference.sourced import check_source, read_sources
from formulations.reference.typed_reader import Table
from formulations.science.quantities import BadQuantity, Unit, read_unit
from formulations.science.specification import Source, Specification

FORMAT = "secundum-formulary/1"
DOSAGE_FORMS = ("oral liquid", "capsule", "sublingual drops", "cream", "tablet", "patch")
ROUTES = ("oral", "sublingual", "cutaneous", "transdermal")


def specification_from(document: Mapping[str, object], *, version: int, sha256: str) -> Specification:
    """Return the specification that a document states, as the frozen value that decisions are made from.

    document: the content of one specification in the exchange format (see `docs/formulary.md`).
    Raises BadSpecification naming formulation, key and value for anything missing, unknown, of the wrong type,
    without a source, or pointing to what the document does not hold.
    Source: the exchange format secundum-formulary/1.
    """
    root = Table(document, path="", error=BadSpecification)
    root.one_of("format", allowed=(FORMAT,))
    root.path = f"{root.table('formulation').text('code')}: "
    sources = read_sources(root)
    specification = _specification(root, sources=sources, version=version, sha256=sha256)
    root.finish()
    return specification


def _specification(root: Table, *, sources: dict[str, Source], version: int, sha256: str) -> Specification:
    formulation, preparation = root.table("formulation"), root.table("preparation")
    excipients = making.read_excipients(root, sources=sources)
    names = {excipient.code: excipient.name for excipient in excipients}
    result = Specification(
        code=formulation.text("code"),
        version=version,
        sha256=sha256,
        name=formulation.text("name"),
        patient_name=formulation.text("patient_name"),
        active_name=making.read_active(root, sources=sources),
        dosage_form=formulation.one_of("dosage_form", allowed=DOSAGE_FORMS),
        route=formulation.one_of("route", allowed=ROUTES),
        strengths=making.read_strengths(root, sources=sources),
        strengths_on_request=making.read_strength_range(root, sources=sources),
        basis=preparation.quantity("basis"),
        vehicle=preparation.text("vehicle"),
        components=making.read_components(root, sources=sources, names=names),
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
    )
    _finish(formulation, preparation=preparation, sources=sources)
    return result


def _unit(preparation: Table) -> Unit:
    try:
        return read_unit(preparation.text("dose_unit"))
    except BadQuantity as error:
        raise preparation.bad("dose_unit", str(error)) from error


def _finish(formulation: Table, *, preparation: Table, sources: dict[str, Source]) -> None:
    formulation.text("summary")
    formulation.finish()
    check_source(preparation, sources=sources)
