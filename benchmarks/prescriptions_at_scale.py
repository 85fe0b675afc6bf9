"""Measure the daily pages with 1,000 prescriptions and with 1,000,000 of 200,000 patients.

    .venv/bin/python benchmarks/prescriptions_at_scale.py                        SQLite
    .venv/bin/python benchmarks/prescriptions_at_scale.py --servers              PostgreSQL on 127.0.0.1

Options: --few 1000  --many 1000000  --runs 40. --keep DIR keeps the databases (SQLite: files in DIR; PostgreSQL: the
databases secundum_scale_*), and a second run with the same DIR only measures. Without it they are thrown away.
Exit status 1 when a page asks one thing at least twice as often with many as with few, takes more than 100 ms at the
95th percentile with many, or a search needs 50 ms in the database. Whatever is asked more often is printed; once and
not never, or five times and not four, is no growth: another record is asked for, and has something to show. Every run
asks for another patient, prescription or word. Counted are milliseconds on the clock, and beside them processor time
with the time waited for a server: on a machine that does other things the first says how busy it was, the second what
the page costs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER = "postgresql://postgres@127.0.0.1:5432"
MOST_OF_A_PAGE, MOST_OF_A_SEARCH = 100, 50
PATIENTS_OF = 5  # prescriptions of a patient, on average


def main() -> int:
    options = _options()
    if options.part:
        return _part(options)
    folder = Path(options.keep or tempfile.mkdtemp(prefix="prescriptions-at-scale-"))
    try:
        few, many = (_measured(size, folder=folder, options=options) for size in (options.few, options.many))
    finally:
        if not options.keep:
            _throw_away(folder, options=options)
    return _report(few, many, options=options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", action="store_true")
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--keep", default="")
    parser.add_argument("--part", choices=("", "make", "measure"), default="", help="used by the script itself")
    parser.add_argument("--size", type=int, default=0)
    parser.add_argument("--into", default="")
    return parser.parse_args()


def _measured(size: int, *, folder: Path, options: argparse.Namespace) -> dict:
    """Return the figures of one size, measured in a process of its own; make its database first where it is missing."""
    var = folder / f"{'postgresql' if options.servers else 'sqlite'}-{size}"
    made, figures = var / "made", var / "figures.json"
    if not made.exists():
        shutil.rmtree(var, ignore_errors=True)
        var.mkdir(parents=True)
        if options.servers:
            _server(f"DROP DATABASE IF EXISTS {_name(size)} WITH (FORCE)", f"CREATE DATABASE {_name(size)}")
        _run("make", size=size, var=var, options=options)
        made.touch()
    _run("measure", size=size, var=var, options=options, into=figures)
    return json.loads(figures.read_text())


def _run(part: str, *, size: int, var: Path, options: argparse.Namespace, into: Path | None = None) -> None:
    surroundings = os.environ | {
        "VAR_DIR": str(var),
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "pharmacy.settings",
    }
    surroundings["DATABASE_URL"] = f"{SERVER}/{_name(size)}" if options.servers else ""
    command = [sys.executable, __file__, "--part", part, "--size", str(size), "--runs", str(options.runs)]
    subprocess.run([*command, "--into", str(into or "")], env=surroundings, cwd=ROOT, check=True)


def _part(options: argparse.Namespace) -> int:
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    if options.part == "make":
        _make(options.size)
    else:
        from django.core.management import call_command

        from benchmarks.scale_figures import measure

        call_command("migrate", verbosity=0)  # a database that was kept may be older than the program
        import pharmacy.wsgi  # noqa: F401  the pages as the web server has them loaded

        Path(options.into).write_text(json.dumps(measure(runs=options.runs)))
    return 0


def _make(size: int) -> None:
    import io

    from django.core.management import call_command

    from benchmarks.many_prescriptions import grow

    call_command("set_up", verbosity=0, stdout=io.StringIO())
    waiting = min(1500, max(300, size // 500))
    grow(prescriptions=size, patients=size // PATIENTS_OF, waiting=waiting, say=_say)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _name(size: int) -> str:
    return f"secundum_scale_{size}"


def _server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _throw_away(folder: Path, *, options: argparse.Namespace) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if options.servers:
        _server(*(f"DROP DATABASE IF EXISTS {_name(size)} WITH (FORCE)" for size in (options.few, options.many)))


def _report(few: dict, many: dict, *, options: argparse.Namespace) -> int:
    print(f"{'PostgreSQL' if options.servers else 'SQLite'}; milliseconds on the clock (processor and server)")
    head = f"{'page':34} {'queries':>7} {'then':>5} | {options.few:>9}: median {'p95':>12} |"
    print(f"{head} {options.many:>9}: median {'p95':>12} | {'in database':>11}")
    bad, differing = [], []
    for page, then in many.items():
        now = few[page]
        slow = then["cost_p95"] > MOST_OF_A_PAGE or (
            page.startswith("search") and then["database_p95"] > MOST_OF_A_SEARCH
        )
        more = _asked_more(now["statements"], then=then["statements"])
        differing += [f"  {page}: {line}" for line in map(_in_words, more)]
        bad += [page] if slow or any(map(_is_growth, more)) else []
        queries = f"{now['queries']:>7} {then['queries']:>5}"
        print(f"{page:34} {queries} | {_cells(now)} | {_cells(then)} | {then['database_p95']:>11.1f}")
    print("\n".join(["asked more often with many:", *(differing or ["  nothing"])]))
    print(f"beyond the aim: {', '.join(bad) or 'none'}")
    return 1 if bad else 0


def _asked_more(now: dict[str, int], *, then: dict[str, int]) -> list[tuple[str, int, int]]:
    """What is asked more often with many: statement, how often with few, how often with many."""
    return [(one, now.get(one, 0), count) for one, count in sorted(then.items()) if count > now.get(one, 0)]


def _is_growth(more: tuple[str, int, int]) -> bool:
    _, few, many = more
    return many > 1 and many >= 2 * few


def _in_words(more: tuple[str, int, int]) -> str:
    what, few, many = more
    return f"{many} instead of {few} ({'grows' if _is_growth(more) else 'no growth'}): {what}"


def _cells(row: dict) -> str:
    return f"{row['median']:>9.1f} ({row['cost_median']:>5.1f}) {row['p95']:>6.1f} ({row['cost_p95']:>5.1f})"


if __name__ == "__main__":
    sys.exit(main())
