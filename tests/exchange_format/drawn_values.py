"""Hypothesis strategies for the values and rows that every table of a drug is made of."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from formulations.science.quantities import plain_number

Document = dict[str, Any]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüßéèñçøåþ"
MARKS = " .,;:-–—()[]{}<>=+*/\\|#'\"“”„‘’&%°±≥≤×½²³µ€$£!?@_~^`"
WORDS = (
    "Keep it closed.", "Shake the bottle.", "Rinse with water.", "Ask your pharmacist.", "Take it with food.",
    "Show your list to everyone.", "Do not freeze it.", "Use the syringe 'as shown'.", "Hold it upright (cap on top).",
    "Count 1,000 micrograms as 1 mg.", "Your pharmacist writes the \"use-by date\" here.", "Schütteln: kräftig, 10 × …",
)  # fmt: skip
DIGITS = st.integers(1, 999)
CODES = st.text("abcdefghij0123456789", min_size=1, max_size=5).map(lambda text: f"c{text}")
PLAIN = st.text(LETTERS + MARKS, min_size=1, max_size=24).map(lambda text: f"x{text}x")
LONG = st.lists(PLAIN.map(lambda text: f"{text}."), min_size=4, max_size=9).map(" ".join)
TEXT = st.one_of(PLAIN, PLAIN, LONG, st.tuples(PLAIN, PLAIN).map("\n".join))
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
HOW_SURE = st.sampled_from(("official", "study", "second-hand", "expert-opinion", "house-rule", "not-confirmed"))
DAY = st.dates().map(lambda day: day.isoformat())
SEVERITY = st.sampled_from(("stop", "warn", "inform"))


def number() -> st.SearchStrategy[str]:
    """An exact number above 0 as text: 0.125, 3, 250."""
    return st.tuples(DIGITS, st.sampled_from((1, 10, 1000))).map(lambda pair: plain_number(Decimal(pair[0]) / pair[1]))


def maybe(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """A table that has some of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


def row(source: st.SearchStrategy[str], /, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """A row with all of the keys, a source, and perhaps a reason."""
    return st.fixed_dictionaries({**keys, "source": source}, optional={"why": TEXT})


def few(rows: st.SearchStrategy[Any], *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[Any]]:
    """A short list of rows, each with another code."""
    return st.lists(rows, min_size=least, max_size=most, unique_by=lambda one: one["code"])


def texts() -> st.SearchStrategy[list[str]]:
    """A list of texts, now and then a long one."""
    return st.lists(PLAIN, max_size=4) | st.lists(PLAIN, min_size=8, max_size=12)


def some_of(rows: list[Any], *, most: int) -> st.SearchStrategy[list[Any]]:
    """Some rows of a list, in any order, each once."""
    if not rows:
        return st.just([])
    places = st.lists(st.integers(0, len(rows) - 1), max_size=most, unique=True)
    return places.map(lambda chosen: [rows[place] for place in chosen])
