"""The master formulation record of one version, as a PDF made when it is asked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from formulations.life_cycle import state_of
from formulations.master_record import MasterRecord, batch_size, master_record
from formulations.models import Specification
from formulations.queries import SpecificationAltered, check_unaltered
from formulations.science.quantities import BadQuantity
from pharmacy.documents.papers.record_sheet import RecordDoesNotFit, set_record
from pharmacy.documents.printable import NotPrintable
from pharmacy.documents.rendering import TypesetFailed
from pharmacy.prescriptions.planning import pharmacy_law
from pharmacy.staff import clock
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role
from pharmacy.staff.queries import the_pharmacy
from pharmacy.staff.refusals import Conflict

SIGNERS = ("author", "submitted_by", "approved_by", "withdrawn_by", "discarded_by")


@allowed(*Role)
@require_GET
def pdf(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Give the record of a version; `?quantity=60 ml` works the amounts out for a batch of that size too."""
    row = _row(code, version=version)
    try:
        record = _record(row, quantity=request.GET.get("quantity", ""))
        content = set_record(record, pharmacy=the_pharmacy().name).pdf
    except (BadQuantity, SpecificationAltered, NotPrintable, RecordDoesNotFit, TypesetFailed) as refused:
        raise Conflict(str(refused)) from refused
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{code}-version-{version}.pdf"'
    return response


def _row(code: str, *, version: int) -> Specification:
    related = Specification.objects.select_related("formulation", "based_on", *SIGNERS)
    row = related.filter(formulation__code=code, version=version).first()
    if row is None:
        raise Http404
    return row


def _record(row: Specification, *, quantity: str) -> MasterRecord:
    if row.approved_at:
        check_unaltered(row)
    basis = row.content.get("preparation", {}).get("basis", "")
    batch = batch_size(quantity, basis=basis) if quantity.strip() else None
    today = clock.today()
    state = state_of(row, current=_newest_in_effect(row))
    return master_record(row, state=state, law=pharmacy_law(), today=today, batch=batch)


def _newest_in_effect(row: Specification) -> Specification | None:
    """Return the newest version in effect, a withdrawn one too: withdrawing it brings no older version back."""
    in_effect = row.formulation.specifications.filter(approved_at__isnull=False, effective_from__lte=clock.today())
    return in_effect.order_by("-version").first()
