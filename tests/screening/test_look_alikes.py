"""Names that are taken for one another are told apart by a warning; capitals are data for staff alone."""

from pathlib import Path

import pytest

from formulations.reference.medicines import look_alikes as module
from formulations.reference.medicines.catalogue import BadCatalogue
from formulations.reference.medicines.look_alikes import look_alikes, told_apart, written_apart

HEAD = 'about = "x"\nlicence = "x"\nhow_sure = "x"\n[[sources]]\ncode = "a"\ntitle = "x"\n[[look_alikes]]\n'


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("naltrexone", "not naloxone, nalmefene or methylnaltrexone"),
        ("methylnaltrexone", "not naltrexone, naloxone or nalmefene"),
        ("hydroxyzine", "not hydralazine"),
        ("Prednisone", "not prednisolone"),
        ("glibenclamide", "not glipizide"),  # listed by its US name
        ("paracetamol", ""),
        ("no such thing", ""),
    ],
)
def test_a_name_that_is_taken_for_others_says_which_it_is_not(name, warning):
    assert told_apart(name) == warning


def test_who_is_taken_for_whom_is_the_same_both_ways():
    assert "naltrexone" in look_alikes("naloxone")
    assert "naloxone" in look_alikes("naltrexone")


def test_the_capitals_of_the_list_are_there_for_staff_and_other_names_stay_as_they_are():
    assert written_apart("hydroxyzine") == "hydrOXYzine"
    assert written_apart("naltrexone") == "nalTREXone"
    assert written_apart("paracetamol") == "paracetamol"


@pytest.mark.parametrize(
    ("group", "problem"),
    [
        ('names = ["naltrexone"]\nsource = "a"', "at least two names"),
        ('names = ["naltrexone", "naloxone"]\nsource = "b"', "not among the sources"),
        ('names = ["naltrexone", "xyzzolan"]\nsource = "a"', "does not know"),
        ('names = ["naltrexone", "naloxone"]\ntall_man = ["NalMEFENE"]\nsource = "a"', "none of the names"),
    ],
)
def test_a_group_that_cannot_be_meant_is_refused(group, problem, tmp_path: Path, monkeypatch):
    (tmp_path / module.FILE).write_text(HEAD + group)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(BadCatalogue, match=problem):
        module._groups.__wrapped__()
