"""What is done about people: the rule of two persons, and changes of their accounts."""

from pharmacy.staff.models import User
from pharmacy.staff.refusals import SamePerson

__all__ = ["SamePerson", "require_different_people"]


def require_different_people(*, maker: User, checker: User, act: str) -> None:
    """Return when two different people are named. Raises SamePerson otherwise.

    act: what the checker does, as a verb ("check", "approve", "release"). Source: house rule (two persons).
    """
    if maker.pk == checker.pk:
        message = f"{checker} did this work and may not {act} it. Ask a colleague to {act} it."
        raise SamePerson(message)
