"""`manage.py demo_pharmacy`: the formulary and a small pharmacy to try it with. Run again, it keeps what is there."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from formulations.models import DeviceCalibration, Specification
from formulations.reference.papers import languages
from pharmacy.languages.actions import approve_as_shipped
from pharmacy.ledger.actions import append_event
from pharmacy.staff import clock
from pharmacy.staff.accounts import open_account, set_pharmacy
from pharmacy.staff.demo import DEMO_PEOPLE, demo_password
from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.stocking import stock_formulary

PHARMACY: dict[str, str | bool] = {
    "name": "Lindenbrook Compounding Pharmacy (demo)",
    "address": "12 Mill Lane, Lindenbrook, OH 44000",
    "phone": "(555) 010-0199",
    "law": "us",
    "time_zone": "America/New_York",
    "is_training": True,
}
WEIGHED = "by weighing at 20 °C"
# What the demo pharmacy measured on its own devices: kind of device -> value, unit, how many drops or strokes.
MEASURED = {
    "dropper": ("20", "drop/ml", 20),
    "pump": ("0.15", "g/stroke", 10),
    "topical-syringe": ("0.95", "g/ml", 5),
}


class Command(BaseCommand):
    """Fills an empty installation with a demo pharmacy; never in production."""

    help = "Loads the formulary and a demo pharmacy (people, calibrated devices). Refused in production."

    @transaction.atomic
    def handle(self, *_args: object, **_options: object) -> None:
        """Create what is missing. Raises CommandError in production, where demo passwords must not exist."""
        if settings.PRODUCTION:
            message = "The demo pharmacy has public passwords. For a real pharmacy use set_pharmacy and add_person."
            raise CommandError(message)
        if not Pharmacy.objects.exists():
            set_pharmacy(columns=PHARMACY)
        if Pharmacy.objects.filter(name=PHARMACY["name"], is_training=False).exists():
            set_pharmacy(columns={"is_training": True})
        people = {name: hire(name, full_name=full, role=role) for name, (full, role) in DEMO_PEOPLE.items()}
        approve_languages(by=people["anna"])
        specifications = stock_formulary(author=people["fay"], approver=people["gus"])
        calibrate(specifications, by=people["anna"])
        ready = Specification.objects.exclude(approved_at=None).values("formulation").distinct().count()
        self.stdout.write(f"{Pharmacy.objects.get()}: {ready} formulations ready to be prescribed.")


def hire(username: str, *, full_name: str, role: Role) -> User:
    """Return a person of the demo pharmacy, hired when missing; a person who is there keeps their own password."""
    known = User.objects.filter(username=username).first()
    if known:
        return known
    return open_account(username=username, full_name=full_name, role=role, password=demo_password(username))


def approve_languages(*, by: User) -> None:
    """Approve every language as it ships, after each release: the demo pharmacy trains, and its papers say so."""
    for language in languages():
        approve_as_shipped(language=language.code, by=by)


def calibrate(specifications: list[Specification], *, by: User) -> None:
    """Record what the demo pharmacy measured on each dropper and pump of these specifications."""
    for row in specifications:
        for device in row.content["devices"]:
            if device["kind"] in MEASURED:
                _calibrate(row, device=device, by=by)


def _calibrate(row: Specification, *, device: dict[str, Any], by: User) -> None:
    value, unit, count = MEASURED[device["kind"]]
    measured = {"value": value, "unit": unit, "count": count, "method": WEIGHED}
    calibration, is_new = DeviceCalibration.objects.get_or_create(
        formulation=row.formulation,
        device_code=device["code"],
        defaults={**measured, "measured_at": clock.now(), "measured_by": by},
    )
    if is_new:
        facts = {"device": device["code"], "value": value, "unit": unit}
        append_event(actor=by.username, verb="device.calibrated", subject=f"calibration:{calibration.pk}", facts=facts)
