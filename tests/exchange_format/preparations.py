"""Hypothesis strategies for how a preparation is made, kept, packed and measured."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from formulations.science.quantities import plain_number
from tests.exchange_format.drawn_values import (
    CODES,
    DIGITS,
    PLAIN,
    SEVERITY,
    TEXT,
    Document,
    maybe,
    number,
    row,
    texts,
)


def preparation(source: st.SearchStrategy[str], *, basis: str, unit: str) -> st.SearchStrategy[Document]:
    """What the preparation is in law, and what doses are counted in."""
    law = ("nonpreserved-aqueous", "preserved-aqueous", "nonaqueous-oral-liquid", "other-nonaqueous")
    keys = {"vehicle": CODES, "law_category": st.sampled_from(law), "shake": st.booleans(), "free_from": texts()}
    return row(source, **keys).map(lambda one: one | {"basis": basis, "dose_unit": unit})


def strengths(source: st.SearchStrategy[str], *, unit: str, per: str) -> st.SearchStrategy[list[Document]]:
    """One to three strengths."""
    parts = {"g": 10_000, "mg": 10}.get(unit, 1)  # never more active than preparation
    one = row(source, amount=DIGITS.map(lambda value: f"{plain_number(Decimal(value) / parts)} {unit}"))
    rows = st.lists(one, min_size=1, max_size=3, unique_by=lambda strength: strength["amount"])
    return rows.map(lambda found: [{**strength, "per": f"1 {per}"} for strength in found])


@st.composite
def components(draw: st.DrawFn, source: st.SearchStrategy[str], *, shared: Document, basis: str) -> list[Document]:
    """The active, something to fill up with, a little of others; or fillers to choose from."""
    active = shared["active"]["code"]
    others = [one["code"] for one in shared["excipients"] if one["code"] != active]
    rows = [{"excipient": active, "function": "active"}]
    if basis.endswith(("ml", " g")):
        rows.append({"excipient": others[0], "function": "vehicle"})
        amount = st.integers(1, 300).map(lambda tenths: f"{plain_number(Decimal(tenths) / 100)} {basis.split()[1]}")
        rows += [{"excipient": code, "function": "preservative", "quantity": draw(amount)} for code in others[1:3]]
    else:
        rows += [{"excipient": code, "function": "filler", "choice": "filler"} for code in others[:3]]
        rows[1]["is_default"] = True
    more = maybe(why=TEXT, grade=st.sampled_from(("Ph. Eur.", "USP-NF")))
    return [{**one, "source": draw(source), **draw(more)} for one in rows]


def storage(source: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """How it is kept; one condition has the same temperature nearly always, as in a real formulary."""
    cold = {"least_celsius": 2, "most_celsius": 8}
    warm = {"least_celsius": 15, "most_celsius": 25}
    temperature = st.sampled_from(
        (("refrigerator", cold), ("refrigerator", cold), ("refrigerator", warm), ("room", warm))
    )
    kept = row(source, protect_from_light=st.booleans(), do_not_freeze=st.booleans())
    return st.builds(
        lambda one, named, cited: {**one, "code": named[0], "temperature": {**named[1], "source": cited}},
        kept, temperature, source,
    )  # fmt: skip


def container(source: st.SearchStrategy[str], *, unit: str) -> st.SearchStrategy[Document]:
    """What it is handed over in."""
    fills = st.lists(st.integers(1, 500), min_size=1, max_size=4, unique=True)
    named = fills.map(lambda counts: [f"{count} {unit}" for count in sorted(counts)])
    kept = row(source, code=CODES, name=PLAIN, fills=named, counted=st.booleans())
    behind = maybe(stays_behind=row(source, amount=st.integers(1, 5).map(lambda count: f"{count} {unit}")))
    return st.builds(lambda one, more: one | more, kept, behind)


def pack(source: st.SearchStrategy[str], *, unit: str) -> st.SearchStrategy[Document]:
    """Another container, stored in another way."""
    keys = {"code": CODES, "name": PLAIN, "storage": storage(source), "container": container(source, unit=unit)}
    return st.fixed_dictionaries(keys)


def device_row(source: st.SearchStrategy[str], *, kind: str) -> st.SearchStrategy[Document]:
    """What measures a dose."""
    own: dict[str, st.SearchStrategy[Any]] = {
        "whole-unit": {"most_units": st.integers(1, 9)},
        "dropper": {"nominal_units_per_ml": st.just("20")},
        "pump": {"nominal_amount_per_stroke": st.just("0.15 g")},
    }.get(kind, {"capacity": st.just("5 ml"), "mark": st.sampled_from(("0.1 ml", "0.2 ml"))})  # type: ignore[assignment]
    tip = {"dead_space": st.sampled_from(("0.148 ml", "0.02 ml"))} if kind.endswith("-syringe") else {}
    plain = row(source, code=CODES, kind=st.just(kind), name=PLAIN, **own)
    return st.builds(lambda one, more: one | more, plain, maybe(**tip)) if tip else plain


def dose_limit(source: st.SearchStrategy[str], *, unit: str) -> st.SearchStrategy[Document]:
    """A bound on the dose per day."""
    bound = st.builds(
        lambda side, value: {"code": f"dose-{side}-range", side: f"{value} {unit}"},
        st.sampled_from(("above", "below")), number(),
    )  # fmt: skip
    keys = {
        "severity": SEVERITY,
        "overridable": st.booleans(),
        "message": TEXT,
        "sources": st.lists(source, min_size=1, max_size=1),
    }
    return st.builds(lambda one, more: one | more, bound, st.fixed_dictionaries(keys))
