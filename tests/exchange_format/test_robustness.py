"""Whatever stands in a document or file, it is refused by name and never breaks the program."""

import copy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formulations.reference.formulary import BadSpecification, shipped_documents, specification_from
from formulations.reference.formulary.checking import faults_in
from formulations.reference.formulary.drug_file import BadDrugFile, read_drug_file
from formulations.reference.formulary.gathering import gather
from formulations.reference.formulary.key_order import in_order
from formulations.reference.formulary.toml_text import toml_text

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "formulary" / "sodium-chloride.toml"
TABLET = [one for one in shipped_documents() if one["formulation"]["code"] == "naltrexone-tablet"]
DOCUMENTS = [*read_drug_file(EXAMPLE.read_bytes(), name=EXAMPLE.name).documents, *TABLET]
WHOLES = {"a document": DOCUMENTS, "a file": [gather(DOCUMENTS)]}
JUNK = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(("1 mg", "oral", "lactose", "en")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("code", "text", "x")), inner, max_size=2)
    ),
    max_leaves=4,
)
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def places_in(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain values, without the place of the whole."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in inner for found in [(*place, key), *places_in(item, (*place, key))]]


@st.composite
def broken(draw: st.DrawFn, what: str) -> Any:
    """Plain values in which one to three places hold something else, or are gone."""
    whole = copy.deepcopy(WHOLES[what][draw(st.integers(0, len(WHOLES[what]) - 1))])
    for _ in range(draw(st.integers(1, 3))):
        places = places_in(whole)
        *way, last = places[draw(st.integers(0, len(places) - 1))]
        inner = whole
        for step in way:
            inner = inner[step]
        if draw(st.booleans()):
            inner[last] = draw(JUNK)
        else:
            del inner[last]
        if not places_in(whole):
            break
    return whole


@SLOW
@given(broken("a document"))
def test_a_broken_document_is_refused_by_name_or_read(document: dict[str, Any]) -> None:
    faults_in(document)
    try:
        specification_from(document, version=1, sha256="")
    except BadSpecification as refused:
        assert refused.faults


@SLOW
@given(broken("a file"))
def test_a_broken_file_is_refused_by_name_or_read(content: dict[str, Any]) -> None:
    text = toml_text({"format": "secundum-formulary/2"} | content, order=in_order)
    try:
        read_drug_file(text.encode("utf-8"), name="broken", hash_matters=False)
    except BadDrugFile as refused:
        assert all(fault.line >= 1 for fault in refused.faults)


@SLOW
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_refused_with_a_line(content: bytes) -> None:
    try:
        read_drug_file(content, name="bytes")
        raise AssertionError("read")
    except BadDrugFile as refused:
        assert refused.faults[0].line >= 1
