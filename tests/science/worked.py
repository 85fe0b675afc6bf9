"""Reads the worked examples: TOML files with a source, one folder for each topic."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from formulations.science.specification import Device

FOLDER = Path(__file__).parent.parent / "worked_examples"


def examples(topic: str) -> list[object]:
    """Return the examples of a topic as parameters of a test, named as they are in the file; each has a source."""
    found = []
    for file in sorted((FOLDER / topic).glob("*.toml")):
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        assert document["source"], f"{file} names no source"
        found += [pytest.param(example, id=example["name"]) for example in document["examples"]]
    assert found, f"no worked example of {topic}"
    return found


def topics() -> set[str]:
    """Return the folders of worked examples."""
    return {folder.name for folder in FOLDER.iterdir() if folder.is_dir()}


def read_device(row: dict) -> Device:
    """Return a device from an example."""
    amounts = {key: Quantity.read(row[key]) for key in ("capacity", "mark", "least", "amount_per_stroke") if key in row}
    numbers = {key: Decimal(row[key]) for key in ("units_per_ml", "density") if key in row}
    return Device(
        code=row["kind"],
        kind=row["kind"],
        name=f"sample {row['kind']}",
        most_units=row.get("most_units"),
        measured=row.get("measured", ""),
        **amounts,
        **numbers,
    )


def read_steps(rows: list[dict]) -> tuple[DoseStep, ...]:
    """Return the dose steps of an example."""
    return tuple(
        DoseStep(Quantity.read(row["dose"]), row.get("times_a_day", 1), row.get("days"), every=row.get("every", 1))
        for row in rows
    )
