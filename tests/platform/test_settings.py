"""The settings as a whole, each time in a fresh process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KEY = "kJ3n-Wq8Zr5_xT0vBm2Ls7Hd9Fy4Gc6Pe1Ua-Nb8Qi3Ok5Rw7Sz2Xt"
PRODUCTION = {"ENVIRONMENT": "production", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "pharmacy.example"}


def start(*names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a fresh process, and print some of them as JSON."""
    show = f"import json; from pharmacy import settings; print(json.dumps([getattr(settings, n) for n in {names!r}]))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", show],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_production_starts_with_a_key_and_a_host(tmp_path: Path) -> None:
    found = start("DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", VAR_DIR=str(tmp_path), **PRODUCTION)
    assert json.loads(found.stdout) == [False, ["pharmacy.example"], True]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"DEBUG": "1"}, "DEBUG shows patients' data in error pages"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short or a default"),
        ({"SECRET_KEY": ""}, "The setting SECRET_KEY is missing"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* lets anybody pose as this site"),
        ({"ALLOWED_HOSTS": ""}, "The setting ALLOWED_HOSTS is missing"),
        ({"ENVIRONMENT": "Production"}, "Write one of: local, production"),
    ],
)
def test_production_refuses_to_start_and_says_why(change: dict[str, str], why: str, tmp_path: Path) -> None:
    found = start("DEBUG", VAR_DIR=str(tmp_path), **{**PRODUCTION, **change})
    assert found.returncode == 1
    assert why in found.stderr


def test_without_any_setting_it_serves_this_machine_alone(tmp_path: Path) -> None:
    found = start("DEBUG", "ALLOWED_HOSTS", "CELERY_BROKER_URL", "SQLITE", VAR_DIR=str(tmp_path))
    assert json.loads(found.stdout) == [False, ["127.0.0.1", "localhost", "[::1]"], "filesystem://", True]
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.django_db
def test_sqlite_keeps_its_promises() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA synchronous").fetchone()[0] in {2, 3}
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    assert connection.transaction_mode == "IMMEDIATE"
