"""Documents of the shipped formulary: what formulations share is merged into each, so that one hash pins everything."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from formulations.reference.formulary.refusals import BadSpecification
from formulations.reference.loader import storage_conditions
from formulations.reference.sourced import read_toml

FOLDER = Path(__file__).resolve().parent
SHARED = ("sources", "substance", "excipients", "devices", "sentences", "screening")

Document = dict[str, Any]


def drugs() -> tuple[str, ...]:
    """Return the folders of the shipped formulary, one for each active. Source: the folders beside this file."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/sources.toml")))


@cache
def shipped_documents() -> tuple[Document, ...]:
    """Return every formulation shipped as one self-contained document each; treat them as read-only.

    A document with `formulation.unavailable_reason` states a formulation that nobody may make.
    Raises BadSpecification naming file, key and value. Source: `<drug>/specifications/*.toml` and the files beside.
    """
    return tuple(document for drug in drugs() for document in _documents_of(FOLDER / drug))


def _documents_of(folder: Path) -> Iterable[Document]:
    shared = {name: read_toml(folder / f"{name}.toml", error=BadSpecification) for name in SHARED}
    for path in sorted((folder / "specifications").glob("*.toml")):
        try:
            yield assemble(read_toml(path, error=BadSpecification), shared=shared)
        except KeyError as missing:
            raise BadSpecification(f"{path.name}: {missing.args[0]} is used but not found; add or correct it") from None


def assemble(own: Mapping[str, Any], *, shared: Mapping[str, Any]) -> Document:
    """Return one self-contained document from a formulation's own part and what its folder shares.

    own: the formulation's file; its `uses` names devices, warnings, sentences, groups of rules. shared: files by name.
    Raises KeyError naming a code that is used but not found. Source: the exchange format secundum-formulary/1.
    """
    document: Document = {key: value for key, value in own.items() if key != "uses"}
    document["active"] = shared["substance"]["active"]
    document["source_materials"] = shared["substance"]["source_materials"]
    if "uses" in own:
        document |= _used(own["uses"], shared=shared)
        document["storage"] = own["storage"] | {"temperature": temperature_of(own["storage"]["code"])}
        codes = [component["excipient"] for component in own["components"]]
        document["excipients"] = _pick(codes, rows=shared["excipients"]["excipients"])
    known = [*shared["sources"]["sources"], *_storage_sources()]
    document["sources"] = _pick(sorted(_source_codes(document)), rows=known)
    return document


def temperature_of(condition: str) -> Document:
    """Return the range of temperatures of a storage condition, in °C. Raises KeyError for a code that does not ship.

    Source: `storage.toml`.
    """
    conditions: Any = storage_conditions()["conditions"]
    found: Document = conditions[condition]
    return found


def _used(uses: Mapping[str, Any], *, shared: Mapping[str, Any]) -> Document:
    sentences = shared["sentences"]["sentences"]
    return {
        "devices": _pick(uses["devices"], rows=shared["devices"]["devices"]),
        "screening": [rule for group in uses["screening"] for rule in shared["screening"][group]],
        "dose_limits": shared["screening"][uses["dose_limits"]],
        "label_warnings": _sentences(uses["label_warnings"], sentences=sentences),
        "leaflet": {
            language: [
                {"section": section, "sentences": _sentences(codes, sentences=sentences)}
                for section, codes in sections.items()
            ]
            for language, sections in uses["leaflet"].items()
        },
    }


def _sentences(codes: Iterable[str], *, sentences: Mapping[str, Any]) -> list[Document]:
    return [{"code": code, **sentences[code]} for code in codes]


def _pick(codes: Iterable[str], *, rows: Iterable[Document]) -> list[Document]:
    by_code = {row["code"]: row for row in rows}
    return [by_code[code] for code in dict.fromkeys(codes)]


def _storage_sources() -> list[Document]:
    sources: Any = storage_conditions()["sources"]
    return list(sources)


def _source_codes(value: object) -> set[str]:
    """Return every source code that stands under `source` or `sources` anywhere in a document."""
    if isinstance(value, list):
        return {code for item in value for code in _source_codes(item)}
    if not isinstance(value, Mapping):
        return set()
    own = [value["source"]] if "source" in value else []
    own += [entry.partition(": ")[0] for entry in value.get("sources", [])]
    return set(own) | {code for key, item in value.items() if key != "sources" for code in _source_codes(item)}
