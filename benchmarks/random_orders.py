"""Random prescriptions over everything that the formulary makes, from a seed: what a pharmacy could be asked for.

A dose is so many marks of a syringe, drops, strokes or pieces, so that most can be measured; what the program still
refuses is thrown away and drawn again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from formulations.models import Formulation
from formulations.queries import approved_specification
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.regimen import HOURS_APART, TIMES, DoseStep, times_of_hours
from formulations.science.specification import Device, Specification
from pharmacy.compounding.actions import BatchRefused, plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.prescriptions.actions import enter_prescription, screen, settle_finding
from pharmacy.prescriptions.entry import BadEntry, PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.planning import plan_made_on
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff import clock
from pharmacy.staff.models import User
from pharmacy.staff.refusals import Conflict

GIVEN = (
    "Ada", "Bo", "Zoë", "Łucja", "Ægir", "Señorita-Consuelo", "Anne-Sophie Marguerite", "Çağla", "Ģirts", "Øyvind",
    "Maximiliana Friederike", "J", "Ng", "Wilhelmina", "Ελένη", "Ольга", "Ọláyínká", "Siân", "Thị Ánh",
)  # fmt: skip
FAMILY = (
    "Lindqvist", "O’Brien", "Müller-Lüdenscheidt", "van den Berghe-Castellanos", "Þórðarson", "Wiśniewska", "Li",
    "Featherstonehaugh-Cholmondeley", "Dvořáková", "Ibáñez de la Concepción", "Kovač", "Ö", "Hämäläinen", "MacDonald",
    "Παπαδοπούλου", "Шевченко", "Adébọ̀wálé", "Nguyễn", "O'Neil",
)  # fmt: skip
PRESCRIBERS = ("Dr Mira Kovač", "Dr I", "Prof. Dr. med. Friederike von Hohenstein-Walldorf", "Dr Ana Núñez")
SYRINGES = ("oral-syringe", "topical-syringe")
PIECES = (Unit.CAPSULE, Unit.TABLET, Unit.SACHET, Unit.SUPPOSITORY, Unit.PESSARY, Unit.PATCH)
DAYS = (1, 3, 7, 14, 28, 30, 56, 90, 180)
WEEKS = (7, 14)
BY_THE_CLOCK = 0.1  # of all orders
TRIES = 60


@dataclass(frozen=True)
class Ordered:
    """One batch that was made for a random prescription. law: code of the one that it was made under."""

    batch: Batch
    law: str


class Orders:
    """Makes random batches without end, through every formulation in turn. thrown_away: orders that were refused."""

    def __init__(self, chance: Random, *, laws: tuple[str, ...]) -> None:
        self.chance, self.laws = chance, laws
        self.thrown_away = 0
        approved = Formulation.objects.filter(specifications__approved_at__isnull=False).distinct()
        self.codes = sorted(one.code for one in approved)
        self.technician = User.objects.get(username="tom")
        self.pharmacist = User.objects.get(username="anna")

    def __iter__(self) -> Iterator[Ordered]:
        number = 0
        while True:
            for code in self.codes:
                number += 1
                yield self._batch(code, number=number)

    def _batch(self, code: str, *, number: int) -> Ordered:
        for _ in range(TRIES):
            law = self.chance.choice(self.laws)
            try:
                return Ordered(self._made(self._entry(code, number=number), law=law), law)
            except (BadEntry, BadQuantity, BatchRefused, Conflict):
                self.thrown_away += 1
        raise RuntimeError(f"no order of {code} in {TRIES} could be made")

    def _made(self, entry: PrescriptionEntry, *, law: str) -> Batch:
        if plan_made_on(entry, made_on=clock.today()).supply is None:
            raise BadEntry("no device measures it", field="Doses and days")
        prescription = enter_prescription(entry=entry, by=self.technician)
        screen(prescription=prescription, by=self.pharmacist)
        for finding in open_findings(prescription):
            settle_finding(finding=finding, by=self.pharmacist, reason="Agreed with the prescriber.")
        return plan_batch(prescription=prescription, by=self.technician, law=law)

    def _entry(self, code: str, *, number: int) -> PrescriptionEntry:
        chance = self.chance
        _, specification = approved_specification(code, on=clock.today())
        strength = chance.choice(specification.strengths)
        steps = self._steps(specification)
        return PrescriptionEntry(
            patient=PatientEntry(f"{chance.choice(GIVEN)} {number}", chance.choice(FAMILY), date(1980, 1, 1)),
            prescriber=PrescriberEntry(chance.choice(PRESCRIBERS)),
            formulation=code,
            strength=strength.amount if len(specification.strengths) > 1 or _on_request(specification) else None,
            steps=steps,
            days=chance.choice(DAYS) if steps[-1].days is None else None,
        )

    def _steps(self, specification: Specification) -> tuple[DoseStep, ...]:
        chance = self.chance
        device = chance.choice(specification.devices)
        one = self._step(device, specification=specification)
        if chance.random() < 0.6:
            return (one,)
        count = chance.randint(2, 5)
        return tuple(
            replace(
                one,
                dose=self._dose(device, specification=specification),
                days=None if number == count else chance.choice(WEEKS),
            )
            for number in range(1, count + 1)
        )

    def _step(self, device: Device, *, specification: Specification) -> DoseStep:
        chance = self.chance
        if chance.random() < BY_THE_CLOCK:
            hours = chance.choice(HOURS_APART)
            return DoseStep(
                self._dose(device, specification=specification), times_of_hours(hours), None, hours_apart=hours
            )
        times = chance.choice((1, 1, 1, 2, 2, 3, 4))
        says_when = chance.random() < 0.6
        when = tuple(time for time in TIMES if time in chance.sample(TIMES, times)) if says_when else ()
        every = chance.choice((2, 3, 7)) if chance.random() < 0.1 else 1
        return DoseStep(self._dose(device, specification=specification), times, None, when, every)

    def _dose(self, device: Device, *, specification: Specification) -> Quantity:
        if device.kind in SYRINGES and device.mark and device.capacity:
            marks = int(device.capacity / device.mark)
            return device.mark * Decimal(self.chance.randint(1, marks))
        most = min(device.most_units or 6, 12)
        unit = {"dropper": Unit.DROP, "pump": Unit.PUMP_STROKE}.get(device.kind)
        return Quantity(Decimal(self.chance.randint(1, most)), unit or _piece(specification))


def _piece(specification: Specification) -> Unit:
    return next(strength.per.unit for strength in specification.strengths if strength.per.unit in PIECES)


def _on_request(specification: Specification) -> bool:
    return specification.strengths_on_request is not None
