"""Questions about the people and the pharmacy."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pharmacy.staff.models import Pharmacy, User
from pharmacy.staff.refusals import Conflict

COMMAND_LINE = "command-line"
_read_once: ContextVar[dict[str, Pharmacy] | None] = ContextVar("read_once", default=None)


class NoPharmacy(Conflict):
    """The pharmacy itself was never entered."""


class NoCommandLineUser(Exception):
    """The service account of the command line is missing."""


def the_pharmacy() -> Pharmacy:
    """Return the pharmacy of this installation. Raises NoPharmacy when set-up was never done."""
    kept = _read_once.get()
    if kept is None:
        return _read_pharmacy()
    return kept.get("pharmacy") or kept.setdefault("pharmacy", _read_pharmacy())


@contextmanager
def pharmacy_read_once() -> Iterator[None]:
    """Read the pharmacy's row at most once inside, as for one page: every date on it asks for the time zone."""
    token = _read_once.set({})
    try:
        yield
    finally:
        _read_once.reset(token)


def _read_pharmacy() -> Pharmacy:
    pharmacy = Pharmacy.objects.order_by("pk").first()
    if pharmacy is None:
        message = "This installation has no pharmacy yet. Run: make setup"
        raise NoPharmacy(message)
    return pharmacy


def command_line_user() -> User:
    """Return the service account that commands act as; nobody can log in as it. Raises NoCommandLineUser."""
    user = User.objects.filter(username=COMMAND_LINE, is_active=True).first()
    if user is None:
        message = f"There is no account {COMMAND_LINE!r}. Run: make setup"
        raise NoCommandLineUser(message)
    return user
