"""Bundles in the shapes in which other systems send them, written for these tests; nobody in them exists.

a generated record: a whole life as a generator makes it: visits, claims, doses as counts without a unit.
a summary: a document of a hospital: what is taken, by a Medication with its ingredients, and that no allergy is known.
a search: one page of several: several patients, orders in words alone, as needed, in ranges, tapered, refused.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "shapes_of_files"


def _load(name: str) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return bundle


SHAPES: dict[str, Callable[[], dict[str, Any]]] = {
    "a generated record": partial(_load, "generated-record"),
    "a summary": partial(_load, "patient-summary"),
    "a search": partial(_load, "search-result"),
}
