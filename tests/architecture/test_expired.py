"""One function decides that something is expired; nothing else compares its last day with today."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, calls, modules, name_of, templates, tree_of

DECIDES = "formulations/science/beyond_use.py"
LAST_DAYS = {"use_by", "expiry", "ingredient_expiry", "discard_on", "expires_on"}
TODAYS = {"today", "now"}
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
QUERIED = re.compile(r"\b(use_by|expiry|ingredient_expiry|discard_on)__(lt|lte|gt|gte|range)\b")
IN_A_PAGE = re.compile(r"{%\s*(el)?if[^%]*[<>][^%]*%}")


def words_of(node: ast.expr) -> set[str]:
    """Return every name and attribute that an expression is written with."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return names | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def own_comparisons(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which a last day is put before or after today."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(one, ORDER) for one in node.ops):
            sides = [words_of(side) for side in (node.left, *node.comparators)]
            dated = [bool(side & LAST_DAYS) for side in sides]
            today = [bool(side & TODAYS) for side in sides]
            if any(dated) and any(now and not last for now, last in zip(today, dated, strict=True)):
                yield node.lineno


def test_no_code_but_one_function_compares_a_last_day_with_today() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in modules(*PACKAGES)
        if name_of(path) != DECIDES
        for line in own_comparisons(tree_of(path))
    ]
    assert found == []


def test_a_query_that_narrows_by_a_last_day_leaves_the_decision_to_the_one_function() -> None:
    narrowing = [path for path in modules(*PACKAGES) if QUERIED.search(without_constraints(path))]
    assert [name_of(path) for path in narrowing if "is_expired" not in set(calls(path))] == []


def without_constraints(path: Path) -> str:
    """Return a file without the lines that state a constraint of the database, which knows no today."""
    return "\n".join(line for line in path.read_text().splitlines() if "CheckConstraint" not in line)


def test_no_page_compares_a_last_day_itself() -> None:
    tests = [(path, test.group()) for path in templates() for test in IN_A_PAGE.finditer(path.read_text())]
    assert [name_of(path) for path, test in tests if any(name in test for name in LAST_DAYS)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("batch.use_by < today", True),
        ("clock.today() > facts.use_by", True),
        ("use_by >= now", True),
        ("self.lot.expiry <= self.today", True),
        ("limit.date < use_by.date", False),
        ("facts.wanted >= facts.use_by", False),
        ("is_expired(use_by, today=today)", False),
    ],
)
def test_the_search_finds_what_it_is_for(text: str, found: bool) -> None:
    assert bool(list(own_comparisons(ast.parse(text)))) is found


def test_the_function_that_decides_is_still_there() -> None:
    assert "def is_expired" in (ROOT / DECIDES).read_text()
