"""Questions about what was supplied, to whom, and who has a lot."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.db.models.fields.json import KeyTextTransform

from formulations.science.beyond_use import is_expired
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import Objection
from pharmacy.compounding.queries import in_force
from pharmacy.dispensing import gathering
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.dispensing.objections import objections_to_release
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Patient, Prescription
from pharmacy.prescriptions.orders import days_called_back
from pharmacy.staff import clock
from pharmacy.staff.models import User

PAGE = 50
OF_A_PATIENT = 25
_LARGE = ("batch__plan", "batch__worksheet", "batch__specification__content")  # read for nothing that a list shows
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


@dataclass(frozen=True)
class HistoryPage:
    """One page of what a patient was supplied with, newest first. before: where the next page begins, or None."""

    supplied: tuple[Supplied, ...]
    before: int | None


def history(patient: Patient, *, before: int | None = None) -> HistoryPage:
    """Return a page of what a patient was supplied with, the newest prescription first.

    before: the prescription number that the page before ended with. The same queries, however long the history is.
    """
    supplies = Supply.objects.filter(batch__prescription__patient=patient, handed_over_at__isnull=False)
    if before:
        supplies = supplies.filter(batch__prescription__number__lt=before)
    some = _as_supplied(supplies.order_by("-batch__prescription__number", "-pk")[: OF_A_PATIENT + 1])
    shown = some[:OF_A_PATIENT]
    more = shown[-1].batch.prescription.number if len(some) > OF_A_PATIENT else None
    return HistoryPage(tuple(shown), before=more)


def who_has(batch: Batch) -> list[Supplied]:
    """Return the supplies of one lot that were handed over, so that each can be told of a recall."""
    return _as_supplied(Supply.objects.filter(batch=batch, handed_over_at__isnull=False))


def _as_supplied(supplies: QuerySet[Supply]) -> list[Supplied]:
    papers = Prefetch("batch__documents", Document.objects.defer("facts").order_by("kind", "container"))
    with_strength = supplies.annotate(strength=KeyTextTransform("strength", "batch__plan"))
    rows = with_strength.select_related(*_SHOWN).defer(*_LARGE)
    found = list(rows.prefetch_related(papers))
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
        strength=str(getattr(supply, "strength", "")),  # read by the query, without the plan that it stands in
        in_date=not is_expired(batch.use_by, today=today),
        is_recalled=is_recalled,
        papers=tuple(paper for paper in batch.documents.all() if paper.file_id),
    )


def waiting_for_hand_over() -> QuerySet[Supply]:
    """Return the first page of the supplies that are released and not handed over, oldest first."""
    ready = Supply.objects.filter(handed_over_at__isnull=True, batch__discarded_at__isnull=True)
    rows = ready.select_related(*_SHOWN)
    return rows.defer(*_LARGE).order_by("released_at", "pk")[:PAGE]


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

    Keys: batch, supply, recall, strength_changed, has_old_name (a supply that waits, whose papers have the name from
    before a correction), objections (why the reader may not release now; empty when they may, or when it is released),
    days_left (of what was called back from the patient), given_up (side labels that were asked for and are done
    without). Before a batch is in force, recall is that of the newest batch
    that was called back before the hand-over.
    """
    batch = in_force(prescription).first()
    if batch is None:
        recalls = Recall.objects.filter(batch__prescription=prescription).select_related("batch", "recalled_by")
        return {"batch": None, "supply": None, "recall": recalls.first()}
    supply = Supply.objects.filter(batch=batch).select_related("released_by", "handed_over_by").first()
    return {
        "batch": batch,
        "supply": supply,
        "recall": (recall := recall_of(batch)),
        "days_left": days_called_back(prescription) if recall else 0,
        "strength_changed": gathering.strength_changed(batch),
        "has_old_name": supply is not None and supply.handed_over_at is None and gathering.has_old_name(batch),
        "given_up": gathering.given_up(batch),
        "objections": release_objections(batch, by=reader) if reader and supply is None else (),
    }
