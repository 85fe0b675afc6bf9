"""Reading the formulary: what may be made, what is offered, and what the pharmacy measured."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from formulations import approved_never_change
from formulations.calibration import BadCalibration
from formulations.models import DeviceCalibration, Formulation, Specification
from formulations.offer import Offer
from formulations.queries import (
    NoApprovedSpecification,
    SpecificationAltered,
    Unavailable,
    UnknownFormulation,
    approved_specification,
    offered,
    pinned_specification,
)
from formulations.science.quantities import Quantity
from pharmacy.staff.models import User

pytestmark = pytest.mark.django_db


def measure(code: str, device: str, *, value: str, unit: str, day: int, by: User) -> DeviceCalibration:
    return DeviceCalibration.objects.create(
        formulation=Formulation.objects.get(code=code), device_code=device, value=value, unit=unit, count=20,
        method="by weighing", measured_at=datetime(2026, 11, day, 9, tzinfo=UTC), measured_by=by,
    )  # fmt: skip


def test_the_approved_specification_comes_as_row_and_as_facts(loaded: list[Specification]) -> None:
    row, facts = approved_specification("naltrexone-oral-liquid")
    assert (row.version, facts.version, facts.sha256) == (1, 1, row.sha256)
    assert facts.code == "naltrexone-oral-liquid"


def test_an_unknown_formulation_is_answered_with_those_that_are_known(loaded: list[Specification]) -> None:
    with pytest.raises(
        UnknownFormulation, match=r"'naltrexone-lozenge' is not known; choose one of: .*naltrexone-capsule,"
    ):
        approved_specification("naltrexone-lozenge")


def test_a_long_formulary_is_not_listed_to_its_end(loaded: list[Specification]) -> None:
    substance = loaded[0].formulation.substance
    Formulation.objects.bulk_create(
        Formulation(code=f"a-{number:02}", name="Another", substance=substance) for number in range(60)
    )
    with pytest.raises(UnknownFormulation, match=r"choose one of: a-00, .*, a-39 and others$"):
        approved_specification("naltrexone-lozenge")


def test_an_empty_formulary_says_that_nothing_is_loaded() -> None:
    with pytest.raises(UnknownFormulation, match=r"none is loaded yet"):
        approved_specification("naltrexone-capsule")


def test_a_formulation_without_specification_is_refused_with_its_reason(loaded: list[Specification]) -> None:
    with pytest.raises(NoApprovedSpecification, match=r"patch cannot be made\. No specification is approved: the only"):
        approved_specification("naltrexone-transdermal-patch")


def test_a_draft_alone_cannot_be_prescribed(loaded: list[Specification], author: User) -> None:
    capsule = Formulation.objects.get(code="naltrexone-capsule")
    other = Formulation.objects.create(code="new", name="New capsules", substance=capsule.substance)
    content = loaded[0].content
    Specification.objects.create(formulation=other, version=1, content=content, sha256="x", author=author)
    with pytest.raises(NoApprovedSpecification, match="No specification is approved yet: ask a formulary admin"):
        approved_specification("new")


def test_without_a_measurement_the_nominal_drop_stays_unmeasured(loaded: list[Specification]) -> None:
    _, facts = approved_specification("naltrexone-sublingual-drops")
    assert facts.devices[0].measured == ""


def test_the_newest_measurement_of_a_dropper_takes_the_place_of_the_nominal_one(
    loaded: list[Specification], approver: User
) -> None:
    measure("naltrexone-sublingual-drops", "dropper-20", value="21", unit="drop/ml", day=2, by=approver)
    measure("naltrexone-sublingual-drops", "dropper-20", value="22", unit="drop/ml", day=9, by=approver)
    measure("naltrexone-sublingual-drops", "dropper-20", value="23", unit="drop/ml", day=5, by=approver)
    _, facts = approved_specification("naltrexone-sublingual-drops")
    assert facts.devices[0].units_per_ml == Decimal(22)
    assert facts.devices[0].measured == "measured on 9 November 2026, 20 drops, by weighing"


def test_a_measurement_at_night_is_dated_where_the_pharmacy_is(loaded: list[Specification], approver: User) -> None:
    """Nine in the morning in Greenwich on 2 November is still 1 November in Honolulu, ten hours behind."""
    measure("naltrexone-sublingual-drops", "dropper-20", value="20", unit="drop/ml", day=2, by=approver)
    with timezone.override(ZoneInfo("Pacific/Honolulu")):
        _, facts = approved_specification("naltrexone-sublingual-drops")
    assert facts.devices[0].measured.startswith("measured on 1 November 2026,")


@pytest.mark.parametrize("unit", ["g/stroke", "g per stroke", "g"])
def test_a_measured_pump_stroke_is_an_amount(loaded: list[Specification], approver: User, unit: str) -> None:
    measure("naltrexone-cream", "cream-pump", value="0.16", unit=unit, day=2, by=approver)
    _, facts = approved_specification("naltrexone-cream")
    assert facts.devices[0].amount_per_stroke == Quantity.read("0.16 g")
    assert facts.devices[0].measured == "measured on 2 November 2026, 20 strokes, by weighing"


def test_a_measured_density_serves_the_topical_syringe(loaded: list[Specification], approver: User) -> None:
    measure("naltrexone-cream", "topical-syringe-1ml", value="0.95", unit="g/ml", day=2, by=approver)
    _, facts = approved_specification("naltrexone-cream")
    assert [one.density for one in facts.devices] == [None, Decimal("0.95")]


def test_a_measurement_of_another_formulation_is_not_used(loaded: list[Specification], approver: User) -> None:
    measure("naltrexone-cream", "dropper-20", value="25", unit="drop/ml", day=2, by=approver)
    _, facts = approved_specification("naltrexone-sublingual-drops")
    assert facts.devices[0].measured == ""


def test_a_measurement_that_is_no_number_is_named(loaded: list[Specification], approver: User) -> None:
    measure("naltrexone-cream", "cream-pump", value="some", unit="g/stroke", day=2, by=approver)
    with pytest.raises(BadCalibration, match=r"cream-pump with .*: some g/stroke: .*measure the device again"):
        approved_specification("naltrexone-cream")


def test_a_specification_changed_behind_the_database_is_refused(loaded: list[Specification]) -> None:
    row = loaded[0]
    with connection.cursor() as cursor:
        for statement in approved_never_change.unlock_statements(connection.vendor):
            cursor.execute(statement)
    Specification.objects.filter(pk=row.pk).update(content=row.content | {"format": "altered"})
    row.refresh_from_db()
    with pytest.raises(SpecificationAltered, match="was changed after its approval"):
        pinned_specification(row)


def test_every_formulation_is_offered_or_shown_with_the_reason(loaded: list[Specification]) -> None:
    everything = offered()
    assert {one.code for one in everything if isinstance(one, Offer)} == {row.formulation.code for row in loaded}
    assert {one.code for one in everything if isinstance(one, Unavailable)} >= {
        "naltrexone-tablet",
        "naltrexone-transdermal-patch",
    }


def test_the_offer_of_capsules_has_strengths_and_choices_and_says_which_are_refused(
    loaded: list[Specification],
) -> None:
    capsule = next(one for one in offered() if one.code == "naltrexone-capsule")
    assert isinstance(capsule, Offer)
    assert [str(strength) for strength in capsule.strengths] == ["1.5 mg", "3 mg", "4.5 mg"]
    filler, shell = capsule.choices
    assert [one.code for one in filler.alternatives if not one.refused] == [
        "microcrystalline-cellulose",
        "lactose",
        "sucrose",
    ]
    assert [one.code for one in filler.alternatives if one.is_default] == ["microcrystalline-cellulose"]
    assert len(shell.alternatives) == 5
    assert not any(one.refused for one in shell.alternatives)


def test_what_is_offered_costs_two_questions(loaded: list[Specification], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        offered()
