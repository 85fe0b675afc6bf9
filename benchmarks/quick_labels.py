"""Labels the quick way, in full, and as others make them: processor time, memory, and whether both ways agree.

    .venv/bin/python benchmarks/quick_labels.py                     one label, 100 and 1,000, each way
    .venv/bin/python benchmarks/quick_labels.py --most 5000         up to 5,000 the quick way
    .venv/bin/python benchmarks/quick_labels.py --compare 3000      random labels in both ways, and each difference

Every label says words that no label before it said (patient, lot, number, code); medicines and sentences repeat, as
they do in a pharmacy. From the finished HTML to the PDF, each label a PDF of its own. Each way runs in a process of its
own, one after the other in each round; given are the medians, and those of the ratio to the quick way in the same
round. "others" is one new font configuration, style sheet and document for each label, merged afterwards, as the
nearest peer does. ReportLab and fpdf2 are measured where they can be imported (PYTHONPATH); they are in no
requirements, since nothing else needs them. Chromium is Debian's, started once for 200 labels, pages of one document.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import bare_canvases  # noqa: E402

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""
WARM_UP = 20
CHUNK = 200  # labels whose HTML is there at once
MIB = 1024


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--compare", type=int, default=0)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--labels", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    _prepare()
    if options.compare:
        return _compare(options.compare)
    if options.way:
        print(json.dumps(_measured(options.way, labels=options.labels)))
        return 0
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"medians of {options.rounds} rounds; load {load}; milliseconds of processor time a label, peak memory")
    counts = [count for count in (1, 100, 1000, 5000) if count <= options.most]
    for count in counts:
        _table(count, rounds=options.rounds if count <= 1000 else 1)
    return 0


def _ways(labels: int) -> list[str]:
    """Give what is measured with so many labels; what takes minutes is left out."""
    if labels > 1000:
        return ["quick"]
    slow = ["full", "others", "fpdf2", *(["chromium"] if CHROMIUM else [])]
    return ["quick", "reportlab", *(slow if labels <= 100 else [])]


def _table(labels: int, *, rounds: int) -> None:
    """Print a line for each way, measured in turn in every round."""
    ways = _ways(labels)
    found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            command = [sys.executable, __file__, "--way", way, "--labels", str(labels)]
            found[way].append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    for way, rows in found.items():
        if "missing" in rows[0]:
            print(f"{labels:6} {way:12} not installed")
            continue
        cpu, memory, size = (statistics.median(one[key] for one in rows) for key in ("ms", "mib", "bytes"))
        ratio = statistics.median(one["ms"] / quick["ms"] for one, quick in zip(rows, found["quick"], strict=True))
        print(f"{labels:6} {way:12}{cpu:9.2f} ms{ratio:8.1f} x{memory:7.0f} MiB{size:9.0f} bytes", flush=True)


def _prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "pharmacy.settings"
    from pharmacy.documents.rendering.fonts import fontconfig_file

    os.environ["FONTCONFIG_FILE"] = str(fontconfig_file())
    import django

    django.setup()
    import logging

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("weasyprint.progress").setLevel(logging.CRITICAL)


def _compare(labels: int) -> int:
    """Set random labels in both ways; name each difference."""
    from pharmacy.documents.rendering.quick.agreement import first_difference
    from pharmacy.documents.rendering.quick.unknown import Unknown
    from pharmacy.documents.rendering.typesetter import Press
    from tests.documents.random_labels import random_sheets

    press, fit, unknown, differ = Press(), 0, 0, 0
    for number, sheet in enumerate(random_sheets(2026, labels=labels)):
        full = press.measure(sheet)
        try:
            quick = press.quick.set(sheet, full=press.measure)
        except Unknown as reason:
            unknown += 1
            print(f"label {number}: {reason}")
            continue
        fit += quick.fits
        if difference := first_difference(quick, full):
            differ += 1
            print(f"label {number} differs: {difference}")
    print(f"{labels} labels, {fit} fit; {differ} differ, {unknown} went the full way")
    return 1 if differ else 0


def _measured(way: str, *, labels: int) -> dict[str, float]:
    """Return processor time and size of a label, and the peak memory of this process."""
    work = _WORKS[way]()
    if work is None:
        return {"missing": 1}
    if way != "chromium":
        for sheet in _sheets(WARM_UP, first=10_000_000):
            work([sheet])
    seconds = size = 0.0
    for first in range(0, labels, CHUNK):
        sheets = _sheets(min(CHUNK, labels - first), first=first + 1)
        before = _cpu_seconds()
        size += work(sheets)
        seconds += _cpu_seconds() - before
    own = resource.getrusage(resource.RUSAGE_CHILDREN if way == "chromium" else resource.RUSAGE_SELF)
    return {"ms": seconds / labels * 1000, "mib": own.ru_maxrss / MIB, "bytes": size / labels}


def _cpu_seconds() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _sheets(count: int, *, first: int) -> list[object]:
    """Return the sheets of new labels on one stock: four medicines, all with words of their own."""
    from dataclasses import replace
    from decimal import Decimal

    from pharmacy.documents.codes import LETTERS
    from pharmacy.documents.papers.label import label_text
    from pharmacy.documents.papers.label_form import label_form
    from tests.documents.a_paper import capsules, cream, drops, facts, job

    medicines = (facts(), capsules(), cream(), drops(("0.5 mg", "2 drops")))
    found = []
    for number in range(first, first + count):
        of = replace(
            medicines[number % 4],
            patient=f"Given{number} Family{number * 7}",
            lot=f"26{number % 10000:04d}-{number % 1000:03d}",
            prescription_number=str(number),
        )
        code = "".join(LETTERS[(number * 7919 >> (5 * place)) % 32] for place in range(10))
        one = replace(job(of, stock="label-101x54"), code=code)
        text = label_text(one)
        found.append(label_form(one, text=text, rung=one.stock.rungs[-1], gap=Decimal("0.8")))
    return found


def _quick() -> Callable[[list[object]], int]:
    from pharmacy.documents.rendering.typesetter import Press

    press = Press()

    def work(sheets: list[object]) -> int:
        return sum(_whole(press.set(sheet)) for sheet in sheets)

    return work


def _whole(layout: object) -> int:
    if not layout.pdf or not layout.is_quick:
        raise RuntimeError("a label of the benchmark did not fit or went the full way")
    return len(layout.pdf)


def _full() -> Callable[[list[object]], int]:
    from pharmacy.documents.rendering.typesetter import Press

    press = Press()
    return lambda sheets: sum(len(press.set_in_full(sheet).pdf) for sheet in sheets)


def _others() -> Callable[[list[object]], int]:
    import pypdfium2
    from weasyprint import CSS, HTML

    def work(sheets: list[object]) -> int:
        merged = pypdfium2.PdfDocument.new()
        for sheet in sheets:
            merged.import_pages(
                pypdfium2.PdfDocument(HTML(string=sheet.html).write_pdf(stylesheets=[CSS(string=sheet.css)]))
            )
        with tempfile.TemporaryFile() as target:
            merged.save(target)
            return target.tell()

    return work


def _chromium() -> Callable[[list[object]], int]:
    def work(sheets: list[object]) -> int:
        bodies = [sheet.html.partition("<body>")[2].partition("</body>")[0] for sheet in sheets]
        pages = "".join(f'<section style="position:relative;break-after:page">{body}</section>' for body in bodies)
        with tempfile.TemporaryDirectory() as folder:
            page, pdf = Path(folder) / "labels.html", Path(folder) / "labels.pdf"
            page.write_text(f'<!doctype html><meta charset="utf-8"><style>{sheets[0].css}</style>{pages}')
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--single-process", "--no-pdf-header-footer"]
            command = [CHROMIUM, *flags, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page.as_uri()]
            for _ in range(5):  # in one process, which alone can be measured, it falls over now and then
                if not subprocess.run(command, check=False, capture_output=True, timeout=300).returncode:
                    return pdf.stat().st_size
            raise RuntimeError("Chromium printed nothing in five attempts")

    return work


_WORKS: dict[str, Callable[[], Callable[[list[object]], int] | None]] = {
    "quick": _quick,
    "full": _full,
    "others": _others,
    "chromium": _chromium,
    "reportlab": bare_canvases.reportlab,
    "fpdf2": bare_canvases.fpdf2,
}

if __name__ == "__main__":
    sys.exit(main())
