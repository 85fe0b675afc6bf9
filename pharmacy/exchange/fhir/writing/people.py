"""Patient and prescriber as FHIR, with no more than an order says of them."""

from pharmacy.exchange.fhir.writing.amounts import Json
from pharmacy.prescriptions.entry import PatientEntry, PrescriberEntry


def patient(entry: PatientEntry, *, identity: str) -> Json:
    """Return a Patient: name, day of birth, and the language preferred. Source: FHIR R4, Patient."""
    given: Json = {"given": entry.given_name.split()} if entry.given_name else {}
    family: Json = {"family": entry.family_name} | given if entry.family_name else {"text": entry.given_name}
    born: Json = {"birthDate": entry.birth_date.isoformat()} if entry.birth_date else {}
    language: Json = {"coding": [{"system": "urn:ietf:bcp:47", "code": entry.language}]}
    spoken: Json = {"communication": [{"language": language, "preferred": True}]} if entry.language else {}
    return {"resourceType": "Patient", "id": identity, "name": [{"use": "official"} | family]} | born | spoken


def practitioner(entry: PrescriberEntry, *, identity: str) -> Json:
    """Return a Practitioner: name, registration number, address as written. Source: FHIR R4, Practitioner."""
    number: Json = {"identifier": [{"value": entry.registration}]} if entry.registration else {}
    address: Json = {"address": [{"text": entry.address}]} if entry.address else {}
    return {"resourceType": "Practitioner", "id": identity} | number | {"name": [{"text": entry.name}]} | address
