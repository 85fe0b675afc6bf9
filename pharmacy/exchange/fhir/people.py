"""Patient and prescriber."""

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.coding import text_of
from pharmacy.exchange.fhir.dates import read_date
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.prescriptions.entry import PatientEntry, PrescriberEntry

_USES = ("official", "usual", "", "nickname", "anonymous", "temp")  # never old or maiden: not the name of today
_LANGUAGE_LENGTH = 10


def the_patient(bundle: Bundle) -> Element:
    """Return the one Patient of a bundle. Raises BadBundle for none or several."""
    patients = bundle.of("Patient")
    if len(patients) != 1:
        how_many = "no Patient" if not patients else f"{len(patients)} Patients"
        raise BadBundle(f"Bundle.entry: holds {how_many}; send one Patient, for whom the prescription is")
    return patients[0]


def read_patient(patient: Element) -> PatientEntry:
    """Return who the prescription is for. Raises BadBundle for a patient without a name, not in use or deceased.

    Source: FHIR R4, Patient (active and deceased change what the record means).
    """
    if patient.has("active") and not patient.truth("active"):
        raise patient.bad("marks a record that is not in use; send the patient's current record", name="active")
    if patient.truth("deceasedBoolean") or patient.has("deceasedDateTime"):
        raise BadBundle(f"{patient.path}.deceased: the patient is recorded as deceased; check the record")
    given, family = _name(patient)
    return PatientEntry(
        given_name=given, family_name=family, birth_date=read_date(patient, "birthDate"), language=_language(patient)
    )


def the_prescriber(bundle: Bundle, request: Element) -> Element | None:
    """Return the Practitioner who signed a request; None where it refers to nobody (it may still name somebody).

    Raises BadBundle for a reference that leads nowhere, or to what is no Practitioner.
    Source: FHIR R4, MedicationRequest.requester.
    """
    requester = _requester(request)
    if not requester.has("reference") and (requester.has("display") or not requester.value):
        return None
    person = bundle.resolve(requester, within=request)
    if person.word("resourceType") == "PractitionerRole":
        person = bundle.resolve(person.child("practitioner", do="refer to the Practitioner"), within=person)
    if person.word("resourceType") != "Practitioner":
        raise requester.bad("is not a Practitioner; name the person who prescribes", name="reference")
    return person


def read_prescriber(bundle: Bundle, request: Element) -> PrescriberEntry | None:
    """Return who prescribes; None where the request names nobody. Raises BadBundle as `the_prescriber` does.

    Source: FHIR R4, MedicationRequest.requester, Practitioner.
    """
    person = the_prescriber(bundle, request)
    if person is None:
        name = _requester(request).word("display")
        return PrescriberEntry(name=name) if name else None
    name = " ".join(part for part in (_title(person), *_name(person)) if part)
    return PrescriberEntry(name=name, registration=_registration(person), address=_address(person))


def _requester(request: Element) -> Element:
    return request.child("requester", do="write it") if request.has("requester") else Element({}, "requester")


def _title(person: Element) -> str:
    return next((" ".join(name.words("prefix")) for name in person.children("name")), "")


def _name(person: Element) -> tuple[str, str]:
    """Given and family name; a name that is only one text counts as family name."""
    names = sorted(
        (name for name in person.children("name") if name.word("use") in _USES),
        key=lambda name: _USES.index(name.word("use")),
    )
    if not names:
        raise person.missing("name", do="write family and given name")
    family = names[0].word("family") or names[0].word("text")
    if not family:
        raise names[0].missing("family", do="write the family name")
    return " ".join(names[0].words("given")), family


def _language(patient: Element) -> str:
    """The language the patient prefers, else the first one named, without its region; empty where none is."""
    spoken = patient.children("communication")
    chosen = next((one for one in spoken if one.truth("preferred")), spoken[0] if spoken else None)
    if chosen is None:
        return ""
    language = chosen.child("language", do="write the language")
    code = next((one.word("code") for one in language.children("coding") if one.has("code")), text_of(language))
    if len(code) > _LANGUAGE_LENGTH:
        raise language.bad("has no language code; write one such as en", name="coding")
    return code.split("-")[0].lower()


def _registration(person: Element) -> str:
    return next((one.word("value") for one in person.children("identifier") if one.has("value")), "")


def _address(person: Element) -> str:
    for address in person.children("address"):
        parts = [*address.words("line"), address.word("postalCode"), address.word("city"), address.word("country")]
        return address.folded("text") or ", ".join(part for part in parts if part)
    return ""
