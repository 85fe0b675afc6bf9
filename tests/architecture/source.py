"""Reads the program's own source for the tests of its architecture."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("formulations", "pharmacy")


def modules(*folders: str) -> list[Path]:
    """Every Python file of these folders of the project, without migrations."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Every page of the program."""
    return sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    """The path as one types it."""
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), filename=str(path))


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def public_definitions(path: Path) -> Iterator[tuple[Definition, bool]]:
    """Every public function, class and method of a file, and whether it is a method."""
    for node in tree_of(path).body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node, False
            yield from _methods_of(node)


def _methods_of(node: Definition) -> Iterator[tuple[Definition, bool]]:
    if isinstance(node, ast.ClassDef):
        inner = (child for child in node.body if isinstance(child, Definition))
        yield from ((child, True) for child in inner if not child.name.startswith("_"))


def calls(path: Path) -> Iterator[str]:
    """What a file calls, written out ("float", "date.today")."""
    return (ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
