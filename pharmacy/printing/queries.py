"""Questions about print jobs."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from formulations.reference.label_stock import LabelStock
from formulations.reference.stocks import label_stock
from pharmacy.compounding.models import Batch
from pharmacy.compounding.queries import in_force
from pharmacy.documents.life_cycle import OPEN_STAGES
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing.models import PlacedSheet, Printer, PrintJob

# Papers are replaced before a release alone, and a release waits until somebody has said what became of the old ones.
SEEN_BEFORE_RELEASE = Q(state=PrintJob.State.CONFIRMED, document__batch__prescription__stage__in=OPEN_STAGES)


@dataclass(frozen=True)
class PrintRow:
    """One finished paper and its newest print, if there is one. request_key: for the form that sends it."""

    document: Document
    job: PrintJob | None
    request_key: str

    @property
    def waits(self) -> bool:
        """Whether it was sent and nobody has seen it come out."""
        return self.job is not None and self.job.state == PrintJob.State.SENT

    @property
    def goes_on_a_sheet(self) -> bool:
        """Whether it is a label of a sheet, and so is placed on one before it is printed."""
        return goes_on_a_sheet(self.document)


@dataclass(frozen=True)
class PrinterChoice:
    """A printer that labels wait for. printer: None while nobody has added one for this stock. places: they take."""

    stock: LabelStock
    printer: Printer | None
    places: int

    @property
    def numbers(self) -> range:
        """The places of its sheet, from 1; none for a roll."""
        return range(1, self.stock.sheet.places + 1) if self.stock.sheet else range(0)


def goes_on_a_sheet(document: Document) -> bool:
    """Return whether a paper is a label of a sheet, and so is placed on one before it is printed."""
    return bool(document.stock) and label_stock(document.stock).sheet is not None


def new_request_key() -> str:
    """Return a random key for one opened page, so that a second press of its button is the same job."""
    return secrets.token_hex(16)


def unconfirmed_jobs(batch: Batch) -> QuerySet[PrintJob]:
    """Return the prints of the newest papers of a batch that were sent and that nobody has seen come out."""
    return PrintJob.objects.filter(~Exists(_newer()), document__batch=batch, state=PrintJob.State.SENT)


def old_prints(batch: Batch) -> QuerySet[PrintJob]:
    """Return the prints of replaced papers of a batch that may still lie around, oldest first.

    Nobody has seen them come out; or somebody has, and nobody has said since that they were destroyed.
    """
    around = Q(state=PrintJob.State.SENT) | Q(SEEN_BEFORE_RELEASE)
    old = PrintJob.objects.filter(Exists(_newer()), around, document__batch=batch)
    return old.select_related("document", "sent_by", "confirmed_by").order_by("sent_at", "pk")


def is_replaced(document: Document) -> bool:
    """Return whether newer papers of its batch took the place of this one."""
    newer = Document.objects.filter(batch=document.batch_id, pk__gt=document.pk)
    return newer.exclude(request_key=document.request_key).exists()


def _newer() -> QuerySet[Document]:
    """The papers that replace the one of a print, in a query of prints."""
    newer = Document.objects.filter(batch=OuterRef("document__batch"), pk__gt=OuterRef("document"))
    return newer.exclude(request_key=OuterRef("document__request_key"))


def sent_papers(batch: Batch) -> set[int]:
    """Return the ids of the papers of one batch that were sent to a printer at least once."""
    return set(PrintJob.objects.filter(document__batch=batch).values_list("document_id", flat=True))


def labels_to_place(batch: Batch, *, printer: Printer) -> list[Document]:
    """Return the finished labels of a batch for this printer's stock that have no place on a sheet yet, in order.

    A label waits when it was never sent, or when it was sent, nobody saw it come out, and it stands on no sheet.
    """
    return [label for label in _waiting_labels(batch) if label_stock(label.stock).loaded_as == printer.stock]


def printers_for(batch: Batch) -> list[PrinterChoice]:
    """Return each printer in use that a label of the batch waits for, with how many places its labels take.

    A stock on sheets for which there is no printer comes without one: it has to be added first.
    """
    waiting = _waiting_labels(batch)
    places: dict[str, int] = {}
    for label in waiting:
        stock = label_stock(label.stock).loaded_as
        places[stock] = places.get(stock, 0) + (label.pages or 1)
    return [choice for code, count in places.items() for choice in _choices(label_stock(code), places=count)]


def _choices(stock: LabelStock, *, places: int) -> list[PrinterChoice]:
    found = [PrinterChoice(stock, one, places) for one in Printer.objects.filter(stock=stock.code, in_use=True)]
    return found if found or not stock.sheet else [PrinterChoice(stock, None, places)]


def sheets_waiting(batch: Batch) -> QuerySet[PlacedSheet]:
    """Return the placed sheets of a batch with a label that nobody has seen come out yet, oldest first."""
    waiting = PlacedSheet.objects.filter(jobs__in=unconfirmed_jobs(batch))
    return waiting.select_related("printer").distinct().order_by("placed_at", "pk")


def sheet_page(public_id: UUID) -> QuerySet[PlacedSheet]:
    """Return the placed sheet of an address with its printer and who placed it."""
    return PlacedSheet.objects.select_related("printer", "placed_by").filter(public_id=public_id)


def shown_sheet(sheet: PlacedSheet) -> dict[str, object]:
    """Return what the page of a sheet shows: its stock, its labels in order, and its prescription."""
    jobs = list(sheet.jobs.select_related("document__batch__prescription__patient").order_by("place"))
    is_seen = all(job.state != PrintJob.State.SENT for job in jobs)
    common = {"sheet": sheet, "stock": label_stock(sheet.printer.stock), "jobs": jobs, "is_seen": is_seen}
    return {**common, "prescription": jobs[0].document.batch.prescription}


def _waiting_labels(batch: Batch) -> list[Document]:
    finished = [one for one in newest_papers(batch) if one.has_code and one.file_id and not one.is_left_out]
    jobs = PrintJob.objects.filter(document__in=finished).order_by("copy")
    newest = {job.document_id: job for job in jobs}
    is_open = {pk: job.state == PrintJob.State.SENT and job.sheet_id is None for pk, job in newest.items()}
    return sorted((one for one in finished if is_open.get(one.pk, True)), key=lambda one: one.container)


def labels_are_printed(batch: Batch) -> bool:
    """Return whether somebody saw each label of the newest papers come out, and no print of them waits to be seen."""
    labels = {paper.pk for paper in newest_papers(batch) if paper.kind == Document.Kind.LABEL}
    seen = PrintJob.objects.filter(document__in=labels, state=PrintJob.State.CONFIRMED)
    all_seen = bool(labels) and labels == set(seen.values_list("document_id", flat=True))
    return all_seen and not unconfirmed_jobs(batch).exists()


def needs_a_person() -> list[PrintJob]:
    """Return every print of which somebody has to say whether it came out, or was destroyed, oldest first.

    Each says whether newer papers replaced it, as `is_old`. Two queries, each with an index to begin with.
    """
    kept = PrintJob.objects.filter(document__batch__discarded_at__isnull=True)
    kept = kept.select_related("document__batch__prescription__patient", "sent_by")
    sent = kept.filter(state=PrintJob.State.SENT).annotate(is_old=Exists(_newer()))
    seen = kept.filter(SEEN_BEFORE_RELEASE, Exists(_newer())).annotate(is_old=Value(value=True))
    return sorted((*sent, *seen), key=lambda job: (job.sent_at, job.pk))


def job_page(public_id: UUID) -> QuerySet[PrintJob]:
    """Return the print of an address with everything that its page shows."""
    related = ("document__batch__prescription__patient", "sent_by", "confirmed_by", "gone_by", "reprint_of", "sheet")
    return PrintJob.objects.select_related(*related).filter(public_id=public_id)


def newest_papers(batch: Batch) -> list[Document]:
    """Return the papers of the newest request for a batch; older ones stay in the archive only."""
    newest = Document.objects.filter(batch=batch).order_by("-pk").first()
    if newest is None:
        return []
    papers = Document.objects.filter(batch=batch, request_key=newest.request_key)
    return sorted(papers, key=lambda paper: paper.place)


def panel(prescription: Prescription) -> dict[str, object]:
    """Return what the prescription page shows of printing.

    Keys: batch (None before it is made), prints, unsent (how many papers were never sent, 0 while one is still to come;
    a side label that failed or was given up does not count), unseen and unseen_labels (how many papers, and labels,
    were sent and nobody saw them), choices (printers that labels wait for), sheets (placed, and not seen whole), old
    (prints of replaced papers that may still lie around).
    """
    batch = in_force(prescription).first()
    papers = newest_papers(batch) if batch else []
    prints = print_rows(papers)
    unseen = [row for row in prints if row.waits]
    labels = [row for row in unseen if row.document.has_code]
    to_come = any(paper.file_id is None and not paper.is_left_out for paper in papers)
    unsent = 0 if to_come else sum(row.job is None and not row.document.is_left_out for row in prints)
    counts = {"unsent": unsent, "unseen": len(unseen), "unseen_labels": len(labels)}
    placing = {"choices": printers_for(batch) if batch else [], "sheets": sheets_waiting(batch) if batch else []}
    old = list(old_prints(batch)) if batch else []
    return {"batch": batch, "prints": prints, "old": old, **counts, **placing}


def print_rows(documents: list[Document]) -> list[PrintRow]:
    """Return the finished ones of these papers, each with its newest print. One query."""
    finished = [document for document in documents if document.file_id]
    jobs = PrintJob.objects.filter(document__in=finished).select_related("sent_by", "confirmed_by").order_by("copy")
    newest = {job.document_id: job for job in jobs}
    return [PrintRow(document, newest.get(document.pk), new_request_key()) for document in finished]


def job_history(document: Document) -> QuerySet[PrintJob]:
    """Return every print of a paper, the newest first."""
    return document.print_jobs.select_related("sent_by", "confirmed_by").order_by("-copy")
