"""The pages of sources: what rests on each, what a person should look at, and a review put on record."""

import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from formulations.actions import record_law_editions, record_shipped_sources, review_source
from formulations.actions.recording_sources import record_sources
from formulations.models import Formulation, KnownSource, SourceReview, Specification
from formulations.reference.formulary import sha256_of
from formulations.sources.shipped import shipped_places
from pharmacy.staff.models import User

STUDY = "fawcett-1997"


@pytest.fixture
def reader(client: Client, loaded: list[Specification], approver: User, pharmacy: object) -> Client:
    record_shipped_sources()
    client.force_login(approver)
    client.get("/formulary/sources/")
    return client


def review(client: Client, *, code: str = STUDY, **filled: str) -> object:
    digest = KnownSource.objects.get(code=code).digest
    return client.post(f"/formulary/sources/{code}/review/", {"digest": digest, "verdict": "confirmed"} | filled)


def test_the_list_says_how_many_facts_rest_on_a_source_and_in_what(reader: Client) -> None:
    page = reader.get("/formulary/sources/")
    assertContains(page, "House rule of this formulary")
    assertContains(page, "a dose or a date")
    assertContains(page, "House limits on the use-by date")
    assertContains(page, "never")


def test_nothing_that_is_in_use_goes_without_a_source(reader: Client) -> None:
    assertContains(reader.get("/formulary/sources/?show=unsourced"), "No fact that is in use goes without a source.")


def test_a_fact_without_a_source_would_stand_at_the_top(reader: Client, loaded: list[Specification]) -> None:
    content = copy.deepcopy(loaded[0].content)
    del content["strengths"][0]["source"]
    row = Specification(formulation=loaded[0].formulation, version=9, content=content, sha256=sha256_of(content))
    record_sources([row])
    assertContains(reader.get("/formulary/sources/?show=unsourced"), "No source is named")
    KnownSource.objects.get(code="unsourced")
    assert reader.get("/formulary/sources/unsourced/").status_code == 200


def test_the_page_of_a_source_shows_each_fact_where_it_stands(reader: Client) -> None:
    page = reader.get(f"/formulary/sources/{STUDY}/")
    assertContains(page, "Ann Pharmacother 1997;31:1291-5")
    assertContains(page, "the authors recommend 60\u00a0days")
    assertContains(page, "/formulary/naltrexone-oral-liquid/")
    assertContains(page, "Nobody has reviewed it here yet.")


@pytest.mark.parametrize("place", shipped_places(), ids=lambda place: place.code)
def test_each_source_of_a_shipped_file_leads_to_the_file(reader: Client, place: object) -> None:
    code = place.gathered.facts[0].code
    pages = [reader.get(f"/formulary/sources/{code}/?page={number}").content.decode() for number in (1, 2, 3, 4)]
    others = [row.digest for row in KnownSource.objects.filter(code=code)]
    pages += [reader.get(f"/formulary/sources/{code}/?said={digest}").content.decode() for digest in others]
    where = f"/formulary/laws/{place.code}/" if place.kind == "law" else f"/formulary/references/{place.code}/"
    assert any(where in page for page in pages)


def test_a_review_is_put_on_record_and_shown(reader: Client) -> None:
    assert review(reader, note="Read again in the journal.").status_code == 302
    page = reader.get(f"/formulary/sources/{STUDY}/")
    assertContains(page, "Read again in the journal.")
    assertContains(page, "Ann Approver")
    assertNotContains(page, "Overdue for review")


def test_a_doubt_without_a_word_is_refused_and_nothing_is_stored(reader: Client) -> None:
    response = review(reader, verdict="doubtful")
    assert response.status_code == 422
    assertContains(response, "Say in a few words what is doubtful", status_code=422)
    assert not SourceReview.objects.exists()


def test_a_review_of_what_the_source_said_before_is_refused(reader: Client) -> None:
    response = review(reader, digest="f" * 64)
    assertContains(response, "This source says something else by now", status_code=422)


def test_a_verdict_that_is_none_is_refused(reader: Client) -> None:
    assert review(reader, verdict="splendid").status_code == 422


def test_a_review_is_shown_as_older_than_a_change_of_the_source(
    reader: Client, loaded: list[Specification], approver: User
) -> None:
    review_source(digest=KnownSource.objects.get(code=STUDY).digest, verdict="confirmed", by=approver)
    row = next(one for one in loaded if any(source["code"] == STUDY for source in one.content["sources"]))
    content = copy.deepcopy(row.content)
    source = next(one for one in content["sources"] if one["code"] == STUDY)
    source["how_sure"] = "second-hand"
    record_sources([Specification(formulation=row.formulation, version=9, content=content, sha256=sha256_of(content))])
    changed = KnownSource.objects.get(code=STUDY, how_sure="second-hand")
    page = reader.get(f"/formulary/sources/{STUDY}/?said={changed.digest}")
    assertContains(page, "Before the source was changed. It then read: Fawcett JP")
    assertContains(page, "Overdue for review")


def test_only_an_address_of_the_web_is_offered_as_a_link(reader: Client) -> None:
    KnownSource.objects.filter(code=STUDY).update(url="javascript:alert(1)")
    assertNotContains(reader.get(f"/formulary/sources/{STUDY}/"), 'href="javascript')
    KnownSource.objects.filter(code=STUDY).update(url="https://doi.org/10.1177/106002809703101103")
    assertContains(reader.get(f"/formulary/sources/{STUDY}/"), 'href="https://doi.org/')


def test_a_source_that_nobody_named_is_not_found(reader: Client) -> None:
    assert reader.get("/formulary/sources/no-such/").status_code == 404
    assert reader.post("/formulary/sources/no-such/review/").status_code == 404


def test_each_line_of_a_formulation_leads_to_its_source_and_its_last_review(reader: Client) -> None:
    review(reader)
    page = reader.get("/formulary/naltrexone-oral-liquid/")
    assertContains(page, f'href="/formulary/sources/{STUDY}/"')
    assertContains(page, "by Ann Approver")
    assertContains(page, "not reviewed yet")


def test_a_reference_file_shows_each_fact_with_its_source(reader: Client) -> None:
    assertContains(reader.get("/formulary/references/"), "General sentences in English")
    page = reader.get("/formulary/references/storage/")
    assertContains(page, "from 2\u00a0°C to 8\u00a0°C")
    assertContains(page, "/formulary/sources/storage-words/")
    assert reader.get("/formulary/references/no-such/").status_code == 404


def queries(reader: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


PATHS = [
    "/formulary/sources/",
    "/formulary/sources/?show=overdue",
    "/formulary/sources/house-rule/",
    "/formulary/laws/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_sources_asks_as_much_of_the_database_for_forty_formulations_more(
    reader: Client, loaded: list[Specification], approver: User, path: str
) -> None:
    record_law_editions(by=approver, today=loaded[0].effective_from)
    before = queries(reader, path)
    copies(loaded[0], count=40)
    assert queries(reader, path) == before


def copies(row: Specification, *, count: int) -> None:
    """More formulations that say what one says."""
    for number in range(count):
        content = copy.deepcopy(row.content)
        content["formulation"]["code"] = f"copy-{number}"
        formulation = Formulation.objects.create(
            code=f"copy-{number}", name=f"Copy {number}", dosage_form="cream", substance=row.formulation.substance
        )
        one = Specification(formulation=formulation, version=1, content=content, sha256=sha256_of(content))
        one.save()
        record_sources([one])
