"""A pharmacy that `dispense` can run in."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.utils import timezone

from pharmacy.staff.accounts import open_command_line_account
from tests.exchange.bundles import EXAMPLES
from tests.kept_rows import make_or_repeat


class Run(NamedTuple):
    """How one run of the command ended."""

    status: int
    line: str
    out: Path

    @property
    def record(self) -> dict[str, Any]:
        """What record.json holds."""
        return json.loads((self.out / "record.json").read_text("utf-8"))

    @property
    def files(self) -> set[str]:
        """The names of all files in the directory; none when there is no directory."""
        return {path.name for path in self.out.iterdir()} if self.out.is_dir() else set()


Dispense = Callable[..., Run]


@pytest.fixture
def dispense(db: None, tmp_path: Path, settings: Any) -> Dispense:
    """Runs the real command in the demo pharmacy: a bundle, or the name of an example, and the options as text."""
    settings.VAR_DIR = tmp_path / "var"
    make_or_repeat(_set_up, key=("demo", timezone.now().date()), pharmacy=True)

    def run(bundle: object, *options: str, out: str = "out", made: str = "2026-11-22") -> Run:
        path = EXAMPLES / f"{bundle}.json" if isinstance(bundle, str) else tmp_path / "bundle.json"
        if not isinstance(bundle, str):
            path.write_bytes(bundle if isinstance(bundle, bytes) else json.dumps(bundle).encode())
        line = StringIO()
        day = ("--made", made) if made else ()
        try:
            call_command("dispense", str(path), "--out", str(tmp_path / out), *day, *options, stderr=line)
            status = 0
        except SystemExit as end:
            status = end.code
        return Run(status, line.getvalue(), tmp_path / out)

    return run


def _set_up() -> None:
    open_command_line_account()
    call_command("demo_pharmacy", stdout=StringIO())
