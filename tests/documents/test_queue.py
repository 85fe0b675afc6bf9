"""The queue: rows first, one claim wins, a late worker writes nothing, and what is lost comes back or stops."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from pharmacy.documents import actions, claims
from pharmacy.documents.actions import drain, render_document, sweep, try_again
from pharmacy.documents.facts import facts_from
from pharmacy.documents.finishing import make_paper
from pharmacy.documents.life_cycle import LEASE, NEXT, WrongState, waits_after
from pharmacy.documents.models import ArchivedFile, Document
from pharmacy.documents.rendering import TypesetCrashed, TypesetTooCostly
from pharmacy.documents.rendering.workshop import START_SECONDS, WALL_SECONDS
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Stage
from tests.documents.noted import verbs
from tests.world import World, papered

State = Document.State
pytestmark = pytest.mark.django_db


def test_rendered_papers_are_archived_under_their_hash_and_the_prescription_goes_on(world: World) -> None:
    batch = papered(world)
    papers = list(Document.objects.filter(batch=batch))
    assert {row.state for row in papers} == {State.RENDERED}
    assert all(row.file.sha256 == row.file_id for row in papers)
    assert all(bytes(row.file.content).startswith(b"%PDF") for row in papers)
    batch.prescription.refresh_from_db()
    assert batch.prescription.stage == Stage.DOCUMENTED
    assert verbs() == ["documents.requested", "document.rendered", "document.rendered"]


def test_the_ledger_names_no_patient(world: World) -> None:
    papered(world)
    written = " ".join(Event.objects.values_list("facts", flat=True))
    assert "Lindqvist" not in written


def test_a_paper_rendered_again_gives_the_same_bytes(asked: list[Document]) -> None:
    first = render_document(document_id=asked[1].pk)
    Document.objects.filter(pk=asked[1].pk).update(state=State.QUEUED, file=None)
    again = render_document(document_id=asked[1].pk)
    assert again.attempt == 2
    assert again.file_id == first.file_id
    assert ArchivedFile.objects.count() == 1


def test_one_of_two_claims_wins(asked: list[Document]) -> None:
    assert claims.claim(asked[0].pk).attempt == 1
    assert claims.claim(asked[0].pk) is None


def test_a_finished_paper_is_not_made_again(asked: list[Document]) -> None:
    done = render_document(document_id=asked[1].pk)
    assert render_document(document_id=asked[1].pk).attempt == done.attempt == 1


def test_a_late_worker_writes_nothing(asked: list[Document]) -> None:
    late = claims.claim(asked[0].pk)
    Document.objects.filter(pk=late.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep() == 1
    newer = claims.claim(late.pk)
    with pytest.raises(claims.ClaimLost):
        claims.finish(late, state=State.RENDERED, pages=9)
    with pytest.raises(claims.ClaimLost):
        claims.renew(late)
    row = Document.objects.get(pk=late.pk)
    assert (row.attempt, row.state, row.pages) == (newer.attempt, State.CLAIMED, None)


def test_what_a_late_worker_made_never_reaches_the_archive(asked: list[Document]) -> None:
    late = claims.claim(asked[1].pk)
    Document.objects.filter(pk=late.pk).update(attempt=7)
    actions._make(late)
    assert not ArchivedFile.objects.exists()
    assert Document.objects.get(pk=late.pk).state == State.CLAIMED


def test_a_lease_that_still_runs_is_left_alone(asked: list[Document]) -> None:
    claims.claim(asked[0].pk)
    assert sweep() == 0


def refuse_changes_of(document: Document) -> None:
    """Let the database itself refuse every change of one row."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER refuse_one BEFORE UPDATE ON documents_document "
                f"WHEN OLD.id = {document.pk} BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
            return
        cursor.execute(
            "CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'refused'; END$$"
        )
        cursor.execute(
            "CREATE TRIGGER refuse_one BEFORE UPDATE ON documents_document "
            f"FOR EACH ROW WHEN (OLD.id = {document.pk}) EXECUTE FUNCTION refuse_one()"
        )


def test_a_row_that_the_database_refuses_holds_up_no_other_paper(asked: list[Document]) -> None:
    claimed = [claims.claim(one.pk) for one in asked[:2]]
    Document.objects.filter(pk__in=[one.pk for one in claimed]).update(lease_until=timezone.now() - timedelta(days=1))
    refuse_changes_of(claimed[0])
    assert sweep() == 1
    assert Document.objects.get(pk=claimed[1].pk).state == State.RETRY_WAIT


def test_a_renewed_lease_runs_longer(asked: list[Document]) -> None:
    claimed = claims.claim(asked[0].pk)
    Document.objects.filter(pk=claimed.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
    claims.renew(claimed)
    assert Document.objects.get(pk=claimed.pk).lease_until > timezone.now() + timedelta(seconds=20)


def test_a_lost_paper_waits_before_it_is_tried_again(asked: list[Document]) -> None:
    claimed = claims.claim(asked[0].pk)
    claims.lose(claimed, problem="gone")
    row = Document.objects.get(pk=claimed.pk)
    assert row.state == State.RETRY_WAIT
    due = Document.objects.filter(claims.due(timezone.now()), pk=row.pk)
    assert not due.exists()
    assert Document.objects.filter(claims.due(timezone.now() + timedelta(seconds=7)), pk=row.pk).exists()


def test_waiting_grows_with_each_loss() -> None:
    assert [waits_after(lost).seconds for lost in (1, 2, 3, 9)] == [5, 30, 120, 120]


def test_a_paper_that_loses_three_workers_is_given_up_and_the_others_go_on(asked: list[Document]) -> None:
    with patch.object(actions, "make_paper", side_effect=TypesetCrashed("gone")):
        for _ in range(3):
            render_document(document_id=asked[0].pk)
    row = Document.objects.get(pk=asked[0].pk)
    assert (row.state, row.lost_leases) == (State.FAILED, 3)
    assert row.problem.startswith("Three workers were lost over this paper")
    assert render_document(document_id=asked[1].pk).state == State.RENDERED
    assert verbs()[1] == "document.refused"


def test_a_paper_that_costs_too_much_fails_with_its_reason(asked: list[Document]) -> None:
    with patch.object(actions, "make_paper", side_effect=TypesetTooCostly("the paper took more than 10 seconds")):
        row = render_document(document_id=asked[0].pk)
    assert (row.state, row.problem) == (State.FAILED, "the paper took more than 10 seconds")


def test_facts_changed_behind_our_back_are_never_printed(asked: list[Document]) -> None:
    facts = {**asked[0].facts, "lot": "OTHER"}
    Document.objects.filter(pk=asked[0].pk).update(facts=facts)
    row = render_document(document_id=asked[0].pk)
    assert row.state == State.FAILED
    assert [report["text"] for report in row.lint] == ["The facts of this paper were changed after it was asked for."]
    assert row.file is None


def test_a_failed_paper_is_tried_again_by_a_person(world: World, asked: list[Document]) -> None:
    Document.objects.filter(pk=asked[0].pk).update(state=State.FAILED, problem="x", lost_leases=3)
    row = try_again(document=asked[0], by=world.tom)
    assert (row.state, row.problem, row.lost_leases) == (State.QUEUED, "", 0)
    assert render_document(document_id=row.pk).state == State.RENDERED


def test_a_finished_paper_is_not_tried_again(world: World, asked: list[Document]) -> None:
    render_document(document_id=asked[1].pk)
    with pytest.raises(WrongState, match="rendered"):
        try_again(document=asked[1], by=world.tom)


def test_every_state_of_the_table_is_a_state() -> None:
    assert set(NEXT) == set(State)


def test_draining_makes_every_due_paper(asked: list[Document]) -> None:
    assert drain() == 2
    assert drain() == 0


def test_a_worker_that_lost_its_paper_stops_before_it_reads_it_back(asked: list[Document]) -> None:
    late = claims.claim(asked[0].pk)
    Document.objects.filter(pk=late.pk).update(attempt=late.attempt + 1)
    with pytest.raises(claims.ClaimLost):
        make_paper(late, facts=facts_from(late.facts))


def test_a_paper_that_takes_long_keeps_its_lease(asked: list[Document]) -> None:
    held = claims.claim(asked[1].pk)
    almost = timezone.now() + timedelta(seconds=1)
    Document.objects.filter(pk=held.pk).update(lease_until=almost)
    make_paper(held, facts=facts_from(held.facts))
    held.refresh_from_db()
    assert held.lease_until > almost


def test_the_longest_layout_ends_before_its_lease() -> None:
    assert LEASE.total_seconds() > START_SECONDS + WALL_SECONDS
