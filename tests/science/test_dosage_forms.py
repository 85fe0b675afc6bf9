"""Every dosage form keeps the contract: it is found by name, says what may measure it, and has worked examples."""

import pkgutil
from dataclasses import replace
from decimal import Decimal

import pytest

from formulations.science import dosage_forms as package
from formulations.science.dosage_forms import (
    UnknownDosageForm,
    dosage_forms,
    form_named,
    objections_to_form,
    routes,
)
from formulations.science.measuring import device_kinds, measure_dose, units_taken_in
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import Component, MethodStep
from tests.science import samples
from tests.science.worked import FOLDER, examples, read_device

FORMS = pytest.mark.parametrize("form", dosage_forms(), ids=lambda form: form.name)
EXAMPLES = pytest.mark.parametrize("example", examples("dosage_forms"))


def test_every_module_is_one_form_with_worked_examples() -> None:
    modules = {found.name for found in pkgutil.iter_modules(package.__path__)}
    assert modules == {form.name.replace(" ", "_") for form in dosage_forms()}
    assert modules == {path.stem for path in (FOLDER / "dosage_forms").glob("*.toml")}


@FORMS
def test_a_form_says_its_routes_and_what_measures_it(form) -> None:
    assert form.routes
    assert set(form.devices) <= set(device_kinds())
    assert form.is_counted == (form.devices == ("whole-unit",))
    assert form_named(form.name) is form


def test_a_form_that_nobody_wrote_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownDosageForm, match=r"'troche' is not known; use one of .*capsule"):
        form_named("troche")


def test_the_routes_are_those_of_all_forms() -> None:
    assert routes() == ("cutaneous", "oral", "perianal", "rectal", "sublingual", "transdermal", "vaginal")


@EXAMPLES
def test_a_dose_of_a_form_is_measured_as_a_person_would(example: dict) -> None:
    form, strength = form_named(example["form"]), samples.strength_of(example["strength"])
    device = read_device(example["device"])
    assert device.kind in form.devices
    assert example["route"] in form.routes
    assert strength.per.unit is form.per
    measure = measure_dose(Quantity.read(example["dose"]), strength=strength, device=device)
    assert measure.text == example["measure"]
    assert measure.amount.unit in units_taken_in(device, per=form.per)


@EXAMPLES
def test_a_specification_of_the_form_is_fit_and_one_with_the_wrong_device_is_not(example: dict) -> None:
    good = specification_like(example)
    assert objections_to_form(good) == []
    wrong = replace(good, devices=(replace(good.devices[0], kind=example["not_measured_with"]),))
    assert [one for one in objections_to_form(wrong) if "is not measured with" in one]


def test_a_form_names_a_wrong_route_strength_and_container() -> None:
    capsule = specification_like(next(one.values[0] for one in examples("dosage_forms") if "capsule" in one.id))
    wrong = replace(
        capsule,
        route="rectal",
        strengths=(samples.strength_of("1 mg per 1 ml"),),
        container=replace(capsule.container, counted=False),
    )
    assert objections_to_form(wrong) == [
        "The capsule is not given by the route rectal; use oral.",
        "The capsule states its strength per capsule, not per 1 ml.",
        "The pack must be filled by count.",
    ]


@pytest.mark.parametrize(
    ("form", "changes", "wanted"),
    [
        ("oral suspension", {"shake": False}, "be shaken"),
        ("capsule", {"components": ()}, "have a shell"),
        ("oral powder", {"method": ()}, "say in its method how each sachet is weighed"),
        ("suppository", {"method": ()}, "which mould it is made for and what the active displaces"),
        ("pessary", {"components": ()}, "have a base"),
    ],
)
def test_a_form_asks_what_only_it_needs(form: str, changes: dict, wanted: str) -> None:
    example = next(one.values[0] for one in examples("dosage_forms") if one.values[0]["form"] == form)
    assert [one for one in objections_to_form(replace(specification_like(example), **changes)) if wanted in one]


def specification_like(example: dict):
    """Return a sample specification of the form of an example, with everything that the form asks for."""
    form, device = form_named(example["form"]), read_device(example["device"])
    parts = tuple(Component(code, code, code, None) for code in ("filler", "shell", "base"))
    steps = "Weigh each sachet. Calibrate the mould and work out what the active displaces."
    plain = samples.specification()
    return replace(
        plain,
        dosage_form=form.name,
        route=example["route"],
        strengths=(samples.strength_of(example["strength"]),),
        strengths_on_request=None,
        devices=(device,),
        shake=True,
        components=(*plain.components, *parts),
        container=replace(plain.container, name="pack", counted=form.is_counted),
        other_packs=(),
        method=(MethodStep(steps, required=True, minutes=None, pharmacist_only=False),),
    )


def test_units_of_activity_are_not_turned_into_a_mass() -> None:
    with pytest.raises(ValueError, match="that needs the factor of its substance"):
        Quantity(Decimal(400), Unit.ACTIVITY).to(Unit.MICROGRAM)
