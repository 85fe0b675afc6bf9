"""`manage.py demo_pharmacy`: the formulary and a small pharmacy to try it with. Run again, it keeps what is there."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from formulations.actions import load_formulary
from formulations.models import DeviceCalibration, Specification
from pharmacy.ledger.actions import append_event
from pharmacy.staff import clock
from pharmacy.staff.demo import DEMO_PEOPLE, demo_password
from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.staff.queries import COMMAND_LINE

NAME = "Lindenbrook Compounding Pharmacy (demo)"
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

    def handle(self, *_args: object, **_options: object) -> None:
        """Create what is missing. Raises CommandError in production, where demo passwords must not exist."""
        if settings.PRODUCTION:
            message = "The demo pharmacy has public passwords. For a real pharmacy use set_pharmacy and add_person."
            raise CommandError(message)
        with transaction.atomic():
            open_pharmacy()
            people = hire()
            specifications = stock_formulary(author=people["fay"], approver=people["gus"])
            calibrate(specifications, by=people["anna"])
        self.stdout.write(f"{NAME}: {len(specifications)} formulations ready to be prescribed.")


def open_pharmacy() -> Pharmacy:
    """Return the pharmacy of this installation, made when there was none."""
    pharmacy, is_new = Pharmacy.objects.get_or_create(
        pk=1,
        defaults={
            "name": NAME,
            "address": "12 Mill Lane, Lindenbrook, OH 44000",
            "phone": "(555) 010-0199",
            "law": "us",
            "time_zone": "America/New_York",
        },
    )
    if is_new:
        append_event(actor=COMMAND_LINE, verb="pharmacy.opened", subject="pharmacy:1", facts={"law": pharmacy.law})
    return pharmacy


def hire() -> dict[str, User]:
    """Return the people of the demo pharmacy by user name, and the service account of the command line."""
    rows = {**DEMO_PEOPLE, COMMAND_LINE: ("Command line", Role.PHARMACIST)}
    return {username: _hire(username, full_name=name, role=role) for username, (name, role) in rows.items()}


def _hire(username: str, *, full_name: str, role: Role) -> User:
    user, is_new = User.objects.get_or_create(username=username, defaults={"full_name": full_name, "role": role})
    if is_new:
        password = None if username == COMMAND_LINE else demo_password(username)
        user.set_password(password)
        user.save(update_fields=["password"])
        append_event(actor=COMMAND_LINE, verb="staff.hired", subject=f"user:{user.pk}", facts={"role": role.value})
    return user


def stock_formulary(*, author: User, approver: User) -> list[Specification]:
    """Return the approved specifications of the shipped formulary, loaded when they were missing."""
    known = set(Specification.objects.values_list("sha256", flat=True))
    specifications = load_formulary(author=author, approver=approver, today=clock.today())
    for row in specifications:
        if row.sha256 not in known:
            facts = {"formulation": row.formulation.code, "version": row.version, "sha256": row.sha256}
            append_event(
                actor=approver.username, verb="specification.approved", subject=f"specification:{row.pk}", facts=facts
            )
    return specifications


def calibrate(specifications: list[Specification], *, by: User) -> None:
    """Record what the demo pharmacy measured on each dropper and pump of these specifications."""
    for row in specifications:
        for device in row.content["devices"]:
            if device["kind"] in MEASURED:
                _calibrate(row, device=device, by=by)


def _calibrate(row: Specification, *, device: dict[str, str], by: User) -> None:
    value, unit, count = MEASURED[device["kind"]]
    calibration, is_new = DeviceCalibration.objects.get_or_create(
        formulation=row.formulation,
        device_code=device["code"],
        defaults={
            "value": value,
            "unit": unit,
            "count": count,
            "method": WEIGHED,
            "measured_at": clock.now(),
            "measured_by": by,
        },
    )
    if is_new:
        facts = {"device": device["code"], "value": value, "unit": unit}
        append_event(actor=by.username, verb="device.calibrated", subject=f"calibration:{calibration.pk}", facts=facts)
