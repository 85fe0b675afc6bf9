"""What every table and every migration keeps to."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith(("pharmacy", "formulations"))]
# A moment that no person stands for, and why.
NOBODY_SIGNS = {
    "documents.ArchivedFile.archived_at": "the worker archives; the document that points at the file names who asked",
    "prescriptions.EntryDraft.began_at": "a draft is its owner's alone: saved_by began it too",
    "staff.FailedLogIn.last_at": "a log-in that failed has no person",
}


def moments() -> list[tuple[type[models.Model], models.Field]]:
    """Every column that says when something was done."""
    tables = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return [(table, column) for table in tables for column in table._meta.local_fields if column.name.endswith("_at")]


def label_of(table: type[models.Model], column: models.Field) -> str:
    """The column as one names it: room, table, column."""
    return f"{table._meta.label}.{column.name}"


@pytest.mark.parametrize(("table", "column"), moments(), ids=lambda part: getattr(part, "__name__", str(part)))
def test_every_act_names_who_and_when_together(table: type[models.Model], column: models.Field) -> None:
    if label_of(table, column) in NOBODY_SIGNS:
        return
    act = column.name.removesuffix("_at")
    signer = table._meta.get_field(f"{act}_by")
    names = [constraint.name for constraint in table._meta.constraints]
    assert signer.null == column.null
    assert not column.null or any(name.endswith(f"_{act}_at_and_by_together") for name in names)


def test_every_stated_exception_still_exists() -> None:
    assert set(NOBODY_SIGNS) <= {label_of(table, column) for table, column in moments()}


def test_no_column_is_a_binary_fraction() -> None:
    tables = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    columns = [(table, column) for table in tables for column in table._meta.local_fields]
    assert [label_of(*pair) for pair in columns if isinstance(pair[1], models.FloatField)] == []


def our_migrations() -> list[Migration]:
    """Every migration of the program."""
    loader = MigrationLoader(connection=None, ignore_no_migrations=True)
    return [step for (label, _), step in sorted(loader.disk_migrations.items()) if label in OURS]


@pytest.mark.parametrize("step", our_migrations(), ids=str)
def test_a_migration_has_a_name_that_a_person_gave_it(step: Migration) -> None:
    number, _, name = step.name.partition("_")
    assert number.isdecimal()
    assert name not in {"", "initial", step.suggest_name()}
    assert "auto" not in name.split("_")


@pytest.mark.parametrize("step", our_migrations(), ids=str)
def test_a_migration_can_be_taken_back(step: Migration) -> None:
    assert [operation.describe() for operation in step.operations if not operation.reversible] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()
