"""Editions of law: what is there at first is adopted by who installs; what a release brings waits for a person."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from formulations.actions import AlreadyAdopted, adopt_law_edition, record_law_editions
from formulations.actions import adopting as adopting_module
from formulations.models import LawEdition
from formulations.queries.laws import edition_before, edition_changes, law_in_force, law_on_record, listed_editions
from formulations.reference.law_editions import UnknownLaw, law
from formulations.reference.law_editions import law_editions as shipped_editions
from formulations.sources.shipped import shipped_law_contents
from pharmacy.ledger.models import Event
from pharmacy.staff.models import Role, User

TODAY = date(2026, 11, 22)
NEW_DAY = "2026-12-01"


@pytest.fixture
def pharmacist(db: None) -> User:
    return User.objects.create_user("ph", full_name="Ann Pharmacist", role=Role.PHARMACIST, password="right")


@pytest.fixture
def installed(pharmacist: User) -> list[LawEdition]:
    """The editions that ship, put on record by the first set-up."""
    return record_law_editions(by=pharmacist, today=TODAY)


def us_content(**changes: Any) -> dict[str, Any]:
    """The newest edition for the United States as a release might change it."""
    content = next(one for one in reversed(shipped_law_contents()) if one["code"] == "us")
    return copy.deepcopy(content) | changes


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch, pharmacist: User) -> Any:
    """A later release: its law files are what ships now and one more, or one changed."""

    def bring(content: dict[str, Any]) -> LawEdition:
        others = [one for one in shipped_law_contents() if one != content]
        monkeypatch.setattr(adopting_module, "shipped_law_contents", lambda: [*others, content])
        (row,) = record_law_editions(by=pharmacist, today=TODAY)
        return row

    return bring


def shorter(days: int, **changes: Any) -> dict[str, Any]:
    """An edition in which a preserved water-based liquid keeps so many days."""
    content = us_content(**changes)
    ceiling = next(one for one in content["ceilings"] if one["code"] == "us-preserved-aqueous")
    ceiling["days"] = days
    return content


def days_of_preserved(on: date) -> int | None:
    ceilings = law_in_force("us", on=on).ceilings
    return next(one.days for one in ceilings if one.code == "us-preserved-aqueous")


def test_what_is_there_at_the_first_installation_is_adopted_by_who_installs(installed: list[LawEdition]) -> None:
    count = sum(len(shipped_editions(code)) for code in ("de", "gb", "us"))
    assert len(installed) == LawEdition.objects.exclude(adopted_at=None).count() == count
    assert Event.objects.filter(verb="law.adopted").count() == count


def test_set_up_again_puts_nothing_on_record_twice(installed: list[LawEdition], pharmacist: User) -> None:
    assert record_law_editions(by=pharmacist, today=TODAY) == []


@pytest.mark.parametrize("code", ["de", "gb", "us"])
def test_what_was_adopted_reads_as_what_ships(installed: list[LawEdition], code: str) -> None:
    assert law_in_force(code, on=TODAY) == law(code, on=TODAY)
    assert law_on_record(code, valid_from=law(code).valid_from) == law(code)


@pytest.mark.django_db
def test_before_any_set_up_what_ships_is_taken() -> None:
    assert law_in_force("us", on=TODAY) == law("us", on=TODAY)


@pytest.mark.parametrize(("on", "days"), [(date(2026, 11, 30), 35), (date(2026, 12, 1), 30), (date(2027, 1, 1), 30)])
def test_a_new_edition_dates_from_its_day_once_it_is_adopted(
    installed: list[LawEdition], release: Any, pharmacist: User, on: date, days: int
) -> None:
    row = release(shorter(30, valid_from=NEW_DAY, edition="USP <795> 2027"))
    assert row.adopted_at is None
    assert days_of_preserved(on) == 35
    adopt_law_edition(edition=row, by=pharmacist)
    assert days_of_preserved(on) == days


def test_a_changed_edition_of_the_same_day_waits_too(
    installed: list[LawEdition], release: Any, pharmacist: User
) -> None:
    row = release(shorter(28))
    assert days_of_preserved(TODAY) == 35
    adopt_law_edition(edition=row, by=pharmacist)
    assert days_of_preserved(TODAY) == 28
    standings = {one.standing for one in listed_editions(today=TODAY) if one.row.valid_from == row.valid_from}
    assert {"replaced", "in force"} <= standings


def test_adopting_is_an_event_that_names_the_content(
    installed: list[LawEdition], release: Any, pharmacist: User
) -> None:
    row = adopt_law_edition(edition=release(shorter(28)), by=pharmacist)
    event = Event.objects.filter(verb="law.adopted").order_by("sequence").last()
    assert json.loads(event.facts)["sha256"] == row.sha256
    assert event.actor == "ph"


def test_an_edition_is_adopted_once(installed: list[LawEdition], pharmacist: User) -> None:
    with pytest.raises(AlreadyAdopted, match="was adopted by Ann Pharmacist before"):
        adopt_law_edition(edition=installed[0], by=pharmacist)


def test_a_day_before_every_adopted_edition_is_refused(installed: list[LawEdition]) -> None:
    with pytest.raises(UnknownLaw, match="no adopted edition of the law 'us' holds for 2001-01-01"):
        law_in_force("us", on=date(2001, 1, 1))


def test_a_country_whose_editions_all_wait_dates_nothing(installed: list[LawEdition]) -> None:
    LawEdition.objects.filter(law="gb").update(adopted_at=None, adopted_by=None)
    with pytest.raises(UnknownLaw, match="waiting for adoption: 2018-08-01"):
        law_in_force("gb", on=TODAY)


def test_an_adoption_names_who_and_when_together(installed: list[LawEdition]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LawEdition.objects.filter(law="gb").update(adopted_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        LawEdition.objects.filter(law="gb").update(adopted_by=None, adopted_at=timezone.now())


def test_a_new_edition_is_compared_with_the_one_before_it(installed: list[LawEdition], release: Any) -> None:
    row = release(shorter(30, valid_from=NEW_DAY))
    before = edition_before(row)
    assert before is not None
    assert str(before.valid_from) == "2023-11-01"
    words = str(edition_changes(row, before=before))
    assert "us-preserved-aqueous" in words or "us preserved aqueous" in words
    assert "35" in words
    assert "30" in words


# ---- pages ----


@pytest.fixture
def reader(client: Client, pharmacist: User, pharmacy: object) -> Client:
    client.force_login(pharmacist)
    return client


def test_the_list_names_each_edition_and_what_is_in_force(installed: list[LawEdition], reader: Client) -> None:
    page = reader.get("/formulary/laws/")
    assertContains(page, "USP &lt;795&gt; official 1 January 2014")
    assertContains(page, "in force", count=3)
    assertNotContains(page, "waits for adoption")


def test_the_page_of_an_edition_shows_each_rule_with_its_source(installed: list[LawEdition], reader: Client) -> None:
    page = reader.get("/formulary/laws/us/2023-11-01/")
    assertContains(page, "us preserved aqueous")
    assertContains(page, "35\u00a0days")
    assertContains(page, "not reviewed yet")
    assertContains(page, "/formulary/sources/usp-795/")


def test_what_waits_is_shown_with_the_difference_and_adopted_on_its_page(
    installed: list[LawEdition], release: Any, reader: Client
) -> None:
    row = release(shorter(30, valid_from=NEW_DAY, edition="USP <795> 2027"))
    page = reader.get(f"/formulary/laws/us/{NEW_DAY}/")
    assertContains(page, "Adopt this edition")
    assertContains(page, "Where it differs from USP &lt;795&gt; official 1 November 2023")
    reader.post(f"/formulary/laws/us/{NEW_DAY}/adopt/", {"content": row.sha256})
    row.refresh_from_db()
    assert row.adopted_by.username == "ph"
    assertNotContains(reader.get(f"/formulary/laws/us/{NEW_DAY}/"), "Adopt this edition")


def test_another_content_than_the_one_that_was_read_is_not_adopted(
    installed: list[LawEdition], release: Any, reader: Client
) -> None:
    row = release(shorter(30, valid_from=NEW_DAY))
    assert reader.post(f"/formulary/laws/us/{NEW_DAY}/adopt/", {"content": "f" * 64}).status_code == 404
    row.refresh_from_db()
    assert row.adopted_at is None


def test_an_edition_that_is_not_on_record_is_not_found(installed: list[LawEdition], reader: Client) -> None:
    assert reader.get("/formulary/laws/us/1999-01-01/").status_code == 404
    assert reader.get("/formulary/laws/fi/2023-11-01/").status_code == 404
