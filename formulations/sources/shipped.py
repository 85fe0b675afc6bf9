"""Gathers the facts of the reference files that ship with a release: laws, storage, vocabularies, words and stocks."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import BadDocument
from formulations.sources.fact import Gathered, Said
from formulations.sources.gathering import gather
from formulations.sources.plain_words import general_words

FOLDER = Path(__file__).resolve().parents[1] / "reference"
ORIGINS = "origins.toml"
LAW, REFERENCE = "law", "reference"


@dataclass(frozen=True)
class Place:
    """One document that ships. kind: law or reference. code: "us/2023-11-01", "storage". sha256: of its content."""

    kind: str
    code: str
    name: str
    sha256: str
    gathered: Gathered


@cache
def shipped_places() -> tuple[Place, ...]:
    """Return every reference file that ships, with its facts. Raises BadDocument for a file with an error."""
    return (*_laws(), *_files(), *_general())


def place_of(code: str) -> Place | None:
    """Return one of them by its code, or None when this release does not ship it any more."""
    return next((place for place in shipped_places() if place.code == code), None)


@cache
def said_by_laws() -> tuple[Said, ...]:
    """Return what the sources of the laws that ship say of themselves, each once."""
    return tuple(dict.fromkeys(said for place in shipped_places() if place.kind == LAW for said in place.gathered.said))


def law_place(content: Mapping[str, Any]) -> Place:
    """Return an edition of law with its facts. content: of its file."""
    name = f"{content['name']}: {content['edition']}"
    return _place(LAW, code=f"{content['code']}/{content['valid_from']}", name=name, content=content)


def shipped_law_contents() -> list[dict[str, Any]]:
    """Return the content of every edition of law that ships, by country and day. Raises BadDocument."""
    return [read_toml(path, error=BadDocument) for path in sorted((FOLDER / "law").glob("*/*.toml"))]


def _laws() -> Iterable[Place]:
    return (law_place(content) for content in shipped_law_contents())


def _files() -> Iterable[Place]:
    """Yield the files whose rows name their own sources."""
    for path in sorted(FOLDER.glob("*.toml")):
        content = read_toml(path, error=BadDocument)
        if "sources" in content and path.name != ORIGINS:
            name = path.stem.replace("_", " ")
            yield _place(REFERENCE, code=name.replace(" ", "-"), name=name.capitalize(), content=content)


def _general() -> Iterable[Place]:
    """Yield the files whose rows hold nothing but words; their origins stand in a file of their own."""
    origins = read_toml(FOLDER / ORIGINS, error=BadDocument)
    for code, name, found in general_words(origins):
        yield Place(
            REFERENCE, code, name, _digest([(fact.about, fact.value, fact.code) for fact in found.facts]), found
        )


def _place(kind: str, *, code: str, name: str, content: Mapping[str, Any]) -> Place:
    tables = [key for key, value in content.items() if isinstance(value, dict | list)]
    return Place(kind, code, name, _digest(content), gather(content, sections=tables))


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
