"""Where on the editing page an objection is mended."""

import re
from dataclasses import dataclass

from formulations.editing.outline import SECTIONS
from formulations.reference.formulary.wording import LEAFLET_SECTIONS
from formulations.submission import Objection
from formulations.written_out import OUTLINE

LEAFLET_PLACE = re.compile(r"leaflet\.en\[(\d+)\]")
FIRST_KEY = re.compile(r"[a-z_]+")
TITLES = {key: title for _, _, named in OUTLINE for key, title, _ in named}


@dataclass(frozen=True)
class Place:
    """A section of the editing page. key: in its address; title: as the page calls it."""

    key: str
    title: str


def mended_in(objection: Objection) -> Place | None:
    """Return the section of the editing page that mends an objection; None when it is about the whole.

    Source: the sections of the editing page (`formulations/editing/outline`).
    """
    leaflet = LEAFLET_PLACE.match(objection.where)
    if leaflet:
        place = min(max(int(leaflet.group(1)), 1), len(LEAFLET_SECTIONS))
        return _section_of(("leaflet", LEAFLET_SECTIONS[place - 1]))
    first = FIRST_KEY.match(objection.where)
    return _section_of((first.group(),)) if first else None


def _section_of(path: tuple[str, ...]) -> Place | None:
    found = next((section for section in SECTIONS if section.path[: len(path)] == path), None)
    if found is None:
        return None
    return Place(found.key, TITLES.get(found.key, found.key.replace("-", " ").capitalize()))
