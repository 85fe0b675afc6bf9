"""Damaged files are refused whole, each with a line, and leave nothing behind."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from formulations.reference.formulary.assembling import shipped_files
from formulations.reference.formulary.drug_file import BadDrugFile, read_drug_file
from pharmacy.staff.models import Role, User
from tests.exchange_format.damage import IN_PLACE, KINDS, ONLY_THE_HASH_TELLS, damaged_files, first_changed_line

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "formulary" / "sodium-chloride.toml"
FILES = [EXAMPLE.read_bytes(), *(path.read_bytes() for path in shipped_files() if path.stat().st_size < 60_000)]
DAMAGED = list(damaged_files(FILES, count=500, seed=20261122))


def test_five_hundred_damaged_files_are_refused_each_with_a_line() -> None:
    unnoticed = []
    for name, content in DAMAGED:
        try:
            read_drug_file(content, name=name)
            unnoticed.append(name)
        except BadDrugFile as refused:
            assert refused.faults
            assert all(1 <= fault.line <= content.count(b"\n") + 1 for fault in refused.faults), name
    assert unnoticed == []


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ONLY_THE_HASH_TELLS], ids=lambda kind: kind.__name__
)
def test_damage_of_this_kind_is_found_without_the_hash(kind: object) -> None:
    called = f"{kind.__name__.replace('_', ' ')} "
    assert any(is_refused(content) for name, content in DAMAGED if name.startswith(called))


@pytest.mark.parametrize("kind", IN_PLACE, ids=lambda kind: kind.__name__)
def test_the_line_that_was_damaged_is_the_line_that_is_named(kind: Callable[..., str | None]) -> None:
    chance = random.Random(kind.__name__)
    for _ in range(8):
        good = chance.choice(FILES)
        damaged = kind(good.decode(), chance)
        if damaged is None or damaged.encode() == good:
            continue
        with pytest.raises(BadDrugFile) as refused:
            read_drug_file(damaged.encode(), name="damaged")
        line = first_changed_line(good, damaged.encode())
        assert line in {fault.line for fault in refused.value.faults}, str(refused.value)[:400]


def is_refused(content: bytes) -> bool:
    """Whether a file is refused for its content, whatever its hash."""
    try:
        read_drug_file(content, name="damaged", hash_matters=False)
    except BadDrugFile:
        return True
    return False


@pytest.mark.django_db
def test_a_refused_import_stores_nothing(tmp_path: Path) -> None:
    User.objects.create_user("fay", full_name="Fay Duarte", role=Role.FORMULARY_ADMIN)
    before = {model._meta.label: model.objects.count() for model in apps.get_models()}
    for number, (name, content) in enumerate(DAMAGED[:60]):
        path = tmp_path / f"{number}.toml"
        path.write_bytes(content)
        with pytest.raises(SystemExit) as end:
            call_command(
                "formulary", "import", str(path), by="fay", confirm=True, stdout=io.StringIO(), stderr=io.StringIO()
            )
        assert end.value.code == 2, name
    assert {model._meta.label: model.objects.count() for model in apps.get_models()} == before
