"""The exchange format: one text form, one hash, and slips that are named."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formulations.reference.formulary import (
    BadSpecification,
    canonical_json,
    sha256_of,
    shipped_documents,
    specification_from,
)
from formulations.reference.sourced import read_toml

Document = dict[str, Any]


def shipped(code: str) -> Document:
    found = next(one for one in shipped_documents() if one["formulation"]["code"] == code)
    return copy.deepcopy(found)


def test_canonical_json_has_ordered_keys_and_no_spaces() -> None:
    assert canonical_json({"b": [1, True], "a": "10 °C"}) == '{"a":"10 °C","b":[1,true]}'


def test_the_hash_is_sha256_of_the_canonical_text() -> None:
    # sha256sum of the two bytes {}
    assert sha256_of({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_equal_documents_have_one_hash_whatever_the_order_of_their_keys() -> None:
    assert sha256_of({"a": 1, "b": 2}) == sha256_of({"b": 2, "a": 1})


def test_a_changed_number_gives_another_hash() -> None:
    document = shipped("naltrexone-oral-liquid")
    before = sha256_of(document)
    document["in_use"]["days"] = 29
    assert sha256_of(document) != before


@pytest.mark.parametrize("value", [0.5, None])
def test_a_document_that_is_not_exact_text_has_no_hash(value: object) -> None:
    with pytest.raises(BadSpecification, match=r"devices\[1\]\.mark = '(0\.5|None)': must be text"):
        canonical_json({"devices": [{"mark": value}]})


def test_a_number_with_a_point_in_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "devices.toml"
    path.write_text("mark = 0.1\n")
    with pytest.raises(BadSpecification, match=r"devices\.toml: number 0\.1 has a point; write it as text"):
        read_toml(path, error=BadSpecification)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("[[sources]\n")
    with pytest.raises(BadSpecification, match=r"sources\.toml: "):
        read_toml(path, error=BadSpecification)


def no_default(document: Document) -> None:
    document["components"][1].pop("is_default")


def two_open_quantities(document: Document) -> None:
    document["components"] += [{"excipient": "sucrose", "function": "sweetener", "source": "house-rule"}] * 2


SLIPS: list[tuple[Callable[[Document], object], str]] = [
    (lambda d: d.update(format="secundum-formulary/9"), r"format = 'secundum-formulary/9': must be one of"),
    (lambda d: d["formulation"].pop("name"), r"naltrexone-capsule: formulation\.name is missing"),
    (lambda d: d["formulation"].update(route="nasal"), r"formulation.route = 'nasal': must be one of: cutaneous"),
    (lambda d: d["strengths"][0].update(amount="1.5 spoons"), r"strengths\[1\].amount = '1.5 spoons': unit 'spoons'"),
    (lambda d: d["strengths"][0].update(amount="-1.5 mg"), r"strengths\[1\].amount = '-1.5 mg'"),
    (lambda d: d["strengths"][0].update(amount=1), r"strengths\[1\].amount = '1': must be text"),
    (lambda d: d["strengths"][0].pop("source"), r"strengths\[1\].source is missing"),
    (lambda d: d.update(strengths=[]), "must list at least one strength"),
    (lambda d: d["strengths_on_request"].update(most="0.1 mg"), r"most = '0.1 mg': is less than the least"),
    (lambda d: d["preparation"].update(dose_unit="grains"), r"preparation.dose_unit = 'grains': unit 'grains'"),
    (lambda d: d["preparation"].update(law_category="dry"), r"law_category = 'dry': must be one of"),
    (lambda d: d["components"][1].update(excipient="chalk"), r"components\[2\].excipient = 'chalk': is not among"),
    (no_default, "choice 'filler' needs exactly one default, and has 0"),
    (two_open_quantities, "only one component may be without a quantity"),
    (lambda d: d["restrictions"][0].update(effect="dislike"), r"restrictions\[1\].effect = 'dislike'"),
    (lambda d: d["restrictions"][0].update(sources=[]), "must list at least one source"),
    (lambda d: d["restrictions"][0].update(sources=["hearsay: it is so"]), "names 'hearsay', which is not among"),
    (lambda d: d["storage"]["temperature"].update(most_celsius=20), r"most_celsius = '20': must be above"),
    (lambda d: d["storage"].update(protect_from_light="yes"), r"protect_from_light = 'yes': must be true or false"),
    (lambda d: d["container"].update(fills=["60 ml", "30 ml"]), "must list at least one amount, smallest first"),
    (lambda d: d["studies"][0].update(days="360"), r"studies\[1\].days = '360': must be a whole number"),
    (lambda d: d["studies"][0].update(days=True), r"studies\[1\].days = 'True': must be a whole number"),
    (lambda d: d["house_limits"][0].update(applies="often"), r"house_limits\[1\].applies = 'often'"),
    (lambda d: d.update(devices=[]), "a dose that cannot be measured cannot be given"),
    (lambda d: d["devices"][0].update(kind="oral-syringe"), "a syringe needs its capacity"),
    (lambda d: d["dose_limits"][0].update(below="0.5 mg"), "a dose limit has exactly one bound"),
    (lambda d: d["screening"][0].update(severity="mild"), r"screening\[1\].severity = 'mild'"),
    (lambda d: d["screening"][0].update(looks_at="horoscope"), r"screening\[1\].looks_at = 'horoscope'"),
    (lambda d: d["leaflet"]["en"].pop(), "must have these sections in this order"),
    (lambda d: d["leaflet"]["en"][0].update(sentences=[]), "must have at least one sentence"),
    (lambda d: d["leaflet"].update(en="none"), r"leaflet.en = 'none': must be a list of tables"),
    (lambda d: d["sources"].append(d["sources"][0]), "is listed twice"),
    (lambda d: d["sources"][0].update(how_sure="certain"), r"sources\[1\].how_sure = 'certain'"),
    (lambda d: d.update(colour="blue"), r"colour = 'blue': is a key that is not known here"),
    (lambda d: d.update(storage="cold"), r"storage = 'cold': must be a table of keys and values"),
]  # fmt: skip


@pytest.mark.parametrize(("slip", "message"), SLIPS, ids=[message[:40] for _, message in SLIPS])
def test_a_slip_is_named_with_its_key_and_value(slip: Callable[[Document], object], message: str) -> None:
    document = shipped("naltrexone-capsule")
    slip(document)
    with pytest.raises(BadSpecification, match=message):
        specification_from(document, version=1, sha256="")


def test_a_long_value_is_shortened_in_the_message() -> None:
    document = shipped("naltrexone-capsule")
    document["formulation"]["route"] = "x" * 5000
    with pytest.raises(BadSpecification) as refused:
        specification_from(document, version=1, sha256="")
    assert len(str(refused.value)) < 250


def test_a_bare_list_is_no_document() -> None:
    with pytest.raises(BadSpecification, match="must be a table of keys and values"):
        specification_from([], version=1, sha256="")  # type: ignore[arg-type]


def test_what_stays_behind_in_a_bottle_needs_a_source() -> None:
    document = shipped("naltrexone-oral-liquid")
    document["container"]["stays_behind"].pop("source")
    with pytest.raises(BadSpecification, match=r"container\.stays_behind\.source"):
        specification_from(document, version=1, sha256=sha256_of(document))
