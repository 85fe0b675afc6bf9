"""Questions about what was supplied, to whom, and who has a lot."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from formulations.science.beyond_use import is_expired
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import Objection
from pharmacy.compounding.queries import in_force
from pharmacy.dispensing import gathering
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.dispensing.objections import objections_to_release
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Patient, Prescription
from pharmacy.staff import clock
from pharmacy.staff.models import User

PAGE = 50
_SHOWN = ("batch__prescription__patient", "batch__specification__formulation", "handed_over_by", "released_by")


@dataclass(frozen=True)
class Supplied:
    """One supply of a patient's history. papers: the archived papers that went with it."""

    supply: Supply
    batch: Batch
    formulation: str
    version: int
    strength: str
    in_date: bool
    is_recalled: bool
    papers: tuple[Document, ...]


def history(patient: Patient) -> list[Supplied]:
    """Return what a patient was supplied with, newest first. Four queries, however long the history is."""
    supplies = Supply.objects.filter(batch__prescription__patient=patient, handed_over_at__isnull=False)
    return _as_supplied(supplies.order_by("-handed_over_at", "-pk"))


def who_has(batch: Batch) -> list[Supplied]:
    """Return the supplies of one lot that were handed over, so that each can be told of a recall."""
    return _as_supplied(Supply.objects.filter(batch=batch, handed_over_at__isnull=False))


def _as_supplied(supplies: QuerySet[Supply]) -> list[Supplied]:
    rows = supplies.select_related(*_SHOWN)
    found = list(rows.prefetch_related("batch__documents"))
    recalled = set(Recall.objects.filter(batch__in=[row.batch_id for row in found]).values_list("batch_id", flat=True))
    today = clock.today()
    return [_supplied(row, today=today, is_recalled=row.batch_id in recalled) for row in found]


def _supplied(supply: Supply, *, today: date, is_recalled: bool) -> Supplied:
    batch = supply.batch
    return Supplied(
        supply=supply,
        batch=batch,
        formulation=batch.specification.formulation.name,
        version=batch.specification.version,
        strength=str(batch.plan["strength"]),
        in_date=not is_expired(batch.use_by, today=today),
        is_recalled=is_recalled,
        papers=tuple(paper for paper in batch.documents.all() if paper.file_id),
    )


def waiting_for_hand_over() -> QuerySet[Supply]:
    """Return the supplies that are released and not handed over, oldest first."""
    rows = Supply.objects.filter(handed_over_at__isnull=True).select_related(*_SHOWN)
    return rows.order_by("released_at", "pk")


def newest_hand_overs() -> list[Supplied]:
    """Return the newest supplies that were handed over, of all patients."""
    return _as_supplied(Supply.objects.filter(handed_over_at__isnull=False).order_by("-handed_over_at", "-pk")[:PAGE])


def recall_of(batch: Batch) -> Recall | None:
    """Return the recall of a lot, if it was called back."""
    return Recall.objects.filter(batch=batch).select_related("recalled_by").first()


def release_objections(batch: Batch, *, by: User) -> tuple[Objection, ...]:
    """Return why this person may not release this batch now; none means they may."""
    return objections_to_release(gathering.release_facts(batch, by=by))


def panel(prescription: Prescription, *, reader: User | None = None) -> dict[str, object]:
    """Return what the prescription page shows of release and hand-over.

    Keys: batch, supply, recall, strength_changed, objections (why the reader may not release now; empty when they may,
    or when it is released).
    """
    batch = in_force(prescription).first()
    if batch is None:
        return {"batch": None, "supply": None}
    supply = Supply.objects.filter(batch=batch).select_related("released_by", "handed_over_by").first()
    return {
        "batch": batch,
        "supply": supply,
        "recall": recall_of(batch),
        "strength_changed": gathering.strength_changed(batch),
        "objections": release_objections(batch, by=reader) if reader and supply is None else (),
    }
