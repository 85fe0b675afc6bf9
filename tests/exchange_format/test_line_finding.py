"""Every value of a TOML text has a line, and it is the right one."""

import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formulations.reference.formulary.key_order import in_order
from formulations.reference.formulary.line_finding import TooDeep, Unreadable, line_of, lines_of
from formulations.reference.formulary.toml_text import toml_text

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)
VALUES = st.recursive(
    st.booleans() | st.integers(-(10**12), 10**12) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
TABLES = st.dictionaries(TEXT, VALUES, max_size=6)
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
BY_HAND = '''\
title = "a [table] # no comment"   # a comment

[owner.home]
"street name" = 'Main "St"'
a.b.c = 1
a.b.d = [
  1, # one
  [2, "]"],
  { x = 1, y.z = """two
lines""" },
]

[[rows]]
code = "one"
[[rows.inner]]
deep = true
[[rows.inner]]
deep = false
[rows.table]
k = 1979-05-27 07:32:00
[[rows]]
code = """
first
second"""
last = \'\'\'it's\'\'\'
'''


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in plain values."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [place for key, item in inner for place in [(*path, key), *paths_of(item, (*path, key))]]


@SLOW
@given(TABLES)
def test_every_path_that_tomllib_yields_has_a_line(values: dict[str, Any]) -> None:
    text = toml_text(values, order=in_order)
    assert set(paths_of(tomllib.loads(text))) == set(lines_of(text))


@SLOW
@given(TABLES)
def test_what_is_written_is_read_back_equal(values: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(values, order=in_order)) == values


@SLOW
@given(TABLES)
def test_a_value_cut_from_its_line_on_is_no_longer_there(values: dict[str, Any]) -> None:
    # the line of a key at the top is where it begins: the text before it does not hold the key
    text = toml_text(values, order=in_order)
    lines = text.split("\n")
    for path, line in lines_of(text).items():
        if len(path) == 1:
            assert path[0] not in tomllib.loads("\n".join(lines[: line - 1]))


def test_text_written_by_hand_has_the_lines_that_one_counts() -> None:
    lines = lines_of(BY_HAND)
    assert set(paths_of(tomllib.loads(BY_HAND))) == set(lines)
    assert [lines[path] for path in [("title",), ("owner",), ("owner", "home"), ("owner", "home", "street name")]] == [
        1, 3, 3, 4,
    ]  # fmt: skip
    here = ("owner", "home", "a", "b")
    assert lines[(*here, "c")] == 5
    assert [lines[(*here, "d", place)] for place in range(3)] == [7, 8, 9]
    assert lines[(*here, "d", 2, "y", "z")] == 9
    assert lines[("rows", 0)] == 13
    assert [lines[("rows", 0, "inner", place, "deep")] for place in range(2)] == [16, 18]
    assert lines[("rows", 0, "table", "k")] == 20
    assert [lines[("rows", 1, key)] for key in ("code", "last")] == [22, 25]


def test_a_key_that_is_missing_is_looked_for_in_its_table() -> None:
    lines = lines_of("[a]\nb = 1\n[c]\n")
    assert [line_of(path, lines=lines) for path in [("a", "missing"), ("c", "x", "y"), ("nowhere",)]] == [1, 3, 1]


def test_windows_line_ends_count_once() -> None:
    assert lines_of("a = 1\r\nb = 2\r\n") == {("a",): 1, ("b",): 2}


@pytest.mark.parametrize("text", ["a = ", "a b = 1", "= 1", "[a", "a = [1", 'a = "x', "[[a]"])
def test_text_that_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        lines_of(text)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "{ a = " * 5000, ".".join("a" * 5000) + " = 1"])
def test_a_nesting_bomb_is_refused_before_it_is_read(text: str) -> None:
    with pytest.raises(TooDeep):
        lines_of(text)
