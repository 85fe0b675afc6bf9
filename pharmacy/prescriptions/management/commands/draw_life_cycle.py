"""Draws docs/life-cycle.md from the tables of the life cycles."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from pharmacy.prescriptions.life_cycle_picture import picture


class Command(BaseCommand):
    """Write the picture that the documentation shows."""

    help = "Draw docs/life-cycle.md from the tables of the life cycles of prescriptions and specifications"

    def handle(self, *args: Any, **options: Any) -> None:
        """Write docs/life-cycle.md."""
        target = Path(settings.BASE_DIR) / "docs" / "life-cycle.md"
        target.write_text(picture(), encoding="utf-8")
        self.stdout.write(f"Drawn: {target}")
