"""A specification written out for reading: every number and rule with why it is so, its source and how sure that is."""

from collections.abc import Callable, Iterable
from functools import partial

from formulations.models import DeviceCalibration
from formulations.reference.formulary.wording import LEAFLET_SECTIONS
from formulations.written_out import dosed, identity, kept, made_of, making, worded
from formulations.written_out.document import Chapter, Document, Line, Row, Section

__all__ = ["Chapter", "Line", "Section", "chapters_of", "write_out", "write_section"]

Lines = Callable[[Document], Iterable[Line]]
Named = tuple[str, str, Lines]  # key of the section, its title, what it says
DEVICES = "devices"  # the one section that also shows what this pharmacy measured


def _devices(document: Document) -> Iterable[Line]:
    return dosed.devices(document, calibrations=[])


OUTLINE: tuple[tuple[str, str, tuple[Named, ...]], ...] = (
    ("what", "What it is", (
        ("formulation", "Name and form", identity.formulation),
        ("active", "Active", identity.active),
        ("further-actives", "Further actives", identity.further_actives),
        ("preparation", "Basis and kind in law", identity.preparation),
        ("strengths", "Strengths kept ready", identity.strengths),
        ("strengths-on-request", "Strengths on request", identity.strengths_on_request),
    )),
    ("made-of", "What it is made of", (
        ("components", "Components", made_of.components),
        ("excipients", "What each carries", made_of.excipients),
        ("restrictions", "What is refused, conditional or preferred", made_of.restrictions),
        ("source-materials", "What the active may be taken from", made_of.source_materials),
    )),
    ("made", "How it is made", (
        ("equipment", "Equipment", making.equipment),
        ("method", "Method", making.method),
        ("appearance", "Appearance", making.appearance),
        ("quality-checks", "Quality checks", making.quality_checks),
        ("hazard", "Hazard and protection", making.hazard),
    )),
    ("kept", "How it is kept", (
        ("storage", "Storage", kept.storage),
        ("container", "Container", kept.container),
        ("other-packs", "Other packs", kept.other_packs),
    )),
    ("limits", "How long it keeps", (
        ("law-limits", "What the laws allow", kept.law_limits),
        ("house-limits", "House limits", kept.house_limits),
        ("studies", "Stability studies", kept.studies),
        ("in-use", "Once opened", kept.in_use),
    )),
    ("dosing", "How a dose is measured", (
        (DEVICES, "Devices", _devices),
        ("dose-limits", "Limits of the dose per day", dosed.dose_limits),
        ("protocols", "Protocols of dosing", dosed.protocols),
    )),
    ("patient", "What a patient is screened for", (
        ("screening", "Screening", dosed.screening),
    )),
    ("label", "What stands on the label", (
        ("label-warnings", "Warnings", worded.warnings),
    )),
    ("leaflet", "What stands on the leaflet", tuple(
        (f"leaflet-en-{part}", f"Leaflet: {part.replace('-', ' ')}", partial(worded.leaflet, part=part))
        for part in LEAFLET_SECTIONS
    )),
    ("cost", "What the price is reckoned from", (
        ("price", "Price basis", making.price),
    )),
    ("where-from", "Sources", (
        ("sources", "Everything that is named", worded.sources),
    )),
)  # fmt: skip
_SECTIONS = {key: (chapter, title, lines) for _, chapter, named in OUTLINE for key, title, lines in named}


def write_out(content: Row, *, calibrations: Iterable[DeviceCalibration]) -> tuple[Section, ...]:
    """Return the sections of a specification's page that say something.

    content: the document of one specification, which may be unfinished. calibrations: what this pharmacy measured,
    newest first. Source: the content itself, and the law files for the ceilings.
    """
    chapters = chapters_of(content, calibrations=calibrations)
    return tuple(section for chapter in chapters for section in chapter.sections if section.lines)


def chapters_of(content: Row, *, calibrations: Iterable[DeviceCalibration]) -> tuple[Chapter, ...]:
    """Return every section of a specification in its chapter, empty ones too. Arguments and source: as `write_out`."""
    document, measured = Document(content), list(calibrations)
    return tuple(
        Chapter(key, title, tuple(_section(one, document=document, measured=measured) for one, _, _ in named))
        for key, title, named in OUTLINE
    )


def write_section(content: Row, key: str) -> Section:
    """Return one section of a specification, without what this pharmacy measured. Raises KeyError for a wrong key."""
    return _section(key, document=Document(content), measured=[])


def _section(key: str, *, document: Document, measured: list[DeviceCalibration]) -> Section:
    chapter, title, lines = _SECTIONS[key]
    found = dosed.devices(document, calibrations=measured) if key == DEVICES else lines(document)
    return Section(key, title, tuple(found), chapter)
