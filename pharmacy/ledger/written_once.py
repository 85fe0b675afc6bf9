"""Tables whose rows may be added, never changed or removed: their triggers, in the words of each database.

A later migration that alters such a table on SQLite unlocks it first and locks it again, since SQLite copies the rows.
Source: 21 CFR 11.10(e), earlier entries are not obscured.
"""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class WrittenOnce:
    """One such table. `name` begins the names of its triggers; `refusal` is read by whoever tries to change a row."""

    table: str
    name: str
    refusal: str

    def lock(self, _apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """Create the triggers. Called by a migration."""
        for statement in self._sqlite_locks() if editor.connection.vendor == "sqlite" else self._postgresql_locks():
            editor.execute(statement)

    def unlock(self, _apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """Drop the triggers. Called when the migration is taken back."""
        for statement in self._sqlite_unlocks() if editor.connection.vendor == "sqlite" else self._postgresql_unlocks():
            editor.execute(statement)

    def _sqlite_moments(self) -> dict[str, str]:
        known = f"SELECT 1 FROM {self.table} WHERE id = NEW.id"  # noqa: S608  a table of ours, never a person's words
        return {
            f"{self.name}_never_changes": f"BEFORE UPDATE ON {self.table}",
            f"{self.name}_never_goes": f"BEFORE DELETE ON {self.table}",
            f"{self.name}_is_never_replaced": f"BEFORE INSERT ON {self.table} WHEN EXISTS ({known})",
        }

    def _sqlite_locks(self) -> list[str]:
        refusal = f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        return [f"CREATE TRIGGER {name} {when} {refusal}" for name, when in self._sqlite_moments().items()]

    def _sqlite_unlocks(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {name}" for name in self._sqlite_moments()]

    def _postgresql_locks(self) -> list[str]:
        return [
            f"""CREATE FUNCTION {self.name}_refuses() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN RAISE EXCEPTION '{self.refusal}'; END$$""",
            f"""CREATE TRIGGER {self.name}_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON {self.table}
                FOR EACH STATEMENT EXECUTE FUNCTION {self.name}_refuses()""",
        ]

    def _postgresql_unlocks(self) -> list[str]:
        return [
            f"DROP TRIGGER IF EXISTS {self.name}_never_changes ON {self.table}",
            f"DROP FUNCTION IF EXISTS {self.name}_refuses()",
        ]
