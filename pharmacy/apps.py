"""The project as an app: it brings the static files, the commands, and the checks at start-up."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class PharmacyConfig(AppConfig):
    """The pharmacy itself."""

    name = "pharmacy"

    def ready(self) -> None:
        """Register the start-up checks and make the folders that the embedded broker writes to."""
        from pharmacy import checks  # noqa: F401 - importing registers them

        options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        for name in ("data_folder_in", "data_folder_out", "control_folder"):
            if name in options:
                Path(str(options[name])).mkdir(parents=True, exist_ok=True)
