"""An order of a FHIR file as the fields of the entry page, ready for a person to check and enter."""

from collections.abc import Collection, Sequence

from django.http import QueryDict

from formulations.science.quantities import Quantity
from formulations.science.specification import Specification
from pharmacy.exchange.fhir.report.values import OrderFound
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry
from pharmacy.prescriptions.forms.codes import codes_as_text
from pharmacy.prescriptions.forms.known import KINDS
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.forms.step_product import ON_REQUEST


def entry_fields(
    order: OrderFound,
    *,
    patient: PatientEntry | None,
    known: Sequence[KnownEntry],
    specification: Specification | None,
    spoken: Collection[str],
) -> QueryDict:
    """Return the fields as if they had been typed. What the order does not say stays empty; nothing is guessed.

    known: what is taken, not tolerated and had beside this order. specification: of the formulation ordered, if it is
    one of this pharmacy. spoken: codes of the languages that it offers. Directions in words go where shorthand is
    typed, and stop there until a person answers.
    """
    data = QueryDict(mutable=True)
    fields = _patient(patient, spoken=spoken) | _prescriber(order) | _order(order) | _known(known)
    if specification is not None:
        fields |= {"formulation": order.formulation} | _strength(order.strength, specification=specification)
        fields |= {f"choice_{name}": code for name, code in order.choices.items()}
    for name, text in fields.items():
        if text:
            data[name] = text
    if not order.steps:
        return data
    filled: QueryDict = with_steps_of(data, steps=order.steps, starts_on=order.starts_on)
    return filled


def _patient(patient: PatientEntry | None, *, spoken: Collection[str]) -> dict[str, str]:
    if patient is None:
        return {}
    born = patient.birth_date.isoformat() if patient.birth_date else ""
    language = patient.language if patient.language in spoken else ""
    names = {"given_name": patient.given_name, "family_name": patient.family_name}
    return names | {"birth_date": born, "language": language}


def _prescriber(order: OrderFound) -> dict[str, str]:
    person = order.prescriber
    return {"prescriber": person.name, "registration": person.registration} if person else {}


def _order(order: OrderFound) -> dict[str, str]:
    return {
        "days": str(order.days or ""),
        "purpose": order.purpose,
        "written_on": order.written_on.isoformat() if order.written_on else "",
        "repeats_allowed": str(order.repeats_allowed or ""),
        "shorthand": "" if order.steps else " ".join(order.directions),
    }


def _known(known: Sequence[KnownEntry]) -> dict[str, str]:
    """Lines of what is so now; rows of medicines whose last day is known; and the codes that came with them."""
    past = [one for one in known if one.ended_on]
    fields = {
        name: "\n".join(one.text for one in known if one.kind == kind and not one.ended_on)
        for kind, name in KINDS.items()
    }
    for number, one in enumerate(past, start=1):
        fields |= {f"past-{number}-text": one.text, f"past-{number}-ended_on": f"{one.ended_on}"}
    return fields | {"past": str(len(past) or ""), "codes": codes_as_text(known)}


def _strength(amount: Quantity | None, *, specification: Specification) -> dict[str, str]:
    """A strength that is listed, or one on request as it was ordered."""
    if amount is None:
        return {}
    listed = [str(one.amount) for one in specification.strengths if one.amount.same_as(amount)]
    return {"strength": listed[0]} if listed else {"strength": ON_REQUEST, "other_strength": str(amount)}
