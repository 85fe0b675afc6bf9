"""Patients are found by the first letters of their names and by their day of birth, from one index."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pharmacy.prescriptions import searching
from pharmacy.prescriptions.actions import enter_prescription
from pharmacy.prescriptions.entry import PatientEntry
from pharmacy.prescriptions.models import Patient, PatientName
from pharmacy.prescriptions.name_words import birth_word, keep_words, words_of_text
from pharmacy.prescriptions.queries import patients_named
from pharmacy.prescriptions.searching import find_patients
from tests.world import ORDERS

migration = import_module("pharmacy.prescriptions.migrations.0006_words_of_the_patients_on_record")


def _patients(*names, born=None):
    rows = [Patient(given_name=given, family_name=family, birth_date=born) for given, family in names]
    made = Patient.objects.bulk_create(rows)
    keep_words(made)
    return made


def _found(text, *, most=10):
    return [str(one) for one in find_patients(words_of_text(text), most=most).patients]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("O’Brien-Müller", ("o", "brien", "muller")),
        ("MARÍA  josé", ("maria", "jose")),
        ("Søren Łukasz Þór", ("soren", "lukasz", "thor")),
        ("Weiß", ("weiss",)),
        ("李 明", ("李", "明")),
        ("", ()),
        ("Anna Anna", ("anna",)),
    ],
)
def test_the_words_of_a_name_have_neither_case_nor_accents(name, words):
    assert words_of_text(name) == words


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["jose", "JOSÉ", "garc jos", "jo ga", "marq", "garcía márquez josé"])
def test_every_typed_word_begins_a_word_of_the_name_in_any_order(text):
    _patients(("José", "García Márquez"), ("Jost", "Miller"), ("Ada", "Gardner"))
    assert _found(f"{text} garc") == ["José García Márquez"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["ose", "garcia miller", "josee", "%", "_", "a:1980", ""])
def test_letters_inside_a_name_and_signs_find_nobody(text):
    _patients(("José", "García"), ("Ada", "Miller"), born=date(1980, 2, 14))
    assert _found(text) == []


@pytest.mark.django_db
def test_a_day_of_birth_finds_those_born_on_it_and_narrows_a_name():
    _patients(("Ada", "Lindqvist"), ("Omar", "Haddad"), born=date(1980, 2, 14))
    _patients(("Ada", "Lindgren"), born=date(1980, 2, 15))
    born = find_patients([birth_word(date(1980, 2, 14))], most=10)
    assert [str(one) for one in born.patients] == ["Omar Haddad", "Ada Lindqvist"]
    both = find_patients(["ada", birth_word(date(1980, 2, 15))], most=10)
    assert [str(one) for one in both.patients] == ["Ada Lindgren"]


@pytest.mark.django_db
def test_a_year_or_a_number_finds_nobody_by_the_day_of_birth():
    _patients(("Ada", "Lindqvist"), born=date(1980, 2, 14))
    assert _found("1980") == []
    assert _found("1980-02-14") == []


@pytest.mark.django_db
def test_a_single_letter_finds_a_name_that_is_that_letter_and_narrows_others():
    _patients(("Y", "Lindqvist"), ("Yuki", "Lindgren"))
    assert _found("y") == ["Y Lindqvist"]
    assert _found("lind y") == ["Yuki Lindgren", "Y Lindqvist"]


@pytest.mark.django_db
def test_the_name_that_was_typed_whole_is_found_before_longer_ones():
    _patients(*((f"Given{number}", "Marlowe") for number in range(20)), ("Lee", "Ma"))
    found = find_patients(words_of_text("ma"), most=3)
    assert "Lee Ma" in [str(one) for one in found.patients]
    assert (len(found.patients), found.more) == (3, True)


@pytest.mark.django_db
def test_as_many_as_fit_are_all_there_are_and_one_more_says_so():
    _patients(*((f"Given{number}", "Marlowe") for number in range(3)))
    assert find_patients(["marlowe"], most=3).more is False
    assert find_patients(["marlowe"], most=2).more is True


@pytest.mark.django_db
def test_a_patient_with_two_words_that_begin_alike_is_found_once():
    _patients(("Maria", "Martin"))
    assert _found("mar") == ["Maria Martin"]
    assert _found("mar ma") == ["Maria Martin"]


@pytest.mark.django_db
def test_the_search_starts_from_the_rarest_word(monkeypatch):
    monkeypatch.setattr(searching, "COUNTED", 50)
    _patients(*((f"Mark{number}", "Marlowe") for number in range(20)), ("Mark", "Zeller"))
    with CaptureQueriesContext(connection) as queries:
        assert _found("mark zell") == ["Mark Zeller"]
    intersected = next(one["sql"] for one in queries if "EXISTS" in one["sql"])
    assert intersected.index("zell") < intersected.index("mark")


@pytest.mark.django_db
def test_the_words_of_a_patient_are_kept_when_the_name_changes():
    (patient,) = _patients(("Ada", "Lindqvist"), born=date(1980, 2, 14))
    patient.family_name = "Haddad"
    patient.save()
    keep_words([patient])
    assert (_found("lindqvist"), _found("ada haddad")) == ([], ["Ada Haddad"])
    words = set(PatientName.objects.filter(patient=patient).values_list("word", flat=True))
    assert words == {"ada", "haddad", ":1980-02-14"}


def test_a_new_patient_is_found_as_soon_as_the_prescription_is_entered(world):
    patient = PatientEntry("Zoë", "Ångström", date(1971, 9, 30))
    enter_prescription(entry=replace(ORDERS["naltrexone-capsule"], patient=patient), by=world.tom)
    assert _found("angstrom zoe") == ["Zoë Ångström"]


def test_the_same_name_and_day_of_birth_are_the_same_patient_and_another_day_is_another(world):
    order = ORDERS["naltrexone-capsule"]
    for _ in range(2):
        enter_prescription(entry=order, by=world.tom)
    assert Patient.objects.count() == 1
    other = replace(order, patient=replace(order.patient, birth_date=date(1980, 2, 15)))
    enter_prescription(entry=other, by=world.tom)
    assert Patient.objects.count() == 2


@pytest.mark.django_db
def test_the_entry_page_suggests_from_two_letters_on():
    _patients(("Ada", "Lindqvist"))
    assert patients_named("a", family_name="") == []
    assert [str(one) for one in patients_named("a", family_name="l")] == []
    assert [str(one) for one in patients_named("ad", family_name="")] == ["Ada Lindqvist"]
    assert [str(one) for one in patients_named("ada", family_name="lin")] == ["Ada Lindqvist"]


@pytest.mark.django_db
def test_patients_who_were_on_record_before_the_index_are_found_after_the_migration_and_not_after_its_return():
    Patient.objects.bulk_create([Patient(given_name="Zoë", family_name="Ångström", birth_date=date(1971, 9, 30))])
    assert _found("zoe") == []
    for _ in range(2):
        migration.write_words(apps, None)
    assert _found("zoe ang") == ["Zoë Ångström"]
    assert PatientName.objects.count() == 3
    migration.forget_words(apps, None)
    assert PatientName.objects.count() == 0
