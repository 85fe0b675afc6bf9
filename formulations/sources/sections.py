"""The sections that facts stand in: what each is called, and which of them decide a dose or a date."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FactSection:
    """One section of a document. decides: a slip in it changes a dose, a refusal or a use-by date."""

    title: str
    decides: bool = False


FORMULATION = {
    "formulation": FactSection("What it is"),
    "active": FactSection("Active"),
    "further_actives": FactSection("Further actives", decides=True),
    "preparation": FactSection("Kind in law, basis and vehicle", decides=True),
    "strengths": FactSection("Strengths", decides=True),
    "strengths_on_request": FactSection("Strengths on request", decides=True),
    "components": FactSection("Components"),
    "excipients": FactSection("Excipients and what they carry"),
    "source_materials": FactSection("What it may be made from"),
    "restrictions": FactSection("What is refused or conditional"),
    "storage": FactSection("Storage"),
    "container": FactSection("Container"),
    "in_use": FactSection("Life once opened", decides=True),
    "other_packs": FactSection("Other packs", decides=True),
    "studies": FactSection("Stability studies", decides=True),
    "house_limits": FactSection("House limits on the use-by date", decides=True),
    "equipment": FactSection("Equipment"),
    "method": FactSection("Method"),
    "appearance": FactSection("Appearance"),
    "quality_checks": FactSection("Quality checks"),
    "hazard": FactSection("Hazard and protection"),
    "price": FactSection("Price"),
    "devices": FactSection("Devices"),
    "dose_limits": FactSection("Limits of the dose", decides=True),
    "protocols": FactSection("Protocols of dosing", decides=True),
    "screening": FactSection("Screening of the patient"),
    "label_warnings": FactSection("Warnings on the label"),
    "leaflet": FactSection("Leaflet"),
}
LAW = {
    "day_of_making": FactSection("Which day is the first", decides=True),
    "ceilings": FactSection("Use-by ceilings", decides=True),
    "no_ceilings": FactSection("Where it sets no ceiling", decides=True),
    "guides": FactSection("Guide values that bind nobody"),
    "extension": FactSection("How far a study may lengthen a date", decides=True),
    "label": FactSection("What a label must carry, and how"),
}
SHARED = {
    "conditions": FactSection("Storage conditions"),
    "excursions": FactSection("What was kept at another temperature", decides=True),
    "properties": FactSection("What a patient may avoid"),
    "meanings": FactSection("What people mean by a word"),
    "shells": FactSection("Capsule shells"),
    "powders": FactSection("Densities of powders"),
    "sentences": FactSection("General sentences"),
    "stocks": FactSection("Label stocks"),
    "lists": FactSection("Word lists"),
    "per": FactSection("What a new draft begins with"),
    "periods": FactSection("How often a source is reviewed"),
}
SECTIONS = FORMULATION | LAW | SHARED
NOT_FACTS = frozenset({"format", "sources"})  # how the document is written, and the sources themselves


def section(key: str) -> FactSection:
    """Return the section of a document's part; one that is not listed above is called after its key.

    That every part of the format is listed, a test sees to.
    """
    return SECTIONS.get(key) or FactSection(key.replace("_", " ").capitalize())
