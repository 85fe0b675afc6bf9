"""Triggers that keep what reviewers approved as it was written, in the words of each database.

An approval can be added, never changed or removed: papers in the archive name the wording that they were made from. A
later migration that alters one of the tables on SQLite unlocks it first and locks it again, since SQLite copies the
rows. Source: 21 CFR 11.10(e), earlier entries are not obscured.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("languages_review", "languages_offer")
REFUSAL = "what was approved never changes: approve anew"
SQLITE_LOCKS = {
    f"{table}_{name}": when.format(table=table)
    for table in TABLES
    for name, when in {
        "never_changes": "BEFORE UPDATE ON {table}",
        "never_goes": "BEFORE DELETE ON {table}",
        "is_never_replaced": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
    }.items()
}
POSTGRESQL_LOCKS = (
    f"""CREATE FUNCTION languages_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION '{REFUSAL}'; END$$""",
    *(
        f"""CREATE TRIGGER {table}_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION languages_refuse()"""
        for table in TABLES
    ),
)
POSTGRESQL_UNLOCKS = (
    *(f"DROP TRIGGER IF EXISTS {table}_never_changes ON {table}" for table in TABLES),
    "DROP FUNCTION IF EXISTS languages_refuse()",
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
