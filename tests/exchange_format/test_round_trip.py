"""What is written into a drug file comes out of it, and is written the same way again."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from formulations.reference.formulary.checking import faults_in
from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file
from tests.exchange_format.specifications import drugs

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(drugs())
def test_random_specifications_survive_export_and_import_and_export(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        assert [str(fault) for fault in faults_in(document)] == []
    text = write_drug_file(documents)
    held = read_drug_file(text.encode(), name="random.toml")
    assert list(held.documents) == sorted(documents, key=lambda one: one["formulation"]["code"])
    assert write_drug_file(held.documents) == text
