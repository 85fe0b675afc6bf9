"""The worksheet: what is weighed for one batch, in proportion to the specification's basis."""

import pytest

from pharmacy.compounding.worksheet import NothingToMake, make_worksheet
from pharmacy.prescriptions.planning import plan_for
from tests.world import screened


def lines(worksheet):
    return {line.name: line.amount for line in worksheet.lines}


def test_84_ml_of_oral_liquid_are_filled_into_one_bottle_and_weighed_for_it(world):
    """100 ml bottle: 1 mg/ml x 100 ml = 100 mg; benzoate 0.1 g and glycerol 20 ml per 100 ml."""
    worksheet = make_worksheet(plan_for(screened(world, "naltrexone-oral-liquid")))
    assert worksheet.quantity == "100 ml"
    assert [container.amount for container in worksheet.containers] == ["100 ml"]
    weighed = lines(worksheet)
    assert weighed["naltrexone hydrochloride"] == "100 mg"
    assert weighed["sodium benzoate"] == "0.1 g"
    assert weighed["glycerol"] == "20 ml"
    assert weighed["purified water"] == "as much as is needed"


def test_30_capsules_of_4_5_mg_take_135_mg_and_30_shells(world):
    worksheet = make_worksheet(plan_for(screened(world, "naltrexone-capsule")))
    assert worksheet.quantity == "30 capsules"
    assert worksheet.lines[0].amount == "135 mg"
    assert worksheet.lines[0].how == "4.5 mg in each capsule, for 30 capsules"
    assert {line.function: line.amount for line in worksheet.lines}["shell"] == "30 shells"


def test_one_10_ml_bottle_of_drops_takes_one_50_mg_tablet(world):
    worksheet = make_worksheet(plan_for(screened(world, "naltrexone-sublingual-drops")))
    assert worksheet.quantity == "10 ml"
    assert worksheet.lines[0].amount == "50 mg"
    tablets = next(line for line in worksheet.lines if line.function == "source-material")
    assert (tablets.amount, tablets.how) == ("1 of 50 mg", "50 mg, by 50 mg in each as labelled")


def test_a_plan_that_cannot_be_measured_has_no_worksheet(world):
    from formulations.models import DeviceCalibration

    prescription = screened(world, "naltrexone-sublingual-drops")
    DeviceCalibration.objects.all().delete()
    with pytest.raises(NothingToMake, match="cannot be measured"):
        make_worksheet(plan_for(prescription))
