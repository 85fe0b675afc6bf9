"""Filling capsules: worked by hand from shell volumes, densities and weighed fills."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.reference.capsules import capsules
from formulations.science.capsule_fill import (
    DoesNotFit,
    Packing,
    Powder,
    Shell,
    batch_of_capsules,
    fill_by_density,
    fill_by_measured_pack,
    shell_of,
    smallest_shell,
    volume_of,
)
from formulations.science.quantities import BadQuantity, Quantity, Unit
from tests.science.samples import amount

SHELLS = capsules().shells
SIZE_3 = Shell("3", amount("0.30 ml"), amount("48 mg"))
CELLULOSE = Powder("cellulose", (Decimal("0.28"), Decimal("0.33")), (Decimal("0.40"), Decimal("0.45")))
LACTOSE = Powder("lactose", (Decimal("0.5"), Decimal("0.6")), (Decimal("0.8"), Decimal("0.9")))


def mg(quantity: Quantity) -> Decimal:
    return quantity.to(Unit.MILLIGRAM).value


def test_size_3_with_loose_lactose_and_1_5_mg_takes_148_5_to_178_5_mg_of_filler() -> None:
    fill = fill_by_density(amount("1.5 mg"), shell=SIZE_3, filler=LACTOSE)
    assert (mg(fill.least), mg(fill.most)) == (Decimal("148.5"), Decimal("178.5"))  # 0.3 ml x 500 mg/ml - 1.5 mg; x 600


def test_size_3_with_avicel_holds_84_to_99_mg_loose() -> None:
    fill = fill_by_density(amount("4.5 mg"), shell=SIZE_3, filler=CELLULOSE)
    assert (mg(fill.least), mg(fill.most)) == (Decimal("79.5"), Decimal("94.5"))  # 84 - 4.5 and 99 - 4.5


def test_size_3_with_avicel_holds_120_to_135_mg_tapped() -> None:
    fill = fill_by_density(amount("1.5 mg"), shell=SIZE_3, filler=CELLULOSE, packing=Packing.TAPPED)
    assert (mg(fill.least), mg(fill.most)) == (Decimal("118.5"), Decimal("133.5"))


def test_the_volume_of_the_active_is_taken_off_by_its_own_density() -> None:
    fill = fill_by_density(amount("50 mg"), shell=SIZE_3, filler=LACTOSE, drug_density=Decimal("0.25"))
    assert mg(fill.least) == Decimal(50)  # 50 mg take 0.2 ml; 0.1 ml x 500 mg/ml are left


def test_a_dose_that_fills_the_whole_shell_leaves_no_filler() -> None:
    fill = fill_by_density(amount("150 mg"), shell=SIZE_3, filler=LACTOSE, drug_density=Decimal("0.5"))
    assert mg(fill.least) == 0


def test_a_dose_larger_than_the_shell_is_refused() -> None:
    with pytest.raises(DoesNotFit, match=r"151 mg does not fit size 3, which holds 0\.3 ml; take a larger"):
        fill_by_density(amount("151 mg"), shell=SIZE_3, filler=LACTOSE, drug_density=Decimal("0.5"))


def test_the_measured_pack_method_takes_off_what_the_active_displaces() -> None:
    filler = fill_by_measured_pack(amount("4.5 mg"), filler_alone=amount("120 mg"), drug_alone=amount("180 mg"))
    assert mg(filler) == Decimal(117)  # 120 x (1 - 4.5 / 180) = 120 x 0.975


def test_the_measured_pack_method_works_with_a_trituration_of_1_in_10() -> None:
    filler = fill_by_measured_pack(amount("15 mg"), filler_alone=amount("0.12 g"), drug_alone=amount("150 mg"))
    assert mg(filler) == Decimal(108)  # 15 mg of trituration hold 1.5 mg; 120 x (1 - 0.1)


def test_a_dose_above_the_measured_pack_of_the_active_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="take a larger shell"):
        fill_by_measured_pack(amount("181 mg"), filler_alone=amount("120 mg"), drug_alone=amount("180 mg"))


@pytest.mark.parametrize(("filler", "drug"), [("0 mg", "180 mg"), ("120 mg", "0 mg")])
def test_a_weighed_fill_of_nothing_is_refused(filler: str, drug: str) -> None:
    with pytest.raises(BadQuantity, match="weigh the capsules again"):
        fill_by_measured_pack(amount("1 mg"), filler_alone=amount(filler), drug_alone=amount(drug))


@pytest.mark.parametrize(
    ("volume", "size"),
    [("0.13 ml", "5"), ("0.14 ml", "4"), ("0.30 ml", "3"), ("0.31 ml", "2"), ("0.95 ml", "00"), ("1.37 ml", "000")],
)
def test_the_smallest_shell_that_holds_it_is_taken(volume: str, size: str) -> None:
    assert smallest_shell(amount(volume), shells=SHELLS).size == size


def test_no_shell_below_the_least_size_is_taken() -> None:
    assert smallest_shell(amount("0.01 ml"), shells=SHELLS, not_below="3").size == "3"
    assert smallest_shell(amount("0.31 ml"), shells=SHELLS, not_below="3").size == "2"


def test_what_no_shell_holds_is_refused_with_the_largest() -> None:
    with pytest.raises(DoesNotFit, match=r"1\.38 ml does not fit the largest shell, size 000 with 1\.37 ml"):
        smallest_shell(amount("1.38 ml"), shells=SHELLS)


def test_a_size_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadQuantity, match="'6' is not known; choose one of 000, 00, 0, 1, 2, 3, 4, 5"):
        shell_of("6", shells=SHELLS)


def test_a_batch_of_100_with_5_percent_overage_makes_105() -> None:
    batch = batch_of_capsules(100, dose=amount("1.5 mg"), filler=amount("148.5 mg"), overage_percent=Decimal(5))
    assert (batch.capsules, mg(batch.active), mg(batch.filler), mg(batch.total)) == (
        105, Decimal("157.5"), Decimal("15592.5"), Decimal(15750),
    )  # fmt: skip


def test_an_overage_makes_whole_capsules() -> None:
    assert batch_of_capsules(33, dose=amount("1 mg"), filler=amount("99 mg"), overage_percent=Decimal(2)).capsules == 34


@pytest.mark.parametrize(("number", "overage"), [(0, 0), (10, -1)])
def test_no_capsules_or_less_than_no_overage_is_refused(number: int, overage: int) -> None:
    with pytest.raises(BadQuantity, match="check both"):
        batch_of_capsules(number, dose=amount("1 mg"), filler=amount("1 mg"), overage_percent=Decimal(overage))


def test_a_density_of_nothing_is_refused() -> None:
    with pytest.raises(BadQuantity, match="measure the powder"):
        volume_of(amount("1 mg"), density=Decimal(0))


MASSES = st.decimals("0.001", "60", places=3).map(lambda value: Quantity(value, Unit.MILLIGRAM))
DENSITIES = st.decimals("0.2", "1.5", places=2)


@given(dose=MASSES, density=DENSITIES)
def test_filler_and_active_together_are_the_volume_of_the_shell(dose: Quantity, density: Decimal) -> None:
    powder = Powder("any", (density, density), (density, density))
    fill = fill_by_density(dose, shell=SIZE_3, filler=powder, drug_density=Decimal("0.5"))
    volume = volume_of(dose, density=Decimal("0.5")).value + volume_of(fill.least, density=density).value
    assert abs(volume - Decimal("0.30")) < Decimal("0.000001")


@given(dose=MASSES, number=st.integers(1, 500), overage=st.decimals("0", "20", places=1))
def test_a_batch_is_the_mass_of_one_times_the_number_made(dose: Quantity, number: int, overage: Decimal) -> None:
    batch = batch_of_capsules(number, dose=dose, filler=amount("100 mg"), overage_percent=overage)
    assert batch.capsules >= number
    assert mg(batch.total) == batch.capsules * (dose.value + 100)


def test_each_shell_that_ships_is_smaller_than_the_one_before_it() -> None:
    volumes = [one.volume.value for one in SHELLS]
    assert volumes == sorted(volumes, reverse=True)
    assert [one.size for one in SHELLS] == ["000", "00", "0", "1", "2", "3", "4", "5"]


def test_every_density_that_ships_goes_from_least_to_most_and_tapped_above_loose() -> None:
    for powder in capsules().powders.values():
        assert powder.loose[0] <= powder.loose[1] < powder.tapped[0] <= powder.tapped[1]
