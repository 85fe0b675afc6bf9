"""A specification written out for reading: every number and rule with why it is so, its source and how sure that is."""

from collections.abc import Iterable

from formulations.models import DeviceCalibration
from formulations.written_out import dosed, kept, made_of, worded
from formulations.written_out.document import Document, Line, Row, Section

__all__ = ["Line", "Section", "write_out"]


def write_out(content: Row, *, calibrations: Iterable[DeviceCalibration]) -> tuple[Section, ...]:
    """Return the sections of a specification's page.

    content: the document of one specification, as approved. calibrations: what this pharmacy measured, newest first.
    Source: the content itself, and the law files for the ceilings.
    """
    document = Document(content)
    sections = (
        Section("what", "What it is", tuple(made_of.identity(document))),
        Section("made-of", "What it is made of", tuple(made_of.components(document))),
        Section("restrictions", "What is refused or conditional", tuple(made_of.restrictions(document))),
        Section("from", "What it may be made from", tuple(made_of.source_materials(document))),
        Section("storage", "How it is kept", tuple(kept.keeping(document))),
        Section("limits", "How long it keeps", tuple(kept.limits(document))),
        Section("devices", "How a dose is measured", tuple(dosed.devices(document, calibrations=list(calibrations)))),
        Section("dose", "Limits of the dose per day", tuple(dosed.dose_limits(document))),
        Section("screening", "What a patient is screened for", tuple(dosed.screening(document))),
        Section("label", "Warnings on the label", tuple(worded.warnings(document))),
        *worded.leaflet(document),
        Section("sources", "Sources", tuple(worded.sources(document))),
    )
    return tuple(section for section in sections if section.lines)
