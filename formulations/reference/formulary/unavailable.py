"""Documents of formulations that nobody may make: they state why, and what the active would be."""

from collections.abc import Mapping

from formulations.reference.faults import Fault
from formulations.reference.formulary import making
from formulations.reference.formulary.refusals import BadSpecification
from formulations.reference.sourced import check_source, read_sources
from formulations.reference.typed_reader import Table


def read_unavailable(document: Mapping[str, object]) -> tuple[Fault, ...]:
    """Return what is wrong with a document that gives a reason instead of a preparation.

    Source: the exchange format secundum-formulary/1.
    """
    faults: list[Fault] = []
    root = Table(document, path="", error=BadSpecification, faults=faults)
    root.text("format")
    sources = read_sources(root)
    head = root.table("formulation")
    for key in ("code", "name", "patient_name", "dosage_form", "route", "summary", "unavailable_reason"):
        head.text(key)
    head.texts("synonyms")
    check_source(head, sources=sources)
    making.read_active(root, sources=sources)
    making.read_source_materials(root, sources=sources)
    root.finish()
    return tuple(faults)
