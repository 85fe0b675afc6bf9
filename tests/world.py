"""One named world for tests: a pharmacy, its people and patients, and prescriptions taken as far as a test needs.

Everything is built through the actions that the browser and the command line use, so nothing here can exist that a
pharmacy could not have made.

    world = build_world()
    batch = batched(world, "naltrexone-capsule")       # entered, settled, screened and made by Tom
    supply = supplied(world, entry=ORDERS["naltrexone-cream"])
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from unittest.mock import patch

from django.utils import timezone

from formulations.actions import load_formulary
from formulations.actions.release import shipped
from formulations.models import DeviceCalibration, Formulation
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.compounding.actions import check_batch, plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.actions import hand_over, release
from pharmacy.dispensing.gathering import strength_changed
from pharmacy.dispensing.models import Supply
from pharmacy.documents.actions import drain, request_documents
from pharmacy.languages.actions import approve_as_shipped
from pharmacy.prescriptions.actions import enter_prescription, screen, settle_finding
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.queries import open_findings
from pharmacy.printing.actions import confirm_printed, send_all, tell_gone
from pharmacy.printing.queries import old_prints
from pharmacy.staff import clock
from pharmacy.staff.models import Pharmacy, Role, User
from tests.kept_rows import make_or_repeat
from tests.kept_stories import kept_story, nothing_written_yet

PASSWORD = "correct horse battery"
# Long before any day that a test names, so that no test depends on the day it is run.
IN_EFFECT_FROM = date(2023, 1, 1)
PEOPLE = {
    "anna": ("Anna Berg", Role.PHARMACIST),
    "ben": ("Ben Okafor", Role.PHARMACIST),
    "tom": ("Tom Rossi", Role.TECHNICIAN),
    "fay": ("Fay Duarte", Role.FORMULARY_ADMIN),
    "aud": ("Aud Nilsen", Role.AUDITOR),
}
ADA = PatientEntry("Ada", "Lindqvist", date(1980, 2, 14))
OMAR = PatientEntry("Omar", "Haddad", date(1971, 9, 30))
DR_KOVAC = PrescriberEntry("Dr Mira Kovac", "MD 48213", "4 Mill Road, Testville")


def _order(formulation: str, dose: str, *, days: int, strength: str | None = None, times: int = 1) -> PrescriptionEntry:
    return PrescriptionEntry(
        patient=ADA,
        prescriber=DR_KOVAC,
        formulation=formulation,
        strength=Quantity.read(strength) if strength else None,
        steps=(DoseStep(Quantity.read(dose), times, None, ("bedtime",) if times == 1 else ()),),
        days=days,
    )


ORDERS = {
    order.formulation: order
    for order in (
        _order("naltrexone-oral-liquid", "3 mg", days=28),
        _order("naltrexone-oral-liquid-unpreserved", "1.5 mg", days=14),
        _order("naltrexone-capsule", "4.5 mg", days=30, strength="4.5 mg"),
        _order("naltrexone-sublingual-drops", "0.5 mg", days=28),
        _order("naltrexone-cream", "4.5 mg", days=28),
        _order("naltrexone-microgram-liquid", "1 microgram", days=14, times=2),
        _order("sildenafil-oral-suspension", "5 mg", days=28, times=3),
        _order("omeprazole-oral-suspension", "10 mg", days=14),
        _order("enalapril-oral-suspension", "2.5 mg", days=28, times=2),
        _order("amlodipine-oral-suspension", "2.5 mg", days=28),
        _order("baclofen-oral-suspension", "5 mg", days=28, times=3),
        _order("metoprolol-oral-suspension", "25 mg", days=28, times=2),
        _order("spironolactone-hydrochlorothiazide-oral-suspension", "12.5 mg", days=28),
        _order("hydrocortisone-oral-powder", "2.5 mg", days=28, strength="2.5 mg", times=3),
        _order("hydrocortisone-capsule", "2 mg", days=30, strength="2 mg", times=3),
        _order("paracetamol-suppository", "325 mg", days=5, times=3),
        _order("progesterone-pessary", "100 mg", days=28, strength="100 mg", times=2),
        _order("diltiazem-gel", "0.5 g", days=28, times=2),
        _order("estriol-estradiol-cream", "1 g", days=28),
        _order("cholecalciferol-oral-drops", "1000 units", days=60),
        _order("dronabinol-oral-drops", "5 mg", days=28, times=2),
        _order("captopril-oral-liquid", "2.5 mg", days=14, times=3),
        _order("clonidine-oral-suspension", "50 micrograms", days=14, times=2),
        _order("ursodiol-oral-suspension", "250 mg", days=28, times=2),
    )
}
TITRATION = replace(
    ORDERS["naltrexone-sublingual-drops"],
    steps=(
        DoseStep(Quantity.read("0.25 mg"), 1, 7, ("bedtime",)),
        DoseStep(Quantity.read("0.5 mg"), 1, 7, ("bedtime",)),
        DoseStep(Quantity.read("1 mg"), 1, None, ("bedtime",)),
    ),
    days=28,
)
WITH_PREDNISOLONE = replace(ORDERS["naltrexone-capsule"], known=(KnownEntry("medicine", "prednisolone"),))
WITH_TRAMADOL = replace(ORDERS["naltrexone-capsule"], known=(KnownEntry("medicine", "tramadol"),))


@dataclass(frozen=True)
class World:
    """The pharmacy and its people. anna, ben: pharmacists; tom: technician; fay: formulary admin; aud: auditor."""

    pharmacy: Pharmacy
    anna: User
    ben: User
    tom: User
    fay: User
    aud: User


def build_world(*formulations: str) -> World:
    """Return a pharmacy in New York with its people, the approved formulary and its measured droppers and pumps.

    Of the formulary naltrexone is loaded, and the actives of the formulations named: all of it takes too long for each
    test.
    """
    actives = frozenset({"naltrexone-hydrochloride"} | {one.active for one in shipped() if one.code in formulations})
    pharmacy = Pharmacy.objects.create(
        name="Linden Pharmacy",
        address="12 Linden Street, Testville, NY",
        phone="555 0100",
        time_zone="America/New_York",
    )
    make_or_repeat(lambda: _make_people_and_formulary(actives), key=(actives, clock.today()))
    people = {person.username: person for person in User.objects.all()}
    nothing_written_yet()
    return World(pharmacy, **{name: people[name] for name in PEOPLE})


def _make_people_and_formulary(actives: frozenset[str]) -> None:
    for username, (full_name, role) in PEOPLE.items():
        User.objects.create_user(username, password=PASSWORD, full_name=full_name, role=role)
    fay, anna = User.objects.get(username="fay"), User.objects.get(username="anna")
    approve_as_shipped(language="en", by=anna)
    load_formulary(author=fay, approver=anna, today=IN_EFFECT_FROM, actives=actives)
    _measure(anna)


def _measure(by: User) -> None:
    for code, device, value, unit in (
        ("naltrexone-sublingual-drops", "dropper-20", "20", "drops/ml"),
        ("naltrexone-cream", "cream-pump", "0.15", "g"),
        ("diltiazem-gel", "gel-pump", "0.25", "g"),
        ("estriol-estradiol-cream", "estrogen-pump", "0.5", "g"),
    ):
        formulation = Formulation.objects.filter(code=code).first()
        if formulation is None:
            continue
        DeviceCalibration.objects.create(
            formulation=formulation,
            device_code=device,
            value=str(Decimal(value)),
            unit=unit,
            count=20,
            method="by weighing",
            measured_at=clock.now(),
            measured_by=by,
        )


@kept_story
def entered(
    world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None
) -> Prescription:
    """Return a prescription that Tom entered: the standard order of a formulation, or an entry of the test's own."""
    return enter_prescription(entry=entry or ORDERS[formulation], by=world.tom)


@kept_story
def screened(
    world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None
) -> Prescription:
    """Return a prescription that Anna screened and whose open findings she settled."""
    prescription = entered(world, formulation, entry=entry)
    screen(prescription=prescription, by=world.anna)
    for finding in open_findings(prescription):
        settle_finding(finding=finding, by=world.anna, reason="Discussed with the prescriber.")
    prescription.refresh_from_db()
    return prescription


@kept_story
def batched(world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None) -> Batch:
    """Return a batch that Tom made."""
    return plan_batch(prescription=screened(world, formulation, entry=entry), by=world.tom)


@kept_story
def checked(world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None) -> Batch:
    """Return a batch that Anna checked."""
    return check_batch(batch=batched(world, formulation, entry=entry), by=world.anna)


@kept_story
def papered(world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None) -> Batch:
    """Return a checked batch with its label and leaflet rendered."""
    batch = checked(world, formulation, entry=entry)
    request_documents(batch=batch, by=world.tom)
    drain()
    return Batch.objects.get(pk=batch.pk)


@kept_story
def printed(world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None) -> Batch:
    """Return a batch whose papers Tom printed and saw come out."""
    batch = papered(world, formulation, entry=entry)
    print_papers(batch, by=world.tom)
    return batch


def print_papers(batch: Batch, *, by: User) -> None:
    """Print every paper of a batch that was not printed yet, and see it come out."""
    for job in send_all(batch=batch, by=by):
        confirm_printed(job=job, by=by, code=job.document.code)


def destroy_old_prints(batch: Batch, *, by: User) -> None:
    """Destroy every print of papers of a batch that newer ones replaced."""
    for job in old_prints(batch):
        tell_gone(job=job, by=by)


@kept_story
def released(
    world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None
) -> Supply:
    """Return the supply that Ben released."""
    return release(batch=printed(world, formulation, entry=entry), by=world.ben)


@kept_story
def supplied(
    world: World, formulation: str = "naltrexone-capsule", *, entry: PrescriptionEntry | None = None
) -> Supply:
    """Return a supply that Ben handed to the patient, a changed strength explained."""
    supply = released(world, formulation, entry=entry)
    return hand_over(
        supply=supply,
        by=world.ben,
        handed_to="patient",
        counselling="Showed how to take it.",
        strength_change_explained=strength_changed(supply.batch),
        old_container="finished" if strength_changed(supply.batch) else "",
    )


@contextmanager
def on_day(day: date, *, hour: int = 15) -> Iterator[None]:
    """Let it be this day in the pharmacy (New York; 15 h UTC is 10 or 11 h there) for what is done inside."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    with patch.object(timezone, "now", return_value=moment):
        yield
