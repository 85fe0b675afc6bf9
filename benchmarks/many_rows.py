"""Writes the rows of many prescriptions, table after table, and their events with one chain over all."""

import uuid
from collections.abc import Iterator
from datetime import UTC, timedelta
from itertools import count
from typing import Any

from benchmarks.many_lives import WAITING, Life
from benchmarks.table_filling import Table, next_keys

FILE = "0" * 64  # every paper has the same bytes; only rows are measured
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KNOWN = (
    ("medicine", "levothyroxine"), ("medicine", "metformin"), ("medicine", "amlodipine"), ("medicine", "sertraline"),
    ("medicine", "vitamin D"), ("allergy", "penicillin"), ("allergy", "lactose"), ("condition", "asthma"),
    ("condition", "hypothyroidism"), ("condition", "Crohn disease"),
)  # fmt: skip
VERBS = (  # what happens to a prescription, with the stage that it then has reached
    ("prescription.entered", "entered"), ("prescription.screened", "screened"), ("batch.planned", "planned"),
    ("batch.checked", "checked"), ("documents.requested", "checked"), ("printing.completed", "documented"),
    ("supply.released", "released"), ("supply.handed-over", "supplied"),
)  # fmt: skip


def public_id(key: int, *, kind: int) -> str:
    """Return a public id that is the same in every run."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{kind}:{key}").hex


def code_of(number: int) -> str:
    """Return the id in the 2D code of the paper of a prescription."""
    mixed, letters = number * 2_654_435_761 % 32**10, []
    for _ in range(10):
        mixed, rest = divmod(mixed, 32)
        letters.append(LETTERS[rest])
    return "".join(letters)


class Tables:
    """Writes the rows of lives, table after table, and their events with one chain over all."""

    def __init__(self, *, patients_from: int) -> None:
        from pharmacy.compounding.models import Batch
        from pharmacy.dispensing.models import Supply
        from pharmacy.documents.models import ArchivedFile, Document
        from pharmacy.ledger.models import Event, Head
        from pharmacy.prescriptions import models as ours
        from pharmacy.printing.models import PrintJob
        from pharmacy.staff.models import User

        self.people = dict(User.objects.values_list("username", "pk"))
        self.patients_from = patients_from
        ArchivedFile.objects.create(sha256=FILE, content=b"")
        self.head = Head.objects.get(pk=1)
        self.written = (ours.Prescription, ours.OrderedStep, ours.KnownFact, ours.ScreeningFinding,
                        ours.PlausibilityCheck, Batch, Document, PrintJob, Supply, Event)  # fmt: skip
        signed = ("refused_at", "refused_by_id", "refused_reason", "taken_at", "taken_by_id")
        self.prescriptions = Table(
            ours.Prescription, "id", "public_id", "number", "patient_id", "prescriber_id", "specification_id",
            "strength", "choices", "days", "stage", "entered_at", "entered_by_id", "due_on", "needed_on",
            "repeats_allowed", *signed,
        )  # fmt: skip
        self.steps = Table(ours.OrderedStep, "prescription_id", "sequence", "dose", "times_a_day", "days", "when")
        self.known = Table(ours.KnownFact, "prescription_id", "kind", "text")
        self.findings = Table(
            ours.ScreeningFinding, "prescription_id", "code", "severity", "message", "about", "overridable",
            "settled_at", "settled_by_id", "settled_reason",
        )  # fmt: skip
        self.checks = Table(
            ours.PlausibilityCheck, "prescription_id", "made_at", "made_by_id", "fingerprint",
            "preparation_fingerprint", "facts", "points", "findings",
        )  # fmt: skip
        self.batches = Table(
            Batch, "id", "prescription_id", "lot", "made_on", "use_by", "made_at", "made_by_id", "checked_at",
            "checked_by_id", "specification_id", "quantity", "law", "law_edition", "ruled_by", "plan", "worksheet",
        )  # fmt: skip
        self.papers = Table(
            Document, "id", "public_id", "code", "batch_id", "kind", "container", "language", "facts", "facts_sha256",
            "request_key", "request_sha256", "state", "problem", "file_id", "requested_at", "requested_by_id",
        )  # fmt: skip
        self.prints = Table(
            PrintJob, "public_id", "document_id", "request_key", "state", "sent_at", "sent_by_id", "confirmed_at",
            "confirmed_by_id",
        )  # fmt: skip
        self.supplies = Table(
            Supply, "public_id", "batch_id", "prepared_by_id", "released_at", "released_by_id", "handed_over_at",
            "handed_over_by_id", "handed_to",
        )  # fmt: skip
        self.events = Table(
            Event, "sequence", "at", "actor", "verb", "subject", "facts", "previous_sha256", "sha256"
        )  # fmt: skip

    def add(self, lives: list[Life]) -> None:
        """Write everything that belongs to these prescriptions."""
        made = [one for one in lives if one.lot]
        printed = [one for one in made if one.reached("documented") or one.is_failed]
        sent = [one for one in printed if one.reached("released") or one.is_unseen]
        self.prescriptions.fill(map(self._prescription, lives))
        self.steps.fill((one.number, *step) for one in lives for step in one.pattern.steps)
        self.known.fill((one.number, *fact) for one in lives for fact in one.chance.sample(KNOWN, one.number % 4))
        self.findings.fill(map(self._finding, (one for one in lives if one.has_open or one.number % 2)))
        self.checks.fill(
            (one.number, one.moment(20), self.people["anna"], *one.pattern.check)
            for one in lives
            if one.reached("screened") and not one.has_open
        )
        self.batches.fill(map(self._batch, made))
        self.papers.fill(map(self._paper, printed))
        self.prints.fill(map(self._print, sent))
        self.supplies.fill(map(self._supply, (one for one in printed if one.reached("released"))))
        self.events.fill(self._events(lives))

    def close(self) -> None:
        """Leave the head of the chain at its last event, and the counters after the last row."""
        from pharmacy.ledger.models import Head

        Head.objects.filter(pk=1).update(sequence=self.head.sequence, sha256=self.head.sha256)
        next_keys(*self.written)

    def _prescription(self, life: Life) -> tuple[Any, ...]:
        refused = life.stage == "refused"
        taken = life.stage in WAITING and life.number % 4 == 0
        due = life.day + timedelta(days=life.number % 15 - 4) if life.number % 3 else None
        return (
            life.number, public_id(life.number, kind=2), life.number, self.patients_from + life.patient,
            self.patients_from + life.patient // 100, *life.pattern.ordered, life.stage, life.moment(),
            self.people["tom" if life.number % 3 else "anna"], due and due.isoformat(),
            life.needed_on and life.needed_on.isoformat(), life.repeats,
            life.moment(30) if refused else None, self.people["anna"] if refused else None,
            "Withdrawn by the prescriber." if refused else "",
            life.moment(5) if taken else None, self.people["tom"] if taken else None,
        )  # fmt: skip

    def _finding(self, life: Life) -> tuple[Any, ...]:
        settled = not life.has_open and life.number % 4 == 1
        words = ("warn", "To be discussed with the prescriber.") if life.has_open or settled else ("inform", "Note.")
        signed = (life.moment(15), self.people["anna"], "Discussed with the prescriber.")
        return (life.number, "strength-changed", *words, "the patient", 1, *(signed if settled else (None, None, "")))

    def _batch(self, life: Life) -> tuple[Any, ...]:
        checked = life.reached("checked")
        return (
            life.number, life.number, life.lot, life.day.isoformat(),
            (life.day + timedelta(days=life.pattern.keeps)).isoformat(), life.moment(40), self.people["tom"],
            life.moment(50) if checked else None, self.people["anna"] if checked else None, *life.pattern.batch,
        )  # fmt: skip

    def _paper(self, life: Life) -> tuple[Any, ...]:
        state = ("failed", "The text does not fit.", None) if life.is_failed else ("rendered", "", FILE)
        return (
            life.number, public_id(life.number, kind=3), code_of(life.number), life.number, "label", 1, "en", "{}",
            "0" * 64, f"benchmark-{life.number}", "0" * 64, *state, life.moment(60), self.people["tom"],
        )  # fmt: skip

    def _print(self, life: Life) -> tuple[Any, ...]:
        seen = (None, None) if life.is_unseen else (life.moment(70), self.people["tom"])
        return (
            public_id(life.number, kind=4), life.number, f"benchmark-{life.number}",
            "sent" if life.is_unseen else "confirmed", life.moment(65), self.people["tom"], *seen,
        )  # fmt: skip

    def _supply(self, life: Life) -> tuple[Any, ...]:
        given = life.reached("supplied")
        return (
            public_id(life.number, kind=5), life.number, self.people["tom"], life.moment(90), self.people["ben"],
            life.moment(240) if given else None, self.people["ben"] if given else None, "patient" if given else "",
        )  # fmt: skip

    def _events(self, lives: list[Life]) -> Iterator[tuple[Any, ...]]:
        from pharmacy.ledger.chain import digest

        for life in lives:
            subject = f"prescription:{life.number}"
            for minute, (verb, stage) in zip(count(0, 15), VERBS, strict=False):
                if not life.reached(stage) and not (life.stage == "refused" and stage == "entered"):
                    break
                at = (life.at + timedelta(minutes=minute)).replace(tzinfo=UTC)
                row = {"sequence": self.head.sequence + 1, "at": at, "actor": "anna", "verb": verb, "subject": subject}
                facts = f'{{"number":{life.number}}}'
                previous, self.head.sequence = self.head.sha256, row["sequence"]
                self.head.sha256 = digest(previous=previous, facts=facts, **row)
                moment = life.moment(minute)
                yield (row["sequence"], moment, "anna", verb, subject, facts, previous, self.head.sha256)
