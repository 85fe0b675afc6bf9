"""The science knows no files, no clock, no chance, no float and no framework."""

import ast
from pathlib import Path

import pytest

from formulations import science

SOURCES = sorted(Path(science.__file__).parent.rglob("*.py"))
ALLOWED = {
    "collections", "dataclasses", "datetime", "decimal", "enum", "formulations.science", "functools", "importlib",
    "itertools", "pkgutil", "re", "types", "typing",
}  # fmt: skip
CLOCK_AND_FILES = {"today", "now", "utcnow", "open", "float", "print", "input", "random"}


def imported(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_module_of_the_science_imports_arithmetic_dates_and_plain_values_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strangers = {
        name
        for name in imported(tree)
        if not any(name == allowed or name.startswith(f"{allowed}.") for allowed in ALLOWED)
    }
    assert strangers == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_module_of_the_science_asks_no_clock_and_holds_no_float(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    calls = {getattr(node.func, "attr", getattr(node.func, "id", "")) for node in nodes if isinstance(node, ast.Call)}
    floats = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert calls & CLOCK_AND_FILES == set()
    assert floats == []


def test_rounding_happens_in_one_place() -> None:
    rounders = {"quantize", "to_integral_value", "to_integral_exact", "round", "normalize"}
    found = {
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in rounders
    }
    assert found == {"rounding.py"}
