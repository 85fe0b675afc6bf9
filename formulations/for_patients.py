"""Every word of a specification that a patient may read: names, warnings, sentences, and what is in it."""

from formulations.reference.properties import carried, properties
from formulations.science.specification import Specification


def for_patients(specification: Specification) -> tuple[str, ...]:
    """Return every text of a specification that its papers may say, each once, in the order of a paper.

    Whatever is chosen for one patient, its papers say nothing of the medicine that is not among these.
    """
    found = [specification.patient_name, specification.active_name, specification.dosage_form]
    found += [pack.container.name for pack in specification.packs]
    found += [one.labelled_as for one in specification.further_actives]
    found += specification.label_warnings
    found += [text for _, texts in specification.leaflet for text in texts]
    found += specification.free_from
    found += _ingredients(specification)
    return tuple(dict.fromkeys(text for text in found if text))


def _ingredients(specification: Specification) -> list[str]:
    known = {one.code: one for one in specification.excipients}
    active = {one.excipient for one in specification.components if one.function == "active"}
    used = [one for one in specification.components if one.function != "active"]
    found = [text for one in used for text in (one.name, known[one.excipient].patient_name)]
    for source in specification.source_materials:
        found += [source.name, *source.excipients] if source.excipients else []
    stated = [code for one in specification.excipients if one.code not in active for code in one.contains]
    stated += [code for source in specification.source_materials for code in source.contains]
    return found + [properties()[code].patient for code in carried(stated) if code in properties() and _declared(code)]


def _declared(code: str) -> bool:
    return properties()[code].declare
