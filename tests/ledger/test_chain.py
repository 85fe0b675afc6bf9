"""How an event becomes text and digest."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from pharmacy.ledger.chain import START, BadFacts, canonical_json, digest

EVENT = {
    "previous": START,
    "sequence": 1,
    "at": datetime(2026, 11, 22, 9, 30, 0, 5, tzinfo=UTC),
    "actor": "anna",
    "verb": "prescription.entered",
    "subject": "prescription:1",
    "facts": "{}",
}


def test_the_same_facts_have_one_text_whatever_their_order() -> None:
    assert canonical_json({"b": 1, "a": ["ü", None, True]}) == '{"a":["ü",null,true],"b":1}'


@pytest.mark.parametrize("value", [0.5, Decimal("0.5"), datetime(2026, 1, 1, tzinfo=UTC), {1, 2}, b"x"])
def test_facts_without_an_exact_text_are_refused(value: object) -> None:
    with pytest.raises(BadFacts, match=r"facts\.doses\[0\]"):
        canonical_json({"doses": [value]})


def test_a_fact_needs_a_name_that_is_text() -> None:
    with pytest.raises(BadFacts, match="key 1"):
        canonical_json({"inner": {1: "x"}})


def test_the_digest_is_sha256_of_the_row_as_a_json_list() -> None:
    zeros = "0" * 64
    line = (
        f'["{zeros}", 1, "2026-11-22T09:30:00.000005+00:00", "anna", "prescription.entered", "prescription:1", "{{}}"]'
    )
    assert digest(**EVENT) == hashlib.sha256(line.encode()).hexdigest()


def test_the_digest_does_not_depend_on_the_time_zone_that_a_moment_is_written_in() -> None:
    elsewhere = EVENT["at"].astimezone(timezone(timedelta(hours=-5)))
    assert digest(**{**EVENT, "at": elsewhere}) == digest(**EVENT)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("previous", "1" * 64),
        ("sequence", 2),
        ("at", datetime(2026, 11, 22, 9, 30, 0, 6, tzinfo=UTC)),
        ("actor", "ben"),
        ("verb", "prescription.refused"),
        ("subject", "prescription:2"),
        ("facts", '{"a":1}'),
    ],
)
def test_every_column_counts_in_the_digest(column: str, value: object) -> None:
    assert digest(**{**EVENT, column: value}) != digest(**EVENT)
