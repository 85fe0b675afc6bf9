"""`manage.py relay`: rings the bell for work that is due, and sweeps up what a killed worker left."""

import signal
import sys

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Runs until a signal. `serve` starts it; start it yourself only where you run the web server yourself."""

    help = "Rings the bell for documents that wait, and takes back the work of workers that died. Runs until stopped."

    def handle(self, *_args: object, **_options: object) -> None:
        """Run the relay until SIGTERM or SIGINT."""
        from pharmacy.documents.relay import run

        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
        run()
