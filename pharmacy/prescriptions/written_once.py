"""Triggers that keep the record of a screening as it was written, in the words of each database.

A check can be added, never changed or removed. A later migration that alters the table on SQLite unlocks it first and
locks it again, since SQLite copies the rows. Source: ApBetrO section 7(1b), the check is documented; 21 CFR 11.10(e).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "prescriptions_plausibilitycheck"
REFUSAL = "the record of a screening never changes: screen again"
SQLITE_LOCKS = {
    "plausibility_check_never_changes": f"BEFORE UPDATE ON {TABLE}",
    "plausibility_check_never_goes": f"BEFORE DELETE ON {TABLE}",
    "plausibility_check_is_never_replaced": (
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"  # noqa: S608  a constant
    ),
}
POSTGRESQL_LOCKS: tuple[str, ...] = (
    f"""CREATE FUNCTION plausibility_check_refuses() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION '{REFUSAL}'; END$$""",
    f"""CREATE TRIGGER plausibility_check_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION plausibility_check_refuses()""",
)
POSTGRESQL_UNLOCKS: tuple[str, ...] = (
    f"DROP TRIGGER IF EXISTS plausibility_check_never_changes ON {TABLE}",
    "DROP FUNCTION IF EXISTS plausibility_check_refuses()",
)


def lock(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers. Called by the migration."""
    statements = POSTGRESQL_LOCKS
    if editor.connection.vendor == "sqlite":
        refusal = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
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
