"""What was ordered and what was supplied, each as a Medication with its ingredients."""

from collections.abc import Iterable, Mapping
from datetime import date

from formulations.contained import brought_along
from formulations.science.contents import SOURCE_MATERIAL
from formulations.science.formula import PACK, choices_of
from formulations.science.specification import ChosenFormula, Component, Excipient
from pharmacy.exchange.fhir.coding import CHOICE, EXCIPIENT, FORMULATION, PACKS
from pharmacy.exchange.fhir.writing.amounts import Json, ratio, strength

UNII = "http://fdasis.nlm.nih.gov"
CAS = "urn:oid:2.16.840.1.113883.6.61"


def ordered_medication(formula: ChosenFormula, *, identity: str) -> Json:
    """Return what was ordered: the formulation, the strength of its actives, and the excipients chosen.

    Source: FHIR R4, Medication; the code systems of docs/dispense.md.
    """
    chosen = [one for one in formula.components if one.choice]
    ingredients = [*_actives(formula), *_excipients(formula, parts=chosen)]
    pack = choices_of(formula).get(PACK, "")
    more: Json = {"extension": [{"url": PACKS, "valueCode": pack}]} if pack else {}
    return _named(formula, identity=identity) | more | {"ingredient": ingredients}


def supplied_medication(formula: ChosenFormula, *, identity: str, lot: str, use_by: date) -> Json:
    """Return what was made: every active and every excipient with its amount, the lot, and the last day of use.

    What a licensed product brought along stands by its names, without an amount: its maker does not state one.
    Source: FHIR R4, Medication.ingredient and batch.
    """
    parts = [one for one in formula.components if one.function not in ("active", SOURCE_MATERIAL)]
    brought = [_excipient(name) for product in brought_along(formula) for name in product.excipients]
    ingredients = [*_actives(formula), *_excipients(formula, parts=parts), *brought]
    batch: Json = {"lotNumber": lot, "expirationDate": use_by.isoformat()}
    form: Json = {"text": formula.specification.dosage_form}
    return _named(formula, identity=identity) | {"form": form, "ingredient": ingredients, "batch": batch}


def _named(formula: ChosenFormula, *, identity: str) -> Json:
    specification = formula.specification
    code: Json = {"coding": [{"system": FORMULATION, "code": specification.code}], "text": specification.name}
    return {"resourceType": "Medication", "id": identity, "code": code}


def _actives(formula: ChosenFormula) -> list[Json]:
    """The first carries the strength ordered; a further active has one of its own."""
    specification = formula.specification
    stated = [(specification.active_name, formula.strength)]
    stated += [(one.labelled_as, one.strength) for one in specification.further_actives]
    return [
        {"itemCodeableConcept": {"text": name}, "isActive": True, "strength": strength(amount)}
        for name, amount in stated
    ]


def _excipients(formula: ChosenFormula, *, parts: Iterable[Component]) -> list[Json]:
    known = {one.code: one for one in formula.specification.excipients}
    return [_component(part, known=known, formula=formula) for part in parts if part.function != "active"]


def _component(part: Component, *, known: Mapping[str, Excipient], formula: ChosenFormula) -> Json:
    codings: list[Json] = [{"system": EXCIPIENT, "code": part.excipient}]
    codings += [{"system": CHOICE, "code": part.choice}] if part.choice else []
    excipient = known.get(part.excipient)
    codings += [{"system": UNII, "code": excipient.unii}] if excipient and excipient.unii else []
    codings += [{"system": CAS, "code": excipient.cas}] if excipient and excipient.cas else []
    basis = formula.specification.basis
    amount: Json = {"strength": ratio(part.quantity, per=basis)} if part.quantity and part.quantity.value else {}
    return {"itemCodeableConcept": {"coding": codings, "text": part.name}, "isActive": False} | amount


def _excipient(name: str) -> Json:
    return {"itemCodeableConcept": {"text": name}, "isActive": False}
