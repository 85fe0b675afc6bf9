"""Sends random formulations out to drug files and in again, and feeds damaged files to the import.

    .venv/bin/python benchmarks/formulary_files.py --specifications 2000 --damaged 500

Each random formulation must come out of its file as it went in, be taken into a database of its own as a draft, and be
exported from there as the same bytes. Each damaged file must be refused with a line and leave no row behind. Status 0
when all do.
"""

import argparse
import io
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Document = dict[str, Any]


def main() -> int:
    """Return 0 when everything survived and everything damaged was refused."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--specifications", type=int, default=2000)
    arguments.add_argument("--damaged", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=20261122)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        lost = survive(options.specifications, seed=options.seed, folder=Path(folder))
        unnoticed = refuse(options.damaged, seed=options.seed, folder=Path(folder))
    return 1 if lost or unnoticed else 0


def set_up(folder: Path) -> None:
    """Make a database with the formulary and the demo pharmacy, as `make setup` does."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "pharmacy.settings",
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": f"sqlite:///{folder}/files.sqlite3",
    }
    (folder / "var").mkdir()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("set_up", stdout=io.StringIO())


def random_drugs(count: int, *, seed: int) -> list[list[Document]]:
    """So many random formulations, one to three to a drug, each with codes of its own."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.database import InMemoryExampleDatabase

    from tests.exchange_format.specifications import drugs

    found: list[list[Document]] = []
    while sum(len(drug) for drug in found) < count:
        seed += 1

        @hypothesis.seed(seed)
        @settings(
            max_examples=max(count // 5, 10), deadline=None, database=InMemoryExampleDatabase(),
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(drugs())
        def collect(documents: list[Document]) -> None:
            if sum(len(drug) for drug in found) < count:
                found.append([_with_codes(one, number=len(found)) for one in documents])

        collect()
    return found


def _with_codes(document: Document, *, number: int) -> Document:
    """The document with the drug's number in the codes of formulation and active, so that drugs stay apart."""
    text = f"{number}-{document['active']['code']}"
    components = [row | ({"excipient": text} if row["function"] == "active" else {}) for row in document["components"]]
    old = document["active"]["code"]
    excipients = [row | ({"code": text} if row["code"] == old else {}) for row in document["excipients"]]
    return document | {
        "formulation": document["formulation"] | {"code": f"{document['formulation']['code']}-{number}"},
        "active": document["active"] | {"code": text},
        "components": components,
        "excipients": excipients,
    }


def survive(count: int, *, seed: int, folder: Path) -> int:
    """Return how many formulations were lost or changed on their way."""
    from formulations.exchange.exporting import export
    from formulations.exchange.importing import take_in
    from formulations.models import Specification, Substance
    from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file
    from formulations.today import today
    from pharmacy.staff.models import User

    fay, begun = User.objects.get(username="fay"), time.perf_counter()
    made = random_drugs(count, seed=seed)
    generated, lost, size = time.perf_counter(), 0, 0
    for number, documents in enumerate(made):
        text = write_drug_file(documents)
        held = read_drug_file(text.encode(), name=f"{number}.toml")
        same = list(held.documents) == sorted(documents, key=lambda one: one["formulation"]["code"])
        take_in(held, name=f"{number}.toml", by=fay, today=today())
        substance = Substance.objects.get(code=documents[0]["active"]["code"])
        exported = export(substance, today=today(), drafts=True)
        if not same or exported.text != text:
            lost += len(documents)
        size += len(text.encode())
    total = sum(len(documents) for documents in made)
    kinds = Counter(one["formulation"]["dosage_form"] for documents in made for one in documents)
    seconds = time.perf_counter() - generated
    print(f"{total} random formulations in {len(made)} files of {size / len(made) / 1000:.0f} kB on average "
          f"({generated - begun:.0f} s to make them up)")  # fmt: skip
    print(f"  kinds: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")
    print(f"  export -> import -> export unchanged: {total - lost} of {total}, {seconds / total * 1000:.0f} ms each")
    approved = Specification.objects.filter(origin__startswith="file ", approved_at__isnull=False).count()
    print(f"  drafts made: {Specification.objects.filter(origin__startswith='file ').count()}, approved: {approved}")
    return lost + approved


def refuse(count: int, *, seed: int, folder: Path) -> int:
    """Return how many damaged files were not refused with a line, or left something behind."""
    from formulations.reference.formulary.assembling import shipped_files
    from tests.exchange_format.damage import damaged_files, first_changed_line

    files = [path.read_bytes() for path in shipped_files()]
    before, begun = _rows(), time.perf_counter()
    endings: Counter[str] = Counter()
    chance = random.Random(seed)
    for number, (name, content) in enumerate(damaged_files(files, count=count, seed=chance.randrange(10**9))):
        path = folder / f"damaged-{number}.toml"
        path.write_bytes(content)
        status, complaint = _run(path)
        lines = [int(line.split(": line ")[1].split(":")[0]) for line in complaint if ": line " in line]
        if status != 2 or not lines or any("Traceback" in line for line in complaint):
            endings["not refused with a line"] += 1
            print(f"NOT REFUSED: {name}: {status} {complaint[:2]}")
        nearest = min((first_changed_line(good, content) for good in files if good[:90] == content[:90]), default=0)
        endings["refused, naming the very line that was damaged"] += nearest in lines
        endings["refused by the hash alone"] += all("is not that of the content" in line for line in complaint[:-1])
        endings["faults named"] += len(lines)
        path.unlink()
    left = {label: (before[label], now) for label, now in _rows().items() if before[label] != now}
    print(f"{count} damaged files, {(time.perf_counter() - begun) / count * 1000:.0f} ms each")
    print(f"  refused with a line, exit status 2: {count - endings['not refused with a line']} of {count}")
    print(f"  of these by the hash alone: {endings['refused by the hash alone']}; "
          f"naming the very line damaged: {endings['refused, naming the very line that was damaged']}; "
          f"faults named in all: {endings['faults named']}")  # fmt: skip
    print(f"  rows left behind in {len(before)} tables: {left or 'none'}")
    return endings["not refused with a line"] + len(left)


def _run(path: Path) -> tuple[int, list[str]]:
    from django.core.management import call_command

    said, complained = io.StringIO(), io.StringIO()
    try:
        call_command("formulary", "import", str(path), by="fay", confirm=True, stdout=said, stderr=complained)
    except SystemExit as end:
        return int(end.code or 0), complained.getvalue().splitlines()
    return 0, complained.getvalue().splitlines()


def _rows() -> dict[str, int]:
    from django.apps import apps

    return {model._meta.label: model.objects.count() for model in apps.get_models()}


if __name__ == "__main__":
    sys.exit(main())
