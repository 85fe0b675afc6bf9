"""What formulations say in the same words is written once, and what differs stays with its formulation."""

import copy
import tomllib
from pathlib import Path
from typing import Any

from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "formulary" / "sodium-chloride.toml"


def documents(count: int) -> list[dict[str, Any]]:
    """The example so many times, each under its own code."""
    (one,) = read_drug_file(EXAMPLE.read_bytes(), name="x").documents
    copies = [copy.deepcopy(one) for _ in range(count)]
    for number, each in enumerate(copies):
        each["formulation"]["code"] = f"liquid-{number}"
    return copies


def written(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The content of the file, which gives the documents back."""
    text = write_drug_file(found)
    held = read_drug_file(text.encode(), name="x")
    assert list(held.documents) == found
    assert write_drug_file(reversed(held.documents)) == text
    return tomllib.loads(text)


def test_rows_that_two_formulations_share_stand_once() -> None:
    content = written(documents(2))
    assert [len(content[key]) for key in ("actives", "excipients", "devices", "house_limits", "equipment")] == [
        1,
        2,
        1,
        1,
        1,
    ]
    assert [one["uses"]["house_limits"] for one in content["formulations"]] == [["house-unpreserved"]] * 2


def test_a_limit_of_one_formulation_stays_with_it() -> None:
    content = written(documents(1))
    assert "house_limits" not in content
    assert content["formulations"][0]["house_limits"][0]["code"] == "house-unpreserved"


def test_the_content_that_most_use_is_shared_and_the_other_stays_with_its_formulation() -> None:
    found = documents(3)
    found[0]["devices"][0]["name"] = "syringe of another make"
    content = written(found)
    assert [row["name"] for row in content["devices"]] == ["5 ml oral syringe"]
    assert content["formulations"][0]["devices"][0]["name"] == "syringe of another make"


def test_one_changed_excipient_among_shared_ones_stays_under_own() -> None:
    found = documents(3)
    found[1]["excipients"][0]["name"] = "sea salt"
    content = written(found)
    assert [row["name"] for row in content["formulations"][1]["own"]["excipients"]] == ["sea salt"]
    assert content["formulations"][1]["uses"].get("excipients") is None  # it follows from the components


def test_rules_with_the_same_code_are_numbered_variants() -> None:
    found = documents(2)
    found[1]["screening"] += [found[1]["screening"][0] | {"severity": "stop"}]
    content = written(found)
    assert [row.get("variant") for row in content["screening"]] == [None, 2]
    assert content["formulations"][1]["uses"]["screening"] == ["heart-failure", "heart-failure/2"]


def test_the_same_rule_twice_in_one_formulation_is_kept_as_it_is() -> None:
    found = documents(1)
    found[0]["screening"] *= 2
    assert len(written(found)["formulations"][0]["screening"]) == 2


def test_a_sentence_that_reads_otherwise_in_one_formulation_stays_with_it() -> None:
    found = documents(3)
    found[2]["leaflet"]["en"][0]["sentences"][0]["text"] = "Measure the dose with care."
    content = written(found)
    assert [row["text"] for row in content["formulations"][2]["own"]["sentences"]] == ["Measure the dose with care."]


def test_one_code_for_two_sentences_of_one_formulation_keeps_the_leaflet_as_it_is() -> None:
    found = documents(1)
    found[0]["leaflet"]["en"][0]["sentences"][0]["code"] = "label-measure"
    assert "leaflet" in written(found)["formulations"][0]


def test_a_condition_with_another_temperature_states_it_in_its_place() -> None:
    found = documents(3)
    found[0]["storage"]["temperature"] = found[0]["storage"]["temperature"] | {"most_celsius": 9}
    content = written(found)
    assert content["storage_conditions"][0]["most_celsius"] == 8
    assert content["formulations"][0]["storage"]["temperature"]["most_celsius"] == 9
    assert "temperature" not in content["formulations"][1]["storage"]


def test_a_source_that_nobody_cites_is_named_by_the_formulation_that_lists_it() -> None:
    found = documents(1)
    found[0]["sources"].append({"code": "zz-further-reading", "title": "Further reading", "how_sure": "study"})
    assert "zz-further-reading" in written(found)["formulations"][0]["uses"]["sources"]


def test_two_actives_in_one_file() -> None:
    found = documents(2)
    found[1]["active"] = found[1]["active"] | {"code": "sea-salt", "labelled_as": "sea salt"}
    for row in (*found[1]["components"], *found[1]["excipients"]):
        row |= {key: "sea-salt" for key in ("excipient", "code") if row.get(key) == "sodium-chloride"}
    content = written(found)
    assert [row["code"] for row in content["actives"]] == ["sea-salt", "sodium-chloride"]


def test_long_texts_are_broken_after_sentences_and_come_back_whole() -> None:
    found = documents(1)
    found[0]["formulation"]["summary"] = (
        'One sentence with a "quote" and a \\ in it. ' * 8 + "The last one, longer. " + "word " * 60 + "end"
    )
    text = write_drug_file(found)
    assert max(len(line) for line in text.split("\n")) <= 120
    written(found)
