"""`manage.py serve`: web server, worker and relay as one program."""

import errno
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pharmacy import env
from pharmacy.staff.demo import DEMO_PEOPLE, demo_password
from pharmacy.staff.models import Role, User
from pharmacy.supervisor import Program, Supervisor


class Command(BaseCommand):
    """Starts everything that the program needs, and stops it with Ctrl-C."""

    help = "Runs the web server, the worker and the relay until Ctrl-C. Settings: BIND, WEB_THREADS, WORKER_PROCESSES."

    def handle(self, *_args: object, **_options: object) -> None:
        """Run until a signal. Raises CommandError when the database is not set up or the address is taken."""
        bind = env.text("BIND", default="127.0.0.1:8000")
        _require_migrated_database()
        host, port = _split(bind)
        _require_free(host, port=port)
        text = welcome(bind)
        connection.close()
        self._say("Starting the web server, the worker and the relay ...")
        supervisor = Supervisor(programs=programs(bind), say=self._say)
        sys.exit(supervisor.run(is_ready=lambda: _answers(host, port=port), announce=lambda: self._say(text)))

    def _say(self, text: str) -> None:
        """Print at once, also where the output goes to a file or a log."""
        self.stdout.write(text)
        self.stdout.flush()


def programs(bind: str) -> tuple[Program, ...]:
    """Return the web server on `bind` ("127.0.0.1:8000"), the worker with its beat, and the relay."""
    threads = env.whole_number("WEB_THREADS", default=8, least=1)
    processes = env.whole_number("WORKER_PROCESSES", default=2, least=1)
    python = (sys.executable, "-m")
    web = ("gunicorn", "pharmacy.wsgi", "--bind", bind, "--workers", "1", "--threads", str(threads))
    worker = ("celery", "--quiet", "--app", "pharmacy", "worker", "--pool", "prefork", "--concurrency", str(processes))
    beat = ("--beat",)  # rings for the duties of the night
    quiet = ("--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat")
    return (
        Program(
            "web server", (*python, *web, "--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket")
        ),
        Program("worker", (*python, *worker, *beat, *quiet)),
        Program("relay", (sys.executable, str(settings.BASE_DIR / "manage.py"), "relay")),
    )


def welcome(address: str) -> str:
    """Return what is printed once the program answers: where it is, and who may log in to the demo pharmacy."""
    lines = ["", f"Secundum is running at http://{address}/  (Ctrl-C stops it)", ""]
    people = User.objects.filter(username__in=DEMO_PEOPLE, is_active=True).order_by("pk")
    if people and not settings.PRODUCTION:
        lines += ["Demo pharmacy: not for real patients. Sign in as", ""]
        lines += [
            f"  {who.username:<6}{demo_password(who.username):<18}{who}, {Role(who.role).label}" for who in people
        ]
        lines += [""]
    return "\n".join(lines)


def _split(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal():
        message = f"The setting BIND={bind!r} is not of the form 127.0.0.1:8000."
        raise CommandError(message)
    return host.strip("[]"), int(port)


def _answers(host: str, *, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def _require_free(host: str, *, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refusal:
            taken = refusal.errno == errno.EADDRINUSE
            why = "is taken by another program" if taken else f"cannot be used ({refusal.strerror})"
            message = f"The address {host}:{port} {why}. Choose another: BIND=127.0.0.1:{port + 1} make run"
            raise CommandError(message) from refusal


def _require_migrated_database() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        message = "The database is not up to date. Run: make setup"
        raise CommandError(message)
