"""Where the facts come from: nothing without a source, no part of the format left out, reviews of what was read."""

import ast
import copy
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import formulations.reference.formulary as format_package
from formulations.actions import NoFinding, SourceMoved, record_shipped_sources, review_source
from formulations.actions.recording_sources import catch_up_with_sources, record_sources
from formulations.models import KnownSource, SourcedPlace, SourceReview, SourceUse, Specification
from formulations.queries.sources import is_overdue, source_filters, source_list
from formulations.reference.formulary import shipped_documents
from formulations.reference.review_periods import review_periods
from formulations.sources import SECTIONS, gather, section
from formulations.sources.sections import NOT_FACTS
from formulations.sources.shipped import shipped_places
from pharmacy.ledger.models import Event
from pharmacy.staff.models import User

TODAY = date(2026, 11, 22)
DOCUMENTS = {document["formulation"]["code"]: document for document in shipped_documents()}


def mentions(value: object) -> Iterator[str]:
    """Every source code that stands anywhere in a document, found without the code under test."""
    if isinstance(value, list):
        for item in value:
            yield from mentions(item)
    if isinstance(value, dict):
        if "source" in value:
            yield value["source"]
        yield from (entry.partition(": ")[0] for entry in value.get("sources", []))
        for key, item in value.items():
            if key not in ("source", "sources"):
                yield from mentions(item)


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_every_source_that_a_document_names_is_found_as_often_as_it_is_named(code: str) -> None:
    document = DOCUMENTS[code]
    body = {key: value for key, value in document.items() if key != "sources"}
    assert sorted(fact.code for fact in gather(document).facts) == sorted(mentions(body))


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_nothing_that_ships_is_without_a_source(code: str) -> None:
    assert gather(DOCUMENTS[code]).unsourced == ()


@pytest.mark.parametrize("place", shipped_places(), ids=lambda place: place.code)
def test_no_reference_file_states_anything_without_a_source(place: object) -> None:
    assert place.gathered.unsourced == ()
    assert place.gathered.facts


@pytest.mark.parametrize("place", shipped_places(), ids=lambda place: place.code)
def test_every_part_of_a_reference_file_has_a_section(place: object) -> None:
    assert {fact.section for fact in place.gathered.facts} <= set(SECTIONS)


def keys_of_the_format() -> set[str]:
    """Every part that the reading of a document asks its root for, as the code of the format spells it."""
    found = set()
    for path in Path(format_package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_root = isinstance(node.func.value, ast.Name) and node.func.value.id == "root"
                if is_root and node.func.attr in ("table", "tables") and isinstance(node.args[0], ast.Constant):
                    found.add(node.args[0].value)
    return found


def test_a_part_of_the_format_without_a_section_of_facts_is_noticed_here() -> None:
    keys = keys_of_the_format()
    assert {"strengths", "method", "studies"} <= keys
    assert keys - set(SECTIONS) - NOT_FACTS == set()


def test_a_part_that_nobody_gave_a_section_is_shown_under_its_own_key() -> None:
    assert section("water_activity").title == "Water activity"


@settings(deadline=None)
@given(st.sampled_from(sorted(DOCUMENTS)), st.data())
def test_a_fact_that_loses_its_source_is_listed_as_unsourced(code: str, data: st.DataObject) -> None:
    document = copy.deepcopy(DOCUMENTS[code])
    rows = [row for rows in document.values() if isinstance(rows, list) for row in rows if "source" in row]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    named = row.pop("source")
    assert len(gather(document).unsourced) == 1
    row["source"] = f"{named}-misspelled"
    assert [fact.code for fact in gather(document).unsourced] == [f"{named}-misspelled"]


def test_a_house_rule_without_a_why_is_told_apart_from_one_with_a_reason() -> None:
    said = [{"code": "house", "title": "House", "how_sure": "house-rule"}]
    rules = [
        {"code": "a", "days": 3, "source": "house"},
        {"code": "b", "days": 3, "why": "It smells.", "source": "house"},
    ]
    found = gather({"house_limits": rules, "sources": said})
    assert [fact.is_argued for fact in found.facts] == [False, True]


def test_each_word_for_how_sure_has_a_period_of_review() -> None:
    periods = review_periods()
    assert (periods["official"], periods["study"], periods["second-hand"]) == (365, 365, 180)


# ---- on record ----


def counted() -> dict[str, tuple[int, int]]:
    return {row.code: (row.facts, row.places) for row in KnownSource.objects.filter(facts__gt=0)}


def test_what_is_counted_is_what_the_documents_in_use_say(loaded: list[Specification]) -> None:
    expected: dict[str, int] = {}
    for row in loaded:
        for code in mentions({key: value for key, value in row.content.items() if key != "sources"}):
            expected[code] = expected.get(code, 0) + 1
    assert {code: facts for code, (facts, _) in counted().items()} == expected
    assert SourcedPlace.objects.count() == len(loaded)


def test_a_new_version_takes_the_place_of_the_old_one(loaded: list[Specification], author: User) -> None:
    before, row = counted(), loaded[0]
    content = copy.deepcopy(row.content)
    content["sources"].append({"code": "new-book", "title": "A new book", "how_sure": "official"})
    content["strengths"][0]["source"] = "new-book"
    lost = row.content["strengths"][0]["source"]
    newer = Specification(formulation=row.formulation, version=2, content=content, sha256="a" * 64, author=author)
    record_sources([newer])
    after = counted()
    assert after["new-book"] == (1, 1)
    assert after[lost][0] == before[lost][0] - 1
    record_sources([row])
    assert counted() == before


def test_a_source_with_another_title_is_another_source(loaded: list[Specification]) -> None:
    row = loaded[0]
    content = copy.deepcopy(row.content)
    content["sources"][0]["title"] += ", second edition"
    code = content["sources"][0]["code"]
    record_sources([Specification(formulation=row.formulation, version=2, content=content, sha256="b" * 64)])
    assert KnownSource.objects.filter(code=code).count() == 2


def test_recording_twice_counts_once(loaded: list[Specification]) -> None:
    record_shipped_sources()
    before = counted(), SourceUse.objects.count()
    record_shipped_sources()
    assert catch_up_with_sources() == 0
    assert (counted(), SourceUse.objects.count()) == before


def test_what_was_approved_before_sources_were_counted_is_caught_up_with(loaded: list[Specification]) -> None:
    before = counted()
    SourcedPlace.objects.all().delete()
    KnownSource.objects.all().delete()
    assert catch_up_with_sources() == len(loaded)
    assert counted() == before


# ---- reviews ----


def test_a_review_is_on_record_with_who_when_and_what_the_source_said(
    loaded: list[Specification], author: User
) -> None:
    source = KnownSource.objects.get(code="fawcett-1997")
    review = review_source(digest=source.digest, verdict="confirmed", by=author)
    source.refresh_from_db()
    assert source.newest_review == review
    assert (review.title, review.how_sure, review.reviewed_by) == (source.title, "study", author)
    event = Event.objects.get(verb="source.reviewed")
    assert event.subject == "source:fawcett-1997"
    assert json.loads(event.facts)["verdict"] == "confirmed"


@pytest.mark.parametrize("verdict", ["changed", "doubtful"])
def test_a_review_that_finds_fault_says_what_it_is(loaded: list[Specification], author: User, verdict: str) -> None:
    source = KnownSource.objects.get(code="fawcett-1997")
    with pytest.raises(NoFinding, match=f"Say in a few words what is {verdict}"):
        review_source(digest=source.digest, verdict=verdict, note="  ", by=author)
    assert not SourceReview.objects.exists()


def test_a_source_that_says_something_else_by_now_is_not_reviewed(loaded: list[Specification], author: User) -> None:
    with pytest.raises(SourceMoved, match="Open its page again"):
        review_source(digest="0" * 64, verdict="confirmed", by=author)


def reviewed(code: str, *, on: date, by: User) -> KnownSource:
    source = KnownSource.objects.get(code=code)
    review = review_source(digest=source.digest, verdict="confirmed", by=by)
    SourceReview.objects.filter(pk=review.pk).update(reviewed_at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
    return KnownSource.objects.select_related("newest_review").get(pk=source.pk)


@pytest.mark.parametrize(
    ("code", "days", "is_late"),
    [
        ("fawcett-1997", 365, False),  # a study: 365 days
        ("fawcett-1997", 366, True),
        ("house-rule", 180, False),
        ("house-rule", 181, True),
    ],
)
def test_a_review_holds_for_its_period_and_not_a_day_longer(
    loaded: list[Specification], author: User, code: str, days: int, is_late: bool
) -> None:
    source = reviewed(code, on=TODAY - timedelta(days=days), by=author)
    assert is_overdue(source, today=TODAY) == is_late
    listed = {row.code for number in (1, 2) for row in source_list(show="overdue", today=TODAY, page=number)}
    assert (code in listed) == is_late


def test_a_source_that_nobody_reviewed_is_overdue(loaded: list[Specification]) -> None:
    assert is_overdue(KnownSource.objects.get(code="fawcett-1997"), today=TODAY)


def test_a_date_of_review_that_the_document_states_counts(loaded: list[Specification]) -> None:
    row = loaded[0]
    content = json.loads(json.dumps(row.content))
    content["sources"][0] |= {"reviewed_on": "2026-11-01", "reviewed_by": "Ann"}
    content["sources"][0]["title"] += " (again)"
    record_sources([Specification(formulation=row.formulation, version=2, content=content, sha256="c" * 64)])
    source = KnownSource.objects.get(title=content["sources"][0]["title"])
    assert not is_overdue(source, today=TODAY)


def test_the_filters_count_what_they_list(loaded: list[Specification], author: User) -> None:
    record_shipped_sources()
    reviewed("house-rule", on=TODAY, by=author)
    for one in source_filters(today=TODAY):
        pages = source_list(show=one.key, today=TODAY).paginator
        assert pages.count == one.count, one.key
    counts = {one.key: one.count for one in source_filters(today=TODAY)}
    assert counts["unsourced"] == 0
    assert counts["overdue"] == counts["all"] - 1


def test_what_decides_a_dose_or_a_date_comes_first(loaded: list[Specification]) -> None:
    deciding = [row.deciding for row in source_list(show="all", today=TODAY)]
    assert deciding == sorted(deciding, reverse=True)
    assert deciding[0] > 0
