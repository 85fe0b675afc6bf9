"""Let the database itself refuse to change or remove an approved specification."""

from django.db import migrations

REFUSAL = "an approved specification never changes: make a new version"
SQLITE_LOCKS = {
    "approved_specification_never_changes": (
        "BEFORE UPDATE ON formulations_specification WHEN OLD.approved_at IS NOT NULL"
    ),
    "approved_specification_never_goes": "BEFORE DELETE ON formulations_specification WHEN OLD.approved_at IS NOT NULL",
    "approved_specification_is_never_replaced": (
        "BEFORE INSERT ON formulations_specification WHEN EXISTS "
        "(SELECT 1 FROM formulations_specification WHERE approved_at IS NOT NULL AND "
        "(id = NEW.id OR (formulation_id = NEW.formulation_id AND version = NEW.version)))"
    ),
}
POSTGRESQL_LOCKS = (
    f"""CREATE FUNCTION approved_specification_refuses() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION '{REFUSAL}'; END$$""",
    """CREATE TRIGGER approved_specification_never_changes BEFORE UPDATE OR DELETE ON formulations_specification
       FOR EACH ROW WHEN (OLD.approved_at IS NOT NULL) EXECUTE FUNCTION approved_specification_refuses()""",
    """CREATE TRIGGER approved_specification_never_goes BEFORE TRUNCATE ON formulations_specification
       FOR EACH STATEMENT EXECUTE FUNCTION approved_specification_refuses()""",
)
POSTGRESQL_UNLOCKS = (
    "DROP TRIGGER IF EXISTS approved_specification_never_changes ON formulations_specification",
    "DROP TRIGGER IF EXISTS approved_specification_never_goes ON formulations_specification",
    "DROP FUNCTION IF EXISTS approved_specification_refuses()",
)


def lock(_apps, editor):
    """Create the triggers."""
    statements = POSTGRESQL_LOCKS
    if editor.connection.vendor == "sqlite":
        refusal = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        statements = [f"CREATE TRIGGER IF NOT EXISTS {name} {when} {refusal}" for name, when in SQLITE_LOCKS.items()]
    for statement in statements:
        editor.execute(statement)


def unlock(_apps, editor):
    """Drop the triggers."""
    statements = POSTGRESQL_UNLOCKS
    if editor.connection.vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE_LOCKS]
    for statement in statements:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("formulations", "0001_first_rows")]
    operations = [migrations.RunPython(lock, unlock)]
