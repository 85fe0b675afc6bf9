"""Triggers that keep what was submitted, approved or saved as it was, in the words of each database.

A draft may change and go. From its submission on its content stays until it is sent back; from its approval on nothing
of the row changes but, once, its withdrawal. What a save put on record stays.
Source: USP <795>, master formulation record; 21 CFR 11.10(e), earlier entries are not obscured.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SPECIFICATION, REVISION = "formulations_specification", "formulations_draftrevision"
SUBMITTED_COLUMNS = (
    "id", "formulation_id", "version", "content", "sha256", "revision", "based_on_id", "origin", "change_note",
    "author_id",
)  # fmt: skip
SIGNED_COLUMNS = (
    "submitted_at", "submitted_by_id", "effective_from", "approved_at", "approved_by_id", "returned_at",
    "returned_by_id", "returned_reason", "discarded_at", "discarded_by_id",
)  # fmt: skip
WITHDRAWAL_COLUMNS = ("withdrawn_at", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason")
APPROVED = "an approved specification never changes: make a new version"
SUBMITTED = "a submitted specification never changes: send it back first"
UNSUBMITTED = "only a submitted specification is approved, as it was submitted"
DISCARDED = "a discarded draft never changes: start a new one"
SAVED = "what a save put on record never changes"


@dataclass(frozen=True)
class Lock:
    """One trigger: what it refuses on which table, when, and what it says. condition: SQL on OLD and NEW, or empty."""

    name: str
    table: str
    event: str
    condition: str
    refusal: str


def _changed(columns: Iterable[str], *, differs: str) -> str:
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def locks(vendor: str) -> tuple[Lock, ...]:
    """Return the triggers for rows. vendor: "sqlite" or "postgresql"."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    frozen = _changed((*SUBMITTED_COLUMNS, *SIGNED_COLUMNS), differs=differs)
    submitted = _changed(SUBMITTED_COLUMNS, differs=differs)
    signature = _changed(("submitted_at", "submitted_by_id"), differs=differs)
    is_submitted = "OLD.submitted_at IS NOT NULL AND OLD.approved_at IS NULL"
    return (
        Lock(
            "approved_specification_never_changes", SPECIFICATION, "UPDATE",
            f"OLD.approved_at IS NOT NULL AND (OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR {frozen})",
            APPROVED,
        ),
        Lock("approved_specification_never_goes", SPECIFICATION, "DELETE", "OLD.approved_at IS NOT NULL", APPROVED),
        Lock(
            "submitted_specification_never_changes", SPECIFICATION, "UPDATE",
            f"{is_submitted} AND ({submitted} OR (NEW.submitted_at IS NOT NULL AND ({signature})))", SUBMITTED,
        ),
        Lock("submitted_specification_never_goes", SPECIFICATION, "DELETE", is_submitted, SUBMITTED),
        Lock(
            "unsubmitted_specification_is_never_approved", SPECIFICATION, "UPDATE",
            "OLD.approved_at IS NULL AND NEW.approved_at IS NOT NULL "
            "AND (OLD.submitted_at IS NULL OR NEW.submitted_at IS NULL)", UNSUBMITTED,
        ),
        Lock(
            "discarded_specification_never_changes", SPECIFICATION, "UPDATE", "OLD.discarded_at IS NOT NULL", DISCARDED
        ),
        Lock("saved_revision_never_changes", REVISION, "UPDATE", "", SAVED),
        Lock("saved_revision_never_goes", REVISION, "DELETE", "", SAVED),
    )  # fmt: skip


# INSERT OR REPLACE, which SQLite alone has, removes a row without asking the triggers on DELETE.
SQLITE_REPLACING = (
    Lock(
        "approved_specification_is_never_replaced", SPECIFICATION, "INSERT",
        "EXISTS (SELECT 1 FROM formulations_specification WHERE (submitted_at IS NOT NULL OR approved_at IS NOT NULL) "
        "AND (id = NEW.id OR (formulation_id = NEW.formulation_id AND version = NEW.version)))", APPROVED,
    ),
    Lock(
        "saved_revision_is_never_replaced", REVISION, "INSERT",
        "EXISTS (SELECT 1 FROM formulations_draftrevision WHERE id = NEW.id "
        "OR (specification_id = NEW.specification_id AND number = NEW.number))", SAVED,
    ),
)  # fmt: skip
# TRUNCATE, which PostgreSQL alone has, removes rows without asking the triggers on them.
POSTGRESQL_EMPTYING = (
    Lock("approved_specifications_never_go", SPECIFICATION, "TRUNCATE", "", APPROVED),
    Lock("saved_revisions_never_go", REVISION, "TRUNCATE", "", SAVED),
)


def lock_statements(vendor: str) -> list[str]:
    """Return the statements that create the triggers."""
    if vendor == "sqlite":
        return [_sqlite(one) for one in (*locks(vendor), *SQLITE_REPLACING)]
    refuse = """CREATE OR REPLACE FUNCTION formulary_refuses() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END$$"""
    return [refuse, *(_postgresql(one) for one in (*locks(vendor), *POSTGRESQL_EMPTYING))]


def unlock_statements(vendor: str) -> list[str]:
    """Return the statements that drop the triggers."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {one.name}" for one in (*locks(vendor), *SQLITE_REPLACING)]
    every = (*locks(vendor), *POSTGRESQL_EMPTYING)
    drops = [f"DROP TRIGGER IF EXISTS {one.name} ON {one.table}" for one in every]
    return [*drops, "DROP FUNCTION IF EXISTS formulary_refuses()"]


def lock(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers. Called by the migration."""
    for statement in lock_statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def unlock(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers. Called when the migration is taken back."""
    for statement in unlock_statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def _sqlite(one: Lock) -> str:
    when = f"WHEN {one.condition} " if one.condition else ""
    refusal = f"BEGIN SELECT RAISE(ABORT, '{one.refusal}'); END"
    return f"CREATE TRIGGER IF NOT EXISTS {one.name} BEFORE {one.event} ON {one.table} {when}{refusal}"


def _postgresql(one: Lock) -> str:
    when = f"WHEN ({one.condition}) " if one.condition else ""
    each = "STATEMENT" if one.event == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {one.name} BEFORE {one.event} ON {one.table} "
        f"FOR EACH {each} {when}EXECUTE FUNCTION formulary_refuses('{one.refusal}')"
    )
