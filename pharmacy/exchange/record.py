"""record.json: what was ordered, found, planned and printed, as the contract of `dispense` states it."""

import json
from collections.abc import Iterable

from formulations.science.findings import Finding
from formulations.science.plan import Plan
from formulations.science.plan_document import finding_as_document, plan_as_document
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Prescription, ScreeningFinding
from pharmacy.prescriptions.screening import Screening

SUPPLIED, STOPPED = "supplied", "stopped"


def make_record(
    *, prescription: Prescription, plan: Plan, screening: Screening, documents: Iterable[Document] = ()
) -> dict[str, object]:
    """Return the record of one run. documents: rendered; none when findings stopped it.

    plan, screening: with the day and the law of this run.
    Source: the contract of `dispense` (docs/dispense.md).
    """
    specification, papers = plan.order.formula.specification, list(documents)
    return {
        "outcome": SUPPLIED if papers else STOPPED,
        "formulation": {
            "code": specification.code,
            "name": specification.name,
            "version": specification.version,
            "sha256": specification.sha256,
        },
        "prescription": prescription.number,
        "lot": papers[0].batch.lot if papers else None,
        "made_on": plan.order.made_on.isoformat(),
        "law": plan.order.law.code,
        "law_edition": {"name": plan.order.law.edition, "valid_from": plan.order.law.valid_from.isoformat()},
        "choices": prescription.choices,
        "findings": findings_as_documents(prescription, notes=(*plan.findings, *screening.findings)),
        "not_checked": list(screening.not_checked),
        **plan_as_document(plan),
        "documents": [document_as_document(paper) for paper in papers],
        "label_lint": [report["text"] for paper in papers for report in paper.lint],
        "read_back": [report["text"] for paper in papers for report in paper.read_back],
    }


def findings_as_documents(prescription: Prescription, *, notes: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings that wait or waited for a pharmacist, from the record, then those that only inform.

    notes: all findings of this run. Those that inform depend on its day and law, which the screening did not have.
    """
    rows = prescription.findings.select_related("settled_by").exclude(severity="inform")
    return [*map(_row_as_document, rows), *(finding_as_document(one) for one in notes if not one.waits_for_a_person)]


def document_as_document(document: Document) -> dict[str, object]:
    """Return what the record says of one paper; the stock belongs to labels alone."""
    said: dict[str, object] = {
        "kind": document.kind,
        "file": file_name(document),
        "sha256": document.file_id,
        "pages": document.pages,
        "language": document.language,
    }
    return {**said, "stock": document.stock, "container": document.container} if document.container else said


def file_name(document: Document) -> str:
    """Return the name that a paper is written under: label-1.pdf for container 1, leaflet.pdf."""
    return f"{document.kind}-{document.container}.pdf" if document.container else f"{document.kind}.pdf"


def as_bytes(record: dict[str, object]) -> bytes:
    """Return a record as the bytes of record.json: UTF-8, keys in the order of the contract."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _row_as_document(row: ScreeningFinding) -> dict[str, object]:
    settled = {"by": str(row.settled_by), "reason": row.settled_reason} if row.settled_by else None
    return {
        "code": row.code,
        "severity": row.severity,
        "message": row.message,
        "about": row.about,
        "sources": row.sources,
        "overridable": row.overridable,
        "values": row.values,
        "settled": settled,
    }
