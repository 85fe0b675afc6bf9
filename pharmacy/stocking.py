"""Takes the shipped formulary into this pharmacy's own."""

from django.db import transaction

from formulations.actions import load_formulary
from formulations.models import Specification
from pharmacy.ledger.actions import append_event
from pharmacy.staff import clock
from pharmacy.staff.models import User


@transaction.atomic
def stock_formulary(*, author: User, approver: User) -> list[Specification]:
    """Return the approved specifications of the shipped formulary, loaded where they were missing, one event for each.

    author, approver: two different people. Raises SelfApproval otherwise.
    """
    known = set(Specification.objects.values_list("sha256", flat=True))
    specifications = load_formulary(author=author, approver=approver, today=clock.today())
    for row in specifications:
        if row.sha256 not in known:
            _note(row, by=approver)
    return specifications


def _note(row: Specification, *, by: User) -> None:
    facts = {"formulation": row.formulation.code, "version": row.version, "sha256": row.sha256}
    append_event(actor=by.username, verb="specification.approved", subject=f"specification:{row.pk}", facts=facts)
