"""Takes the shipped formulary into this pharmacy's own."""

from django.db import transaction

from formulations.actions import load_formulary
from formulations.models import Specification
from pharmacy.staff import clock
from pharmacy.staff.models import User


@transaction.atomic
def stock_formulary(*, author: User, approver: User) -> list[Specification]:
    """Return the versions in use of the shipped formulary, loaded where it was missing; one event for each version.

    author, approver: two different people. Raises SelfApproval otherwise.
    """
    return load_formulary(author=author, approver=approver, today=clock.today())
