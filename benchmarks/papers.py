"""How long papers take: one warm label, one warm leaflet, and a hundred labels in one run of the queue.

    .venv/bin/python benchmarks/papers.py                 medians of 7 runs
    .venv/bin/python benchmarks/papers.py --parts         where the time of 1, 100 and 1,000 labels goes
    .venv/bin/python benchmarks/papers.py --leaflets      what leaflets cost, by kind and language
    .venv/bin/python benchmarks/papers.py --runs 15 --profile

The database is made for the run and thrown away. Wall is the clock; CPU is processor time of this process and of the
typesetting process together. "Typesetting" is from facts to PDF; "lint and read-back" are the checks of that PDF alone;
"whole" adds the claim, archive and ledger to both. --profile also prints where this process's own time goes while the
hundred labels are made.
"""

import argparse
import cProfile
import os
import pstats
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
LABELS = 100
MIB = 1024 * 1024
WARM_UP = 3


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--parts", action="store_true", help="the table of the parts of a label alone")
    parser.add_argument("--leaflets", action="store_true", help="the table of the kinds of leaflets alone")
    parser.add_argument("--most", type=int, default=1000, help="labels in that table")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "pharmacy.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("set_up", verbosity=0)
        _run(options)
    return 0


def _run(options: argparse.Namespace) -> None:
    from pharmacy.documents.models import Document

    if options.parts:
        _parts(most=options.most)
        return
    if options.leaflets:
        from benchmarks.leaflet_kinds import show_leaflets

        show_leaflets(runs=options.runs, cpu=_cpu_seconds)
        return
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"medians of {options.runs} runs; load {load}; milliseconds")
    print(f"{'':40}{'wall':>8}{'CPU':>8}")
    for kind in (Document.Kind.LABEL, Document.Kind.LEAFLET):
        _one_paper(str(kind), runs=options.runs)
    _line(f"a label of {LABELS} in one run of the queue", [_hundred_labels(number) for number in range(options.runs)])
    print(_memory())
    _parts(most=options.most)
    if options.profile:
        with cProfile.Profile() as profile:
            _hundred_labels(options.runs)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


def _one_paper(kind: str, *, runs: int) -> None:
    """Measure one paper alone: typesetting, and the whole way from its row to the archive."""
    _ask(2 * (runs + WARM_UP), key=kind)
    from pharmacy.documents.actions import render_document
    from pharmacy.documents.models import Document

    rows = list(Document.objects.filter(kind=kind, state=Document.State.QUEUED).order_by("pk"))
    works: list[tuple[str, Callable[[Document], object]]] = [
        (f"one warm {kind}, typesetting", _typeset),
        (f"one warm {kind}, whole", lambda row: render_document(document_id=row.pk)),
    ]
    for name, work in works:
        taken = [_measured(lambda row=row, work=work: work(row)) for row in rows[: runs + WARM_UP]][WARM_UP:]
        _line(name, taken)
    checks = [_checks_of(row) for row in rows[: runs + WARM_UP]]
    _line(f"one warm {kind}, lint and read-back", [_measured(check) for check in checks][WARM_UP:])
    Document.objects.filter(state=Document.State.QUEUED).delete()


def _checks_of(row: object) -> Callable[[], None]:
    """Return the checks of one paper, which is typeset before they are measured."""
    from formulations.reference import papers
    from pharmacy.documents.facts import facts_from
    from pharmacy.documents.finishing.lint import lint_label, lint_leaflet, notes_on_label
    from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
    from pharmacy.documents.models import Document
    from pharmacy.documents.papers.label_job import LabelJob
    from pharmacy.documents.papers.label_sheet import set_label_on_any
    from pharmacy.documents.papers.leaflet_sheet import set_leaflet

    if not isinstance(row, Document):
        raise TypeError("a paper is a row")
    facts, language = facts_from(row.facts), papers.language(row.language)
    if row.kind == Document.Kind.LEAFLET:
        text, layout = set_leaflet(facts, language=language, large_print=False)

        def check_leaflet() -> None:
            found = lint_leaflet(layout, facts=facts, language=language, large_print=False)
            _require_none([*found, *read_back_leaflet(layout.pdf, text=text, facts=facts, language=language)])

        return check_leaflet
    stock, words, laid_out = set_label_on_any(
        LabelJob(facts, row.container, papers.label_stock(row.stock), language, row.code)
    )
    job = LabelJob(facts, row.container, stock, language, row.code)

    def check_label() -> None:
        notes_on_label(laid_out)
        found = lint_label(laid_out, facts=facts, language=language)
        _require_none([*found, *read_back_label(laid_out.pdf, text=words, job=job)])

    return check_label


def _require_none(reports: list[object]) -> None:
    if reports:
        raise RuntimeError(f"a paper of the benchmark does not pass its checks: {reports[0]}")


def _typeset(row: object) -> None:
    """Lay out one paper and make its PDF; nothing is checked and nothing kept."""
    from formulations.reference import papers
    from pharmacy.documents.facts import facts_from
    from pharmacy.documents.models import Document
    from pharmacy.documents.papers.label_job import LabelJob
    from pharmacy.documents.papers.label_sheet import set_label_on_any
    from pharmacy.documents.papers.leaflet_sheet import set_leaflet

    if not isinstance(row, Document):
        raise TypeError("a paper is a row")
    facts, language = facts_from(row.facts), papers.language(row.language)
    if row.kind == Document.Kind.LEAFLET:
        set_leaflet(facts, language=language, large_print=False)
    else:
        set_label_on_any(LabelJob(facts, row.container, papers.label_stock(row.stock), language, row.code))


def _hundred_labels(number: int) -> tuple[float, float]:
    """Return wall and CPU milliseconds a label for a hundred labels, made by draining the queue."""
    from pharmacy.documents.actions import drain
    from pharmacy.documents.models import Document

    _ask(LABELS, key=f"run-{number}", only=Document.Kind.LABEL)

    def empty_the_queue() -> None:
        while drain():
            pass

    wall, cpu = _measured(empty_the_queue)
    asked = Document.objects.filter(kind=Document.Kind.LABEL, request_key__startswith=f"run-{number}-")
    made = asked.filter(state=Document.State.RENDERED).count()
    if made != LABELS:
        raise RuntimeError(f"{made} of {LABELS} labels were made")
    return wall / LABELS, cpu / LABELS


def _ask(papers: int, *, key: str, only: str = "") -> None:
    """Ask for papers of new batches until so many wait; only: of this kind, the others are not made."""
    from benchmarks.many_papers import make_batches
    from pharmacy.documents.actions import request_documents
    from pharmacy.documents.models import Document
    from pharmacy.staff.models import User

    tom = User.objects.get(username="tom")
    waiting = Document.objects.filter(state=Document.State.QUEUED)
    for batch in make_batches():
        request_documents(batch=batch, by=tom, request_key=f"{key}-{batch.lot}")
        if only:
            waiting.exclude(kind=only).delete()
        surplus = waiting.count() - papers
        if surplus >= 0:
            newest = waiting.order_by("-pk").values_list("pk", flat=True)[:surplus]
            Document.objects.filter(pk__in=list(newest)).delete()
            return


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU milliseconds of the work, the typesetting process counted in."""
    wall, cpu = time.perf_counter(), _cpu_seconds()
    work()
    return (time.perf_counter() - wall) * 1000, (_cpu_seconds() - cpu) * 1000


def _cpu_seconds() -> float:
    """Of this process, of the typesetting processes that ended (each makes 200 papers), and of the one that runs."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = psutil.Process().children(recursive=True)
    return (
        time.process_time()
        + ended.ru_utime
        + ended.ru_stime
        + sum(_nanoseconds(child.pid) for child in children) / 1_000_000_000
    )


def _nanoseconds(process_id: int) -> int:
    """Return the processor time of another process; the kernel's other counts go by hundredths of a second."""
    threads = Path(f"/proc/{process_id}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)


def _memory() -> str:
    """Return the peak memory of this process and of the typesetting process it still keeps."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    others = [_peak_bytes(child.pid) for child in psutil.Process().children(recursive=True)]
    return f"this process {own / MIB:.0f} MiB" + "".join(f", typesetting {peak / MIB:.0f} MiB" for peak in others)


def _parts(*, most: int) -> None:
    """Print where the time of a label goes, for 1, 100, 1,000 labels."""
    from benchmarks.label_parts import show_parts
    from pharmacy.documents.models import Document

    _ask(6, key="parts", only=Document.Kind.LABEL)
    rows = list(Document.objects.filter(kind=Document.Kind.LABEL, state=Document.State.QUEUED))
    counts = [number for number in (1, 100, 1000, 5000) if number <= most]
    show_parts(rows, counts=counts, cpu=_cpu_seconds, peaks=_memory)


def _peak_bytes(process_id: int) -> int:
    status = Path(f"/proc/{process_id}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024


def _line(name: str, taken: list[tuple[float, float]]) -> None:
    """Print the medians of wall and CPU milliseconds."""
    wall, cpu = (statistics.median(values) for values in zip(*taken, strict=True))
    print(f"{name:40}{wall:8.1f}{cpu:8.1f}")


if __name__ == "__main__":
    sys.exit(main())
