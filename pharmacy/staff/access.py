"""Who may see and do what. A view that does not say so is closed to everybody."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE = tuple(Role)
READING = ("GET", "HEAD")
METHODS = (*READING, "POST")


def allowed(*roles: Role, readers: tuple[Role, ...] = ()) -> Callable[[View], View]:
    """Return a decorator that opens a view to people of these roles, and to `readers` for reading only.

    An auditor reads and never changes, whatever a view says. The middleware keeps these marks; a view in
    formulations/ sets the same plain attributes `roles` and `readers` (role values) by itself.
    """

    def mark(view: View) -> View:
        view.roles = roles  # type: ignore[attr-defined]
        view.readers = readers  # type: ignore[attr-defined]
        return view

    return mark


def own_account(view: View) -> View:
    """Mark a view as being about the person's own account: everybody who is logged in may use it, also to change."""
    view.roles = EVERYONE  # type: ignore[attr-defined]
    view.own_account = True  # type: ignore[attr-defined]
    return view


def only_reads(view: View) -> View:
    """Mark a view that takes a POST only to keep what is asked out of the address; a reader may use it too."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Mark a view that needs no log-in."""
    view.public = True  # type: ignore[attr-defined]
    return view


def home_of(user: object) -> str:
    """Return the address at which this person's work begins."""
    return "/formulary/" if getattr(user, "role", "") == Role.FORMULARY_ADMIN else "/"


def require_access(request: HttpRequest, view: Callable[..., Any]) -> None:
    """Return when the logged-in user may use the view with this method. Raises NotAllowed, which names who may."""
    needed = _roles_for(view, method=str(request.method))
    user = request.user
    if not isinstance(user, User) or user.role not in needed:
        message = "Your role may not do this." if needed else "This page is closed to everybody."
        raise NotAllowed(message, needed=needed)


def _roles_for(view: Callable[..., Any], *, method: str) -> tuple[str, ...]:
    roles = tuple(str(role) for role in getattr(view, "roles", ()))
    if method in READING or getattr(view, "only_reads", False):
        return roles + tuple(str(role) for role in getattr(view, "readers", ()))
    if getattr(view, "own_account", False):
        return roles
    return tuple(role for role in roles if role != Role.AUDITOR)
