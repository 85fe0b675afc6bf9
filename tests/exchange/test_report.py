"""What a report says about a file: understood, not used because, or not readable; nothing is left out."""

from datetime import date
from typing import Any

import pytest

from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.report.values import Outcome
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry, PrescriberEntry
from tests.exchange.bundles import PATIENT, example, with_resource
from tests.exchange.reports import ME, bundle_of, line, order, report_on, the_order

HAY_FEVER = {"resourceType": "Condition", "subject": ME, "code": {"text": "hay fever"}}
PENICILLIN = {"resourceType": "AllergyIntolerance", "patient": ME, "code": {"text": "penicillin"}}
TRAMADOL = {"medicationCodeableConcept": {"text": "tramadol 50 mg"}, "subject": ME}


def coded(code: str) -> dict[str, Any]:
    return {"coding": [{"code": code}]}


def test_the_capsule_example_is_an_order_a_patient_a_prescriber_and_a_medicine() -> None:
    report = report_on(example("capsule"))
    assert [(one.outcome, one.role) for one in report.lines] == [
        (Outcome.UNDERSTOOD, "patient"), (Outcome.UNDERSTOOD, "prescriber"),
        (Outcome.UNDERSTOOD, "order"), (Outcome.UNDERSTOOD, "medicine taken"),
    ]  # fmt: skip
    (person,) = report.people
    assert person.patient == PatientEntry("Grace Ellen", "Moss", date(1984, 12, 30), "en")
    assert (person.orders[0].formulation, str(person.orders[0].strength)) == ("naltrexone-capsule", "1.5 mg")
    assert [str(step.dose) for step in person.orders[0].steps] == ["1.5 mg", "3 mg"]
    assert person.orders[0].prescriber == PrescriberEntry(
        "Dr Ngozi Okafor", "P-20417", "4 Mill Lane, TN23 1AA, Ashford"
    )
    assert person.orders[0].remarks == ()


def test_every_entry_of_a_file_has_its_line() -> None:
    bundle = bundle_of(HAY_FEVER, {"resourceType": "Observation"}, {"resourceType": "Nonsense"}, {"x": 1})
    bundle["entry"] += [{}, None, {"resource": []}, {"request": {"method": "DELETE", "url": "Patient/1"}}]
    report = report_on(bundle)
    assert [one.outcome.value for one in report.lines] == [
        "understood", "understood", "not used", "not used", "could not be read",
        "not used", "could not be read", "could not be read", "not used",
    ]  # fmt: skip
    assert line(report, kind="Observation").because == "nothing is read from a resource of kind Observation"


def test_elements_of_a_used_resource_that_nobody_read_are_named() -> None:
    bundle = bundle_of()
    bundle["entry"][PATIENT]["resource"] |= {"telecom": [{"value": "1"}], "birthDate": "1984-12-30"}
    bundle["entry"][PATIENT]["resource"]["name"][0]["suffix"] = ["MBE"]
    assert line(report_on(bundle), kind="Patient").unread == ("Patient.name.suffix", "Patient.telecom")


@pytest.mark.parametrize(
    ("resource", "because"),
    [
        (HAY_FEVER | {"verificationStatus": coded("refuted")}, "verificationStatus is refuted"),
        (HAY_FEVER | {"verificationStatus": coded("entered-in-error")}, "verificationStatus is entered-in-error"),
        (HAY_FEVER | {"clinicalStatus": coded("resolved")}, "clinicalStatus is resolved"),
        (PENICILLIN | {"verificationStatus": coded("refuted")}, "verificationStatus is refuted"),
        (
            PENICILLIN | {"code": {"coding": [{"system": "http://snomed.info/sct", "code": "716186003"}]}},
            "it says that none is known",
        ),
        (order(status="entered-in-error"), "status is entered-in-error"),
        (order(doNotPerform=True), "doNotPerform is true: it says that this medicine must not be given"),
        (order(intent="proposal"), "intent is proposal: nobody ordered it"),
        (
            order(status="stopped"),
            "status is stopped: the order is over; "
            "when the last dose was taken it does not say: ask where that matters",
        ),
        ({"resourceType": "MedicationStatement", "status": "not-taken", **TRAMADOL}, "status is not-taken"),
        (
            {"resourceType": "MedicationDispense", "status": "completed", **TRAMADOL},
            "it records what was handed out; whether it is still taken it does not say: ask",
        ),
    ],
)
def test_what_does_not_count_says_why_and_keeps_its_name(resource: dict[str, Any], because: str) -> None:
    report = report_on(bundle_of(resource))
    found = report.lines[-1]
    assert (found.outcome, found.because) == (Outcome.NOT_USED, because)
    named = {"Condition": "hay fever", "MedicationRequest": "naltrexone 1.5 mg capsule"}
    assert found.name == named.get(found.kind, found.name)
    assert [person.known for person in report.people] == [()]


def test_an_abated_condition_that_is_still_called_active_counts_and_is_asked_about() -> None:
    report = report_on(bundle_of(HAY_FEVER | {"clinicalStatus": coded("active"), "abatementDateTime": "2019"}))
    assert report.people[0].known == (KnownEntry("condition", "hay fever"),)
    assert line(report, kind="Condition").remarks == (
        "abatementDateTime says that it is over and clinicalStatus does not; it counts as present: ask",
    )


@pytest.mark.parametrize("where", [{}, {"dosageInstruction": [{"modifierExtension": [{"url": "x"}]}]}])
def test_an_unknown_modifier_makes_a_resource_unreadable_and_never_its_opposite(where: dict[str, Any]) -> None:
    changes = where or {"modifierExtension": [{"url": "urn:not", "valueBoolean": True}]}
    report = report_on(bundle_of(order(**changes)))
    found = line(report, kind="MedicationRequest")
    assert found.outcome is Outcome.NOT_READ
    assert "modifierExtension: a list of 1 may change what is meant" in found.because
    assert report.people[0].orders == ()


def test_a_misspelt_element_makes_a_resource_unreadable() -> None:
    report = report_on(bundle_of(HAY_FEVER | {"verificationstatus": coded("refuted")}))
    assert line(report, kind="Condition").outcome is Outcome.NOT_READ


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"active": False}, "active is false: the record is not in use"),
        ({"deceasedBoolean": True}, "the patient is recorded as deceased"),
        ({"deceasedDateTime": "2020-01-01"}, "the patient is recorded as deceased"),
        (
            {"link": [{"other": {"reference": "Patient/2"}, "type": "replaced-by"}]},
            "link says that another record replaced it",
        ),
    ],
)
def test_nothing_is_begun_for_a_record_that_says_no(change: dict[str, Any], because: str) -> None:
    bundle = bundle_of(order())
    bundle["entry"][0]["resource"] |= change
    (person,) = report_on(bundle).people
    assert (person.may_be_entered, person.because, person.patient) == (False, because, None)


def test_orders_and_facts_stay_with_the_patient_they_name() -> None:
    twin = {"resourceType": "Patient", "id": "twin", "name": [{"family": "Moss", "given": ["Ruth"]}]}
    hers = HAY_FEVER | {"subject": {"reference": "Patient/twin"}}
    strangers = HAY_FEVER | {"subject": {"reference": "Patient/stranger"}}
    people = report_on(bundle_of(twin, order(), hers, strangers)).people
    assert [(len(one.orders), len(one.known), one.patient is None) for one in people] == [
        (1, 0, False), (0, 1, False), (0, 1, True),
    ]  # fmt: skip


def test_a_resource_about_two_patients_of_one_id_is_nobodys() -> None:
    bundle = bundle_of(HAY_FEVER)
    bundle["entry"].append(bundle["entry"][0])
    found = line(report_on(bundle), kind="Condition")
    assert found.outcome is Outcome.NOT_READ
    assert "names several resources" in found.because


def test_the_other_orders_are_medicines_taken_when_one_is_entered() -> None:
    tramadol = order(id="second", medicationCodeableConcept={"text": "tramadol 50 mg"})
    (person,) = report_on(bundle_of(order(), tramadol, PENICILLIN)).people
    first, second = person.orders
    assert [one.text for one in person.known_beside(first)] == ["tramadol 50 mg", "penicillin"]
    assert [one.text for one in person.known_beside(second)] == ["naltrexone 1.5 mg capsule", "penicillin"]


def test_a_history_is_read_by_nobody_because_it_holds_what_was_true_once() -> None:
    report = report_on(bundle_of(HAY_FEVER, kind="history"))
    assert {one.outcome for one in report.lines} == {Outcome.NOT_USED}
    assert report.people == ()


def test_one_page_of_a_search_says_that_there_are_more() -> None:
    bundle = bundle_of(HAY_FEVER, kind="searchset") | {"link": [{"relation": "next", "url": "x"}]}
    assert report_on(bundle).remarks == (
        "it is one page of a search result and says that there are more; ask for all of them",
    )


def test_a_single_resource_is_a_file_too() -> None:
    report = report_on(order())
    assert report.kind == "MedicationRequest"
    (person,) = report.people
    assert person.because == "the file does not hold this patient; write the name by hand"
    assert the_order(report).name == "naltrexone 1.5 mg capsule"


@pytest.mark.parametrize("content", [[], "text", None, 7, {}, {"resourceType": 7}, {"resourceType": "Bundle"}])
def test_what_is_no_fhir_at_all_is_refused_in_one_line(content: object) -> None:
    with pytest.raises(BadBundle):
        report_on(content)


def test_a_medicine_stopped_without_a_day_counts_as_taken_and_is_asked_about() -> None:
    stopped = {"resourceType": "MedicationStatement", "status": "stopped", **TRAMADOL}
    report = report_on(with_resource(bundle_of(), **stopped))
    assert report.people[0].known == (KnownEntry("medicine", "tramadol 50 mg"),)
    assert line(report, kind="MedicationStatement").remarks == (
        "status is stopped without a day of the last dose; it counts as taken: ask",
    )
