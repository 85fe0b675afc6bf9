"""What a document says that it contains and is free from, when it is to be submitted."""

from copy import deepcopy
from typing import Any

import pytest

from formulations.reference.formulary import shipped_documents
from formulations.submission import objections_to


def document(code: str) -> dict[str, Any]:
    return deepcopy(next(one for one in shipped_documents() if one["formulation"]["code"] == code))


def about_contents(content: dict[str, Any]) -> list[tuple[str, str]]:
    codes = ("untrue-free-from", "unknown-property")
    return [(one.code, one.where) for one in objections_to(content) if one.code in codes]


@pytest.mark.parametrize(
    "content", [one for one in shipped_documents() if "components" in one], ids=lambda one: one["formulation"]["code"]
)
def test_every_shipped_claim_and_property_stands(content: dict[str, Any]) -> None:
    assert about_contents(content) == []


def test_drops_from_tablets_cannot_be_called_free_from_milk_sugar() -> None:
    content = document("naltrexone-sublingual-drops")
    content["preparation"]["free_from"].append("milk sugar")
    assert about_contents(content) == [("untrue-free-from", "preparation.free_from")]


def test_a_liquid_that_may_be_made_from_tablets_cannot_be_called_free_from_lactose() -> None:
    content = document("naltrexone-oral-liquid")
    content["source_materials"] += document("naltrexone-sublingual-drops")["source_materials"]
    content["source_materials"][-1]["source"] = content["sources"][0]["code"]
    assert ("untrue-free-from", "preparation.free_from") in about_contents(content)


def test_a_property_that_nobody_would_find_is_refused_where_it_stands() -> None:
    content = document("naltrexone-oral-liquid")
    content["excipients"][1]["contains"] = ["lactoze"]
    assert about_contents(content) == [("unknown-property", "excipients[2].contains")]


def test_a_restriction_on_a_property_that_nobody_knows_is_refused() -> None:
    content = document("naltrexone-capsule")
    rule = next(one for one in content["restrictions"] if "property" in one)
    rule["property"] = "slow"
    assert [code for code, _ in about_contents(content)] == ["unknown-property"]
