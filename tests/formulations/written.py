"""Documents as an author writes them, and drafts taken as far along their life as a test needs."""

from copy import deepcopy
from datetime import date

from formulations.actions import approve_specification, start_draft, submit
from formulations.models import Formulation, Specification
from formulations.reference.formulary import shipped_documents
from tests.formulations.conftest import TODAY

HOUSE = {"source": "house-rule"}
RECORD = {
    "equipment": [{"name": "glass mortar"} | HOUSE],
    "method": [{"text": "Weigh.", "required": True} | HOUSE],
    "appearance": {"text": "White."} | HOUSE,
    "quality_checks": [{"code": "mass", "name": "mass", "method": "weigh ten", "limits": "within 10 %"} | HOUSE],
    "hazard": {"category": "low", "protection": ["gloves"]} | HOUSE,
}
ASSESSED = {
    "assay_method": "HPLC, stability-indicating",
    "result": "90 to 110 % of label",
    "light": "protected",
    "assessed_by": "Fay Author",
    "assessed_on": "2026-11-20",
}


def complete(code="naltrexone-capsule", **changes):
    """The shipped document of a formulation with every part that a submission needs; changes: top-level tables."""
    shipped = next(one for one in shipped_documents() if one["formulation"]["code"] == code)
    document = RECORD | deepcopy(shipped)
    document["studies"] = [ASSESSED | study for study in document.get("studies", [])]
    return document | deepcopy(changes)


def reworded(text, code="naltrexone-capsule"):
    """A complete document whose summary reads otherwise."""
    document = complete(code)
    document["formulation"]["summary"] = text
    return document


def drafted(*, by, text="Another wording.", code="naltrexone-capsule") -> Specification:
    """A draft of the next version of a formulation."""
    formulation = Formulation.objects.get(code=code)
    return start_draft(formulation=formulation, by=by, content=reworded(text, code))


def submitted(*, by, text="Another wording.", code="naltrexone-capsule") -> Specification:
    """A submission."""
    return submit(specification=drafted(by=by, text=text, code=code), by=by)


def approved(
    *, by, approver, text="Another wording.", code="naltrexone-capsule", on: date = TODAY, effective_from: date = TODAY
) -> Specification:
    """An approved version. on: the day of the approval."""
    row = submitted(by=by, text=text, code=code)
    return approve_specification(specification=row, by=approver, effective_from=effective_from, today=on)
