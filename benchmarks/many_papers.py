"""Prescriptions, batches and papers in number, made through the actions, for the benchmarks."""

from collections.abc import Iterator
from datetime import date
from itertools import count, cycle

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.compounding.actions import plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.documents.actions import request_documents
from pharmacy.documents.models import Document
from pharmacy.prescriptions.actions import enter_prescription, screen
from pharmacy.prescriptions.entry import PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.staff.models import User

ORDERS = (
    ("naltrexone-oral-liquid", "3 mg", None, 1, 28),
    ("naltrexone-oral-liquid-unpreserved", "1.5 mg", None, 1, 14),
    ("naltrexone-capsule", "4.5 mg", "4.5 mg", 1, 30),
    ("naltrexone-sublingual-drops", "0.5 mg", None, 1, 14),
    ("naltrexone-cream", "4.5 mg", None, 1, 28),
    ("naltrexone-microgram-liquid", "1 microgram", None, 2, 14),
)


def make_batches(*, first: int = 1) -> Iterator[Batch]:
    """Yield new batches without end, each for a patient of its own, numbered from first, through all formulations."""
    anna, tom = User.objects.get(username="anna"), User.objects.get(username="tom")
    for number, (formulation, dose, strength, times, days) in zip(count(first), cycle(ORDERS), strict=False):
        entry = PrescriptionEntry(
            patient=PatientEntry(f"Given{number}", f"Family{number}", date(1980, 1, 1)),
            prescriber=PrescriberEntry("Dr Example"),
            formulation=formulation,
            strength=Quantity.read(strength) if strength else None,
            steps=(DoseStep(Quantity.read(dose), times, None, ("bedtime",) if times == 1 else ()),),
            days=days,
        )
        prescription = enter_prescription(entry=entry, by=tom)
        screen(prescription=prescription, by=anna)
        yield plan_batch(prescription=prescription, by=tom)


def ask_for_papers(papers: int) -> None:
    """Ask for exactly this many papers (labels and leaflets), spread over as many batches as it takes."""
    tom = User.objects.get(username="tom")
    for batch in make_batches():
        request_documents(batch=batch, by=tom, request_key=f"benchmark-{batch.lot}")
        surplus = Document.objects.count() - papers
        if surplus >= 0:
            newest = Document.objects.order_by("-pk").values_list("pk", flat=True)[:surplus]
            Document.objects.filter(pk__in=list(newest)).delete()
            return
