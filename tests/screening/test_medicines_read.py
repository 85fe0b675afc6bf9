"""What is typed as a medicine is read back: a brand by its contents, a slip with the names that may be meant."""

from formulations.queries.listed import list_formulations
from formulations.reference.medicines.look_alikes import names_begun_too_shortly
from pharmacy.prescriptions.medicines_read import MedicineRead, look_alike_in, medicines_read
from tests.screening.cases import condition, medicine


def read(text: str) -> MedicineRead:
    (one,) = medicines_read((medicine(text),))
    return one


def test_a_brand_is_read_as_what_is_in_it():
    assert read("Zomorph 30mg MR caps BD") == MedicineRead(
        "Zomorph 30mg MR caps BD", ("morphine (not hydromorphone)",), unknown=(), near=()
    )


def test_a_medicine_known_by_the_name_that_was_typed_needs_no_word():
    assert medicines_read((medicine("Paracetamol 1 g"), medicine("none"), condition("asthma"))) == ()


def test_a_name_that_is_taken_for_another_is_told_apart():
    assert read("Naloxone 400 micrograms").read_as[0].startswith("naloxone (not naltrexone")
    assert read("hydroxyzine 25 mg").read_as == ("hydroxyzine (not hydralazine)",)


def test_a_slip_is_read_as_nothing_and_asked_after():
    one = read("methdone 10 mg")
    assert one.read_as == ()
    assert one.unknown == ("methdone",)
    assert one.near == ("methadone (not methylphenidate)",)


def test_a_beginning_of_four_letters_is_not_recognised_and_nothing_is_suggested():
    assert read("nalt 4.5") == MedicineRead("nalt 4.5", (), unknown=("nalt",), near=())


def test_a_word_that_stays_unexplained_beside_a_medicine_is_named():
    assert read("tramadol with Xyzzolan").unknown == ("xyzzolan",)


def test_the_active_of_a_formulation_is_told_apart_past_its_salt():
    assert look_alike_in("naltrexone hydrochloride").startswith("naltrexone (not naloxone")
    assert look_alike_in("omeprazole") == ""


def test_fewer_than_five_letters_of_a_look_alike_name_are_too_few():
    assert names_begun_too_shortly("nalt") == ("naltrexone",)
    assert names_begun_too_shortly("nal") == ("nalbuphine", "nalmefene", "naloxegol", "naloxone", "naltrexone")
    assert names_begun_too_shortly("naltr") == ()
    assert names_begun_too_shortly("caps") == ()


def test_no_formulation_is_listed_for_a_beginning_that_leaves_it_open(db):
    listing = list_formulations("nal")
    assert listing.lines == ()
    assert "naltrexone" in listing.too_short_for
    assert list_formulations("naltr").too_short_for == ()
