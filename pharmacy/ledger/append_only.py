"""Triggers that make the ledger append-only, in the words of each database.

An event can be added, never changed or removed. The head moves on by one event at a time, to the event that was just
added. Source: 21 CFR 11.10(e), an audit trail whose earlier entries are not obscured.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE_LOCKS = {
    "ledger_event_never_changes": "BEFORE UPDATE ON ledger_event",
    "ledger_event_never_goes": "BEFORE DELETE ON ledger_event",
    "ledger_event_is_never_replaced": (
        "BEFORE INSERT ON ledger_event WHEN EXISTS (SELECT 1 FROM ledger_event "
        "WHERE id = NEW.id OR sequence = NEW.sequence OR sha256 = NEW.sha256)"
    ),
    "ledger_head_never_goes": "BEFORE DELETE ON ledger_head",
    "ledger_head_is_never_replaced": "BEFORE INSERT ON ledger_head WHEN EXISTS (SELECT 1 FROM ledger_head)",
    "ledger_head_moves_on_by_one": (
        "BEFORE UPDATE ON ledger_head WHEN NEW.sequence <> OLD.sequence + 1 OR NOT EXISTS "
        "(SELECT 1 FROM ledger_event WHERE sequence = NEW.sequence AND sha256 = NEW.sha256)"
    ),
}
POSTGRESQL_LOCKS: tuple[str, ...] = (
    """CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN RAISE EXCEPTION 'the ledger is append-only'; END$$""",
    """CREATE FUNCTION ledger_head_moves_on() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN
         IF NEW.sequence <> OLD.sequence + 1 OR NOT EXISTS
            (SELECT 1 FROM ledger_event WHERE sequence = NEW.sequence AND sha256 = NEW.sha256)
         THEN RAISE EXCEPTION 'the ledger is append-only'; END IF;
         RETURN NEW;
       END$$""",
    """CREATE TRIGGER ledger_event_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_event
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()""",
    """CREATE TRIGGER ledger_head_never_goes BEFORE DELETE OR TRUNCATE ON ledger_head
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()""",
    """CREATE TRIGGER ledger_head_moves_on_by_one BEFORE UPDATE ON ledger_head
       FOR EACH ROW EXECUTE FUNCTION ledger_head_moves_on()""",
)
POSTGRESQL_UNLOCKS: tuple[str, ...] = (
    "DROP TRIGGER IF EXISTS ledger_event_never_changes ON ledger_event",
    "DROP TRIGGER IF EXISTS ledger_head_never_goes ON ledger_head",
    "DROP TRIGGER IF EXISTS ledger_head_moves_on_by_one ON ledger_head",
    "DROP FUNCTION IF EXISTS ledger_refuses()",
    "DROP FUNCTION IF EXISTS ledger_head_moves_on()",
)


def lock(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers. Called by the migration."""
    statements = POSTGRESQL_LOCKS
    if editor.connection.vendor == "sqlite":
        refusal = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        statements = tuple(f"CREATE TRIGGER {name} {when} {refusal}" for name, when in SQLITE_LOCKS.items())
    for statement in statements:
        editor.execute(statement)


def unlock(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers. Called when the migration is taken back."""
    statements = POSTGRESQL_UNLOCKS
    if editor.connection.vendor == "sqlite":
        statements = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE_LOCKS)
    for statement in statements:
        editor.execute(statement)
