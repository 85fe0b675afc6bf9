"""Who asks for a page of this room."""

from django.http import HttpRequest

from pharmacy.staff.models import User


def person(request: HttpRequest) -> User:
    """Return the person who is logged in. Raises TypeError where nobody is; access is refused before that."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user
