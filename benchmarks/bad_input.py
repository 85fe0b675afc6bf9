"""Feeds every broken bundle to the real `dispense` command, on a database of its own, and prints how each ended.

    .venv/bin/python benchmarks/bad_input.py            a summary, and each bundle that did not end as it should
    .venv/bin/python benchmarks/bad_input.py --all      every bundle with its line

Each must end with status 2, one line on standard error, nothing on standard output, nothing stored, nothing written.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.broken_bundles import as_bytes, broken_bundles, good_bundle

ENOUGH = 300


@dataclass(frozen=True)
class Ending:
    """How one run of the command ended. rows: how many rows it left behind, in all tables."""

    name: str
    status: int
    output: str
    line: str
    rows: int
    files: int
    seconds: float

    @property
    def is_as_it_should_be(self) -> bool:
        """Whether it was refused in one line and left no trace."""
        one_line = bool(self.line.strip()) and self.line.count("\n") == 1 and "Traceback" not in self.line
        return self.status == 2 and one_line and not (self.output or self.rows or self.files)


def main() -> int:
    """Return 0 when every bundle was refused as it should be."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--all", action="store_true", help="print every bundle")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        _refuse_a_bad_start()
        endings = [ending_of(name, content, folder=Path(folder)) for name, content in broken_bundles()]
    for ending in endings:
        if options.all or not ending.is_as_it_should_be:
            print(f"{ending.status}  {ending.seconds:6.3f} s  {ending.name}: {ending.line.strip()[:300]}")
    return report(endings)


def set_up(folder: Path) -> None:
    """Make a database with the formulary and the demo pharmacy, as `make setup` does."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "pharmacy.settings",
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": f"sqlite:///{folder}/bad-input.sqlite3",
    }
    (folder / "var").mkdir()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("set_up", stdout=io.StringIO())


def _refuse_a_bad_start() -> None:
    """The bundle that is broken must itself be read, or every refusal below would prove nothing."""
    from pharmacy.exchange.dispense import formulation_to_make
    from pharmacy.exchange.fhir.mapping import read_prescription
    from pharmacy.exchange.fhir.strict_json import parse

    read_prescription(parse(as_bytes(good_bundle())), find_specification=formulation_to_make)


def ending_of(name: str, content: bytes, *, folder: Path) -> Ending:
    """Return how the command ended for one bundle."""
    from django.core.management import call_command

    bundle, out = folder / "bundle.json", folder / "out"
    bundle.write_bytes(content)
    before, output, line = count_rows(), io.StringIO(), io.StringIO()
    started = time.perf_counter()
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(line):
            call_command("dispense", str(bundle), out=str(out), stdout=output, stderr=line)
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    seconds = time.perf_counter() - started
    files = len(list(out.iterdir())) + 1 if out.exists() else 0
    return Ending(name, status, output.getvalue(), line.getvalue(), count_rows() - before, files, seconds)


def count_rows() -> int:
    """Return how many rows all tables hold together."""
    from django.apps import apps

    return sum(model._base_manager.count() for model in apps.get_models())


def report(endings: list[Ending]) -> int:
    """Print the summary; return 0 when all is as it should be."""
    wrong = [ending for ending in endings if not ending.is_as_it_should_be]
    slowest = max(endings, key=lambda ending: ending.seconds)
    seconds = sorted(ending.seconds for ending in endings)
    print(f"{len(endings)} broken bundles; {len(endings) - len(wrong)} refused with status 2, one line, nothing stored")
    print(
        f"median {seconds[len(seconds) // 2] * 1000:.1f} ms; slowest {slowest.seconds * 1000:.0f} ms ({slowest.name})"
    )
    return 0 if not wrong and len(endings) >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
