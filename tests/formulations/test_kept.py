"""The facts that pages plan with: read once, kept by the hash that was approved, and checked before they are kept."""

import pytest
from django.db import connection

from formulations import approved_never_change
from formulations.models import Specification
from formulations.queries import NoApprovedSpecification, SpecificationAltered, approved_specification, kept
from formulations.queries.kept import approved_facts, approved_facts_of
from tests.formulations.test_queries import measure
from tests.formulations.written import TODAY, approved

pytestmark = pytest.mark.django_db
DROPS = "naltrexone-sublingual-drops"


@pytest.fixture(autouse=True)
def _nothing_kept_yet(monkeypatch):
    monkeypatch.setattr(kept, "_kept", {})


def alter(code: str) -> None:
    """Change what an approved version states, behind the program and the locks of the database."""
    with connection.cursor() as cursor:
        for statement in approved_never_change.unlock_statements(connection.vendor):
            cursor.execute(statement)
    row = Specification.objects.get(formulation__code=code)
    formulation = row.content["formulation"] | {"patient_name": "something else"}
    Specification.objects.filter(pk=row.pk).update(content=row.content | {"formulation": formulation})


def test_the_facts_that_are_kept_are_those_of_the_approved_version(loaded):
    assert approved_facts(DROPS) == approved_facts(DROPS) == approved_specification(DROPS)[1]


def test_a_content_is_read_once_and_which_version_holds_is_asked_each_time(loaded, django_assert_num_queries):
    with django_assert_num_queries(3) as first:
        approved_facts(DROPS)
    with django_assert_num_queries(2) as then:
        approved_facts(DROPS)
    read = [[query for query in asked.captured_queries if '"content"' in query["sql"]] for asked in (first, then)]
    assert [len(queries) for queries in read] == [1, 0]


def test_a_version_that_was_approved_since_is_used_at_once(loaded, author, approver):
    assert approved_facts("naltrexone-capsule", on=TODAY).version == 1
    approved(by=author, approver=approver)
    assert approved_facts("naltrexone-capsule", on=TODAY).version == 2


def test_a_device_that_was_measured_since_is_used_at_once(loaded, approver):
    nominal = approved_facts(DROPS).devices[0].units_per_ml
    measure(DROPS, "dropper-20", value="25", unit="drop/ml", day=2, by=approver)
    assert (str(nominal), str(approved_facts(DROPS).devices[0].units_per_ml)) == ("20", "25")


def test_what_was_altered_before_it_was_read_is_refused_and_not_kept(loaded):
    alter(DROPS)
    for _ in range(2):
        with pytest.raises(SpecificationAltered, match="was changed after its approval"):
            approved_facts(DROPS)


def test_what_is_altered_later_never_takes_the_place_of_what_was_approved(loaded):
    before = approved_facts(DROPS)
    alter(DROPS)
    assert approved_facts(DROPS) == before
    assert before.patient_name != "something else"
    with pytest.raises(SpecificationAltered):  # whoever puts it on record reads the content itself
        approved_specification(DROPS)


def test_several_are_read_at_once_and_one_that_nobody_may_make_is_left_out(loaded, approver, django_assert_num_queries):
    measure(DROPS, "dropper-20", value="25", unit="drop/ml", day=2, by=approver)
    codes = [DROPS, "naltrexone-cream", "naltrexone-transdermal-patch"]
    found = approved_facts_of(codes, on=TODAY)
    assert found == {code: approved_facts(code, on=TODAY) for code in codes[:2]}
    with django_assert_num_queries(2):
        approved_facts_of(codes, on=TODAY)


def test_no_more_than_a_stated_number_is_kept(loaded, monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 1)
    for code in (DROPS, "naltrexone-cream", DROPS):
        assert approved_facts(code).code == code
    assert len(kept._kept) == 1


def test_a_formulation_that_nobody_may_make_says_why(loaded):
    with pytest.raises(NoApprovedSpecification, match="cannot be made"):
        approved_facts("naltrexone-transdermal-patch")
