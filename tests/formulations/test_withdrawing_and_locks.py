"""What the database itself refuses, asked in SQL past every action of the program."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from formulations import approved_never_change
from formulations.actions import discard_draft, save_draft, send_back, withdraw
from formulations.models import DraftRevision, Specification
from tests.formulations.conftest import TODAY
from tests.formulations.written import drafted, reworded, submitted

pytestmark = pytest.mark.django_db
A_LATER_MOMENT = "2030-01-01 00:00:00+00:00"


@pytest.fixture
def rows(loaded, author, approver):
    """One version in each state."""
    withdrawn = withdraw(specification=loaded[1], by=author, reason="Impure.", today=TODAY)
    return {
        "draft": drafted(by=author, text="A draft."),
        "submitted": submitted(by=author, text="A submission."),
        "discarded": discard_draft(specification=drafted(by=author, text="Discarded."), by=author),
        "approved": loaded[0],
        "withdrawn": withdrawn,
    }


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def set_column(row, column, value):
    sql(f"UPDATE formulations_specification SET {column} = %s WHERE id = %s", value, row.pk)


def changed(column, row):
    """Another value for a column, of the kind that it holds."""
    if column in ("content", "sha256", "origin", "change_note", "returned_reason", "withdrawn_reason"):
        return '{"format": "altered"}'
    if column.endswith("_at"):
        return A_LATER_MOMENT
    if column in ("effective_from", "withdrawn_on"):
        return "2030-01-01"
    if column.endswith("_by_id") or column == "author_id":
        return Specification.objects.get(pk=row.pk).formulation.substance_id + 1_000_000
    return 1_000_000


EVERY_COLUMN = [field.column for field in apps.get_model("formulations", "Specification")._meta.local_fields]


def test_every_column_is_kept_from_the_approval_on_or_belongs_to_the_withdrawal():
    kept = (*approved_never_change.SUBMITTED_COLUMNS, *approved_never_change.SIGNED_COLUMNS)
    assert {*kept, *approved_never_change.WITHDRAWAL_COLUMNS} == set(EVERY_COLUMN)


@pytest.mark.parametrize("column", EVERY_COLUMN)
def test_no_column_of_an_approved_version_changes_by_itself(rows, column):
    with pytest.raises(DatabaseError, match="an approved specification never changes"):
        set_column(rows["approved"], column, changed(column, rows["approved"]) if column != "withdrawn_at" else None)


@pytest.mark.parametrize("column", approved_never_change.SUBMITTED_COLUMNS)
def test_no_column_of_what_was_submitted_changes(rows, column):
    with pytest.raises(DatabaseError, match="a submitted specification never changes: send it back first"):
        set_column(rows["submitted"], column, changed(column, rows["submitted"]))


def test_another_person_does_not_become_the_submitter_so_that_the_submitter_may_approve(rows, approver):
    with pytest.raises(DatabaseError, match="a submitted specification never changes"):
        set_column(rows["submitted"], "submitted_by_id", approver.pk)


def test_content_does_not_change_in_the_statement_that_sends_back(rows):
    with pytest.raises(DatabaseError, match="send it back first"):
        sql(
            "UPDATE formulations_specification SET submitted_at = NULL, submitted_by_id = NULL, sha256 = 'x' "
            "WHERE id = %s",
            rows["submitted"].pk,
        )


def test_content_does_not_change_in_the_statement_that_approves(rows, approver):
    with pytest.raises(DatabaseError, match="send it back first"):
        sql(
            "UPDATE formulations_specification SET approved_at = %s, approved_by_id = %s, effective_from = %s, "
            "sha256 = 'x' WHERE id = %s",
            A_LATER_MOMENT, approver.pk, "2026-11-22", rows["submitted"].pk,
        )  # fmt: skip


def test_a_draft_is_not_approved_past_its_submission(rows, approver):
    with pytest.raises(DatabaseError, match="only a submitted specification is approved"):
        sql(
            "UPDATE formulations_specification SET approved_at = %s, approved_by_id = %s, effective_from = %s, "
            "submitted_at = %s, submitted_by_id = author_id WHERE id = %s",
            A_LATER_MOMENT, approver.pk, "2026-11-22", A_LATER_MOMENT, rows["draft"].pk,
        )  # fmt: skip


@pytest.mark.parametrize("signer", ["author", "submitted_by"])
def test_author_and_submitter_are_never_the_approver(rows, author, approver, signer):
    if signer == "submitted_by":
        Specification.objects.filter(pk=rows["draft"].pk).update(submitted_at=timezone.now(), submitted_by=approver)
    row, by = (rows["draft"], approver) if signer == "submitted_by" else (rows["submitted"], author)
    with pytest.raises(DatabaseError, match=f"specification_{signer}_is_not_approved_by"):
        sql(
            "UPDATE formulations_specification SET approved_at = %s, approved_by_id = %s, effective_from = %s "
            "WHERE id = %s",
            A_LATER_MOMENT, by.pk, "2026-11-22", row.pk,
        )  # fmt: skip


def test_an_approval_needs_a_day(rows, approver):
    with pytest.raises(DatabaseError, match="specification_approved_from_a_day"):
        sql(
            "UPDATE formulations_specification SET approved_at = %s, approved_by_id = %s WHERE id = %s",
            A_LATER_MOMENT, approver.pk, rows["submitted"].pk,
        )  # fmt: skip


def withdraw_in_sql(row, by, *, reason="Impure.", extra=""):
    sql(
        "UPDATE formulations_specification SET withdrawn_at = %s, withdrawn_by_id = %s, withdrawn_on = %s, "
        f"withdrawn_reason = %s{extra} WHERE id = %s",
        A_LATER_MOMENT, by.pk, "2030-01-01", reason, row.pk,
    )  # fmt: skip


def test_an_approved_version_is_withdrawn_once(rows, approver):
    withdraw_in_sql(rows["approved"], approver)
    with pytest.raises(DatabaseError, match="an approved specification never changes"):
        withdraw_in_sql(rows["approved"], approver, reason="Another reason.")


@pytest.mark.parametrize("column", approved_never_change.WITHDRAWAL_COLUMNS)
def test_a_withdrawal_is_not_taken_back_or_reworded(rows, column):
    with pytest.raises(DatabaseError, match="an approved specification never changes"):
        set_column(rows["withdrawn"], column, None if column != "withdrawn_reason" else "Nothing happened.")


def test_a_withdrawal_changes_nothing_else_of_the_row(rows, approver):
    with pytest.raises(DatabaseError, match="an approved specification never changes"):
        withdraw_in_sql(rows["approved"], approver, extra=", sha256 = 'x'")


def test_a_withdrawal_has_a_reason(rows, approver):
    with pytest.raises(DatabaseError, match="specification_withdrawn_was_approved_and_has_a_reason"):
        withdraw_in_sql(rows["approved"], approver, reason="")


def test_what_was_never_approved_is_not_withdrawn(rows, approver):
    with pytest.raises(DatabaseError, match="specification_withdrawn_was_approved_and_has_a_reason"):
        withdraw_in_sql(rows["draft"], approver)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("approved", "an approved specification never changes"),
        ("withdrawn", "an approved specification never changes"),
        ("submitted", "a submitted specification never changes"),
    ],
)
def test_what_was_submitted_or_approved_is_not_deleted(rows, state, said):
    with pytest.raises(DatabaseError, match=said):
        sql("DELETE FROM formulations_specification WHERE id = %s", rows[state].pk)


def test_a_discarded_draft_does_not_come_back(rows):
    with pytest.raises(DatabaseError, match="a discarded draft never changes"):
        sql(
            "UPDATE formulations_specification SET discarded_at = NULL, discarded_by_id = NULL WHERE id = %s",
            rows["discarded"].pk,
        )


def test_a_submission_is_not_discarded(rows, approver):
    with pytest.raises(DatabaseError, match="specification_discarded_was_a_draft"):
        sql(
            "UPDATE formulations_specification SET discarded_at = %s, discarded_by_id = %s WHERE id = %s",
            A_LATER_MOMENT, approver.pk, rows["submitted"].pk,
        )  # fmt: skip


@pytest.mark.parametrize(
    "statement", ["UPDATE formulations_draftrevision SET note = 'x'", "DELETE FROM formulations_draftrevision"]
)
def test_a_saved_revision_neither_changes_nor_goes(rows, statement):
    with pytest.raises(DatabaseError, match="what a save put on record never changes"):
        sql(statement)


def test_a_draft_with_revisions_is_not_deleted_with_them(rows):
    with pytest.raises(DatabaseError), transaction.atomic():
        Specification.objects.get(pk=rows["draft"].pk).delete()
    assert DraftRevision.objects.filter(specification=rows["draft"]).exists()


def test_nothing_is_replaced(rows):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    columns = ", ".join(EVERY_COLUMN)
    for state in ("approved", "submitted"):
        with pytest.raises(DatabaseError, match="never changes"):
            sql(
                f"INSERT OR REPLACE INTO formulations_specification ({columns}) "
                f"SELECT {columns} FROM formulations_specification WHERE id = %s",
                rows[state].pk,
            )
    with pytest.raises(DatabaseError, match="never changes"):
        sql("INSERT OR REPLACE INTO formulations_draftrevision SELECT * FROM formulations_draftrevision LIMIT 1")


@pytest.mark.parametrize("table", ["formulations_specification", "formulations_draftrevision"])
def test_no_table_is_emptied(rows, table):
    statement = f"DELETE FROM {table}"
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on a table that is emptied
        statement = f"TRUNCATE {table} CASCADE"
    with pytest.raises(DatabaseError, match="never change"):
        sql(statement)


def test_all_that_the_life_cycle_has_is_still_possible(rows, author, approver):
    draft = save_draft(specification=rows["draft"], content=reworded("Saved."), revision=1, by=author)
    assert draft.revision == 2
    assert send_back(specification=rows["submitted"], by=approver, reason="Say why.").submitted_at is None
    assert withdraw(specification=rows["approved"], by=approver, reason="Impure.", today=TODAY).withdrawn_on == TODAY
