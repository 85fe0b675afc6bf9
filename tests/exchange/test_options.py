"""Options that cannot be used, and the directory that is written to."""

import sys

import pytest
from django.core.management import ManagementUtility

from pharmacy.exchange.options import BadOption, read_options

BAD_OPTIONS = [
    ({"made": "22.11.2026"}, "--made: '22.11.2026' is not a day"),
    ({"made": "2026-02-30"}, "--made: '2026-02-30' is not a day"),
    ({"made": "20261122"}, "--made: '20261122' is not a day"),
    ({"made": "1026-11-22"}, "--made: '1026-11-22' is not a day from 2000"),
    ({"made": "٢٠٢٦-١١-٢٢"}, "--made: "),
    ({"made": " "}, "--made: is empty"),
    ({"ingredient_expiry": "soon"}, "--ingredient-expiry: 'soon' is not a day"),
    ({"law": "fr"}, "--law: 'fr' is not known; write one of de, gb, us"),
    ({"language": "xx"}, "--language: 'xx' is not known; write one of de, en, es, fi"),
    ({"stock": "roll"}, "--stock: 'roll' is not known; write one of label-70x35"),
    ({"settle": ["ketamine"]}, "--settle: 'ketamine' has no reason; write CODE=REASON"),
    ({"settle": ["=why"]}, "--settle: '=why' has no reason"),
    ({"settle": ["ketamine="]}, "has no reason"),
    ({"settle": ["ketamine=a", "ketamine=b"]}, "--settle: 'ketamine' is given twice"),
    ({"out": ""}, "--out: is empty"),
]


@pytest.mark.parametrize(("given", "line"), BAD_OPTIONS)
def test_a_bad_option_is_named_with_its_value_and_what_to_do(given, line):
    with pytest.raises(BadOption) as caught:
        read_options({"out": "somewhere", **given})
    assert str(caught.value).startswith(line) or line in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_reason_may_hold_an_equals_sign():
    assert read_options({"out": "x", "settle": ["ketamine=dose = 0"]}).settlements == {"ketamine": "dose = 0"}


@pytest.mark.parametrize(
    "arguments",
    [[], ["x.json"], ["x.json", "--out"], ["x.json", "--out", "d", "--nonsense"], ["--out", "d"],
     ["a.json", "b.json", "--out", "d"], ["x.json", "--out", "d", "--mad", "2026-11-22"]],
)  # fmt: skip
def test_arguments_that_do_not_parse_end_with_status_2_and_one_line(arguments, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["manage.py", "dispense", *arguments])
    with pytest.raises(SystemExit) as end:
        ManagementUtility(sys.argv).execute()
    output = capsys.readouterr()
    assert (end.value.code, output.out) == (2, "")
    assert output.err.count("\n") == 1
    assert output.err.startswith("dispense: ")


@pytest.mark.database
@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--settle", "opiod-analgesic=misspelt"), "--settle: 'opiod-analgesic' is not a finding code; write one of"),
        (("--lot", "a lot"), "Lot 'a lot' cannot be printed"),
        (("--ingredient-expiry", "2026-11-01"), "1 November 2026"),
    ],
)
def test_an_option_that_only_the_pharmacy_can_judge_is_refused_too(dispense, options, line):
    run = dispense("capsule", *options)
    assert (run.status, run.files) == (2, set())
    assert line in run.line
    assert run.line.count("\n") == 1


@pytest.mark.database
def test_a_second_run_replaces_the_files_of_the_first(dispense):
    first = dispense("capsule")
    before = (first.out / "label-1.pdf").read_bytes()
    second = dispense("capsule")
    assert second.status == 0
    assert (second.out / "label-1.pdf").read_bytes() != before
    assert second.files == {"record.json", "label-1.pdf", "leaflet.pdf"}


@pytest.mark.database
def test_a_stop_leaves_no_paper_of_an_earlier_run(dispense):
    dispense("capsule")
    assert dispense("stop-opioid").files == {"record.json"}


@pytest.mark.database
def test_bad_input_leaves_the_directory_as_it_was(dispense):
    first = dispense("capsule")
    before = {name: (first.out / name).read_bytes() for name in first.files}
    after = dispense("bad-unit")
    assert after.status == 2
    assert {name: (after.out / name).read_bytes() for name in after.files} == before


@pytest.mark.database
@pytest.mark.parametrize("name", ["leaflet.pdf", "label-7.pdf", "record.json"])
def test_a_paper_of_somebody_else_is_never_overwritten(dispense, tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(b"mine")
    run = dispense("capsule")
    assert (run.status, run.files) == (2, {name})
    assert "was not written by dispense" in run.line
    assert (run.out / name).read_bytes() == b"mine"


@pytest.mark.database
def test_other_files_in_the_directory_stay(dispense, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_bytes(b"mine")
    assert dispense("capsule").files == {"record.json", "label-1.pdf", "leaflet.pdf", "notes.txt"}


@pytest.mark.database
def test_a_directory_that_is_a_file_is_refused(dispense, tmp_path):
    (tmp_path / "out").write_bytes(b"mine")
    run = dispense("capsule")
    assert run.status == 2
    assert "is a file; name a directory" in run.line
