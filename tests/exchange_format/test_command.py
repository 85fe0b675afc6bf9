"""`manage.py formulary`: out of the record and into it again, with nothing approved by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from formulations.models import Formulation, Specification
from formulations.reference.formulary import sha256_of
from formulations.reference.formulary.assembling import shipped_files
from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file
from pharmacy.ledger.models import Event
from pharmacy.staff.models import Role, User
from tests.exchange_format.command_line import EXAMPLE, changed, run

NALTREXONE = next(path for path in shipped_files() if path.name == "naltrexone.toml")
pytestmark = pytest.mark.django_db


@pytest.fixture
def fay(db: None) -> User:
    return User.objects.create_user("fay", full_name="Fay Duarte", role=Role.FORMULARY_ADMIN)


@pytest.fixture
def anna(db: None) -> User:
    return User.objects.create_user("anna", full_name="Anna Berg", role=Role.PHARMACIST)


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


@pytest.fixture
def taken_in(fay: User) -> Iterator[Specification]:
    assert run("import", EXAMPLE, "--by", "fay", "--confirm")[0] == 0
    yield Specification.objects.get()


def test_check_says_that_a_file_is_good() -> None:
    status, out, _ = run("check", EXAMPLE)
    assert (status, out.partition("; ")[0]) == (0, f"{EXAMPLE}: good")


def test_an_import_without_confirm_says_what_it_would_do_and_writes_nothing(fay: User) -> None:
    before = rows()
    status, out, _ = run("import", EXAMPLE, "--by", "fay")
    assert status == 1
    assert "sodium-chloride-oral-liquid: new" in out
    assert "1 of 1 formulations would be written; nothing was" in out
    assert rows() == before


def test_an_import_makes_a_draft_and_approves_nothing(taken_in: Specification, fay: User) -> None:
    assert (taken_in.version, taken_in.author, taken_in.approved_at) == (1, fay, None)
    assert taken_in.origin == "file sodium-chloride.toml"
    event = Event.objects.get(verb="formulary.imported")
    assert event.actor == "fay"
    assert f'"drafts":[{taken_in.pk}]' in event.facts


def test_the_same_file_again_makes_no_draft(taken_in: Specification) -> None:
    status, out, _ = run("import", EXAMPLE, "--by", "fay", "--confirm")
    assert (status, Specification.objects.count()) == (0, 1)
    assert "sodium-chloride-oral-liquid: unchanged, against version 1" in out


def test_changed_content_is_shown_and_becomes_the_next_draft(taken_in: Specification, tmp_path: Path) -> None:
    path = changed(tmp_path, ("days = 14\nwhy", "days = 10\nwhy"))
    status, out, _ = run("import", path, "--by", "fay")
    assert status == 1
    assert "sodium-chloride-oral-liquid: changed, against version 1" in out
    assert "14" in out
    assert "10" in out
    assert run("import", path, "--by", "fay", "--confirm")[0] == 0
    draft = Specification.objects.get(version=2)
    assert (draft.content["in_use"]["days"], draft.based_on, draft.approved_at) == (10, taken_in, None)


def test_what_came_in_goes_out_as_the_same_bytes(taken_in: Specification, tmp_path: Path) -> None:
    out = tmp_path / "out.toml"
    assert run("export", "sodium-chloride", "--drafts", "--out", out)[0] == 0
    assert out.read_bytes() == EXAMPLE.read_bytes()


def test_the_shipped_formulary_goes_out_as_it_came_but_for_what_nobody_makes(world: object, tmp_path: Path) -> None:
    out = tmp_path / "naltrexone.toml"
    status, said, _ = run("export", "naltrexone", "--out", out)
    assert status == 0
    assert "naltrexone-tablet, naltrexone-transdermal-patch" in said
    shipped = read_drug_file(NALTREXONE.read_bytes(), name="naltrexone.toml").documents
    made = [one for one in shipped if "unavailable_reason" not in one["formulation"]]
    assert out.read_text("utf-8") == write_drug_file(made)
    assert run("diff", out)[:2] == (0, "no differences\n")
    assert run("import", out, "--by", "fay")[0] == 0


def test_export_of_all_writes_a_file_for_each_active(world: object, tmp_path: Path) -> None:
    assert run("export", "--all", "--out", tmp_path)[0] == 0
    assert (tmp_path / "naltrexone-hydrochloride.toml").exists()
    for path in tmp_path.glob("*.toml"):
        assert run("check", path)[0] == 0


def test_a_drug_without_a_version_in_use_is_not_exported(taken_in: Specification, tmp_path: Path) -> None:
    status, _, error = run("export", "sodium-chloride", "--out", tmp_path / "x.toml")
    assert (status, error) == (2, "formulary: sodium-chloride has no version in use; nothing is written\n")
    assert not (tmp_path / "x.toml").exists()


def test_a_drug_that_is_not_known_is_named_with_those_that_are(taken_in: Specification, tmp_path: Path) -> None:
    status, _, error = run("export", "sugar", "--out", tmp_path / "x.toml")
    assert (status, error) == (2, "formulary: drug 'sugar' is not known; use one of: sodium-chloride\n")


@pytest.mark.parametrize(("who", "why"), [("nobody", "nobody active"), ("anna", "only a formulary admin")])
def test_only_a_formulary_admin_imports(anna: User, who: str, why: str) -> None:
    status, _, error = run("import", EXAMPLE, "--by", who, "--confirm")
    assert status == 2
    assert why in error
    assert not Formulation.objects.exists()


def test_a_bad_file_is_refused_whole_with_every_line(fay: User, tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace("least_celsius = 2\n", "least_celsius = 2.5\n")
    text = text.replace('route = "oral"\n', "").replace('source = "storage-words"', 'source = "hearsay"')
    bad = tmp_path / "bad.toml"
    bad.write_text(text, "utf-8")
    before = rows()
    status, out, error = run("import", bad, "--by", "fay", "--confirm")
    assert (status, out) == (2, "")
    assert "Traceback" not in error
    assert all(line.startswith("bad.toml: line ") for line in error.splitlines()[:-1])
    assert "formulations[1].route is missing; add it" in error
    assert "storage_conditions[1].least_celsius = '2.5': is a number with a point" in error
    assert "storage_conditions[1].source = 'hearsay': is not among the sources listed" in error
    assert rows() == before


def test_diff_of_two_files_says_what_changed(tmp_path: Path) -> None:
    path = changed(tmp_path, ("Weigh the salt.", "Weigh the salt twice."))
    status, out, _ = run("diff", EXAMPLE, path)
    assert status == 1
    assert "sodium-chloride-oral-liquid: changed" in out
    assert "Weigh the salt twice." in out
    assert run("diff", EXAMPLE, EXAMPLE)[:2] == (0, "no differences\n")


def test_tidy_keeps_a_bad_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('format = "secundum-formulary/2"\n', "utf-8")
    assert run("tidy", path)[0] == 2
    assert path.read_text("utf-8") == 'format = "secundum-formulary/2"\n'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "/nowhere/x.toml"), "No such file or directory; check the name"),
        (("sign", EXAMPLE, "--key", EXAMPLE), "the key is no private key in PEM"),
        (("check", EXAMPLE, "--key", EXAMPLE), "the key is no public key in PEM"),
        (("export", "--out", "x.toml"), "takes the name of one drug, or --all"),
        (("export", "--all", "--out", "/nowhere"), "with --all this is a folder that exists"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(words: tuple[object, ...], said: str) -> None:
    status, out, error = run(*words)
    assert (status, out, error.count("\n")) == (2, "", 1)
    assert said in error


def test_a_formulation_that_nobody_may_make_is_noted_without_a_draft(fay: User, tmp_path: Path) -> None:
    shipped = read_drug_file(NALTREXONE.read_bytes(), name="x").documents
    path = tmp_path / "tablet.toml"
    path.write_text(
        write_drug_file(one for one in shipped if one["formulation"]["code"] == "naltrexone-tablet"), "utf-8"
    )
    assert run("import", path, "--by", "fay", "--confirm")[0] == 0
    assert Formulation.objects.get().unavailable_reason.startswith("No specification is approved")
    assert not Specification.objects.exists()
    assert run("import", path, "--by", "fay")[0] == 0


def test_an_unfinished_draft_goes_out_with_what_an_import_would_refuse(taken_in: Specification, tmp_path: Path) -> None:
    content = taken_in.content | {"devices": []}
    Specification.objects.filter(pk=taken_in.pk).update(content=content, sha256=sha256_of(content))
    status, out, _ = run("export", "sodium-chloride", "--drafts", "--out", tmp_path / "x.toml")
    assert status == 0
    assert "an import would refuse it: line " in out
    assert "a dose that cannot be measured cannot be given" in out


def test_all_leaves_out_an_active_without_a_version_in_use(taken_in: Specification, tmp_path: Path) -> None:
    status, out, _ = run("export", "--all", "--out", tmp_path)
    assert (status, out) == (0, "left out: sodium-chloride has no version in use; nothing is written\n")


def test_a_folder_that_is_not_there_is_named(taken_in: Specification, tmp_path: Path) -> None:
    status, _, error = run("export", "sodium-chloride", "--drafts", "--out", tmp_path / "no" / "x.toml")
    assert status == 2
    assert "No such file or directory; check the folder" in error


def test_diff_names_what_was_added_and_removed(tmp_path: Path) -> None:
    path = changed(tmp_path, ('code = "sodium-chloride-oral-liquid"', 'code = "salt-water"'))
    assert run("diff", EXAMPLE, path)[1] == "salt-water: added\nsodium-chloride-oral-liquid: removed\n"


def test_an_option_that_is_not_known_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("formulary", "bogus")
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("formulary: argument ACT: invalid choice")
