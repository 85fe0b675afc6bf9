"""The sections of a draft, by what they are about."""

from formulations.editing.outline import composition, dosing, identity, keeping, making, worded
from formulations.editing.section import Section

__all__ = ["SECTIONS", "section_named"]

SECTIONS: tuple[Section, ...] = (
    *identity.SECTIONS,
    *composition.SECTIONS,
    *making.SECTIONS,
    *keeping.SECTIONS,
    *dosing.SECTIONS,
    *worded.SECTIONS,
)
_BY_KEY = {section.key: section for section in SECTIONS}


def section_named(key: str) -> Section:
    """Return the section with that key. Raises KeyError for one that is not there."""
    return _BY_KEY[key]
