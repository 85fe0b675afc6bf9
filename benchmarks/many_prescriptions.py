"""Prescriptions in number, each with its steps, known facts, findings, check, batch, paper, print, supply and events.

A few are made through the actions; the many are the same lives over again, of other patients on other days. The
ledger's chain is real: every event's digest follows from the one before.
"""

import json
from collections.abc import Callable
from typing import Any

from benchmarks.many_lives import Lives, Pattern
from benchmarks.many_rows import Tables, public_id
from benchmarks.people_in_number import person
from benchmarks.table_filling import Table, filling, next_keys

AT_ONCE = 20_000


def grow(*, prescriptions: int, patients: int, waiting: int, say: Callable[[str], None] = print) -> None:
    """Fill an empty pharmacy, in which set_up ran, with so many prescriptions; the newest `waiting` are unfinished."""
    patterns = _patterns()
    first = _numbered_from()
    with filling():
        _add_patients(patients, first=first)
        lives = Lives(patterns, number=first, prescriptions=prescriptions, patients=patients, waiting=waiting)
        tables = Tables(patients_from=first)
        for start in range(first, first + prescriptions, AT_ONCE):
            some = [lives.next() for _ in range(min(AT_ONCE, first + prescriptions - start))]
            tables.add(some)
            say(f"{start - first + len(some)} prescriptions")
        tables.close()


def _numbered_from() -> int:
    from pharmacy.prescriptions.models import Patient, Prescription

    last = Prescription.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return max(last, Prescription.objects.order_by("-pk").first().pk, Patient.objects.order_by("-pk").first().pk) + 1000


def _patterns() -> list[Pattern]:
    from itertools import islice

    from benchmarks.many_papers import ORDERS, make_batches

    return [_pattern(batch) for batch in islice(make_batches(), len(ORDERS))]


def _pattern(batch: Any) -> Pattern:
    made = batch.prescription
    check = made.checks.first()
    return Pattern(
        ordered=(made.specification_id, str(made.strength), json.dumps(made.choices), made.days),
        steps=tuple((s.sequence, str(s.dose), s.times_a_day, s.days, json.dumps(s.when)) for s in made.steps.all()),
        check=(
            check.fingerprint, check.preparation_fingerprint, json.dumps(check.facts), json.dumps(check.points),
            json.dumps(check.findings),
        ),
        batch=(
            batch.specification_id, str(batch.quantity), batch.law, batch.law_edition.isoformat(), batch.ruled_by,
            json.dumps(batch.plan), json.dumps(batch.worksheet),
        ),
        keeps=(batch.use_by - batch.made_on).days,
        days=made.days,
    )  # fmt: skip


def _add_patients(number: int, *, first: int) -> None:
    from pharmacy.prescriptions.models import Patient, PatientName, Prescriber
    from pharmacy.prescriptions.name_words import words_of_patient

    people = [(first + n, *person(n)) for n in range(number)]
    table = Table(Patient, "id", "public_id", "given_name", "family_name", "birth_date")
    table.fill((key, public_id(key, kind=1), given, family, str(born)) for key, given, family, born in people)
    Table(PatientName, "patient_id", "word").fill(
        (key, word)
        for key, given, family, born in people
        for word in sorted(words_of_patient(given, family_name=family, born=born))
    )
    Table(Prescriber, "id", "name").fill((first + n, f"Dr {' '.join(person(n)[:2])}") for n in range(number // 100 + 1))
    next_keys(Patient, PatientName, Prescriber)
