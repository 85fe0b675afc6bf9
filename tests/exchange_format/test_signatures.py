"""Drug files that are signed: whose key, which content."""

import subprocess
from pathlib import Path

from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file
from tests.exchange_format.command_line import EXAMPLE, changed, run


def key(folder: Path, name: str) -> tuple[Path, Path]:
    """A new Ed25519 key pair, made by openssl as the documentation says."""
    private, public = folder / f"{name}.pem", folder / f"{name}.pub"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
    subprocess.run(["openssl", "pkey", "-in", private, "-pubout", "-out", public], check=True)
    return private, public


def test_a_signed_file_is_known_by_its_key_alone(tmp_path: Path) -> None:
    path = tmp_path / "signed.toml"
    path.write_bytes(EXAMPLE.read_bytes())
    private, public = key(tmp_path, "mine")
    _, other = key(tmp_path, "other")
    assert run("check", path, "--key", public)[0] == 2
    assert run("sign", path, "--key", private)[0] == 0
    assert run("check", path, "--key", public)[0] == 0
    status, _, error = run("check", path, "--key", other)
    assert (status, error) == (2, f"formulary: {path} is signed with another key; do not trust it\n")


def test_a_signature_of_other_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "signed.toml"
    path.write_bytes(EXAMPLE.read_bytes())
    private, _ = key(tmp_path, "mine")
    assert run("sign", path, "--key", private)[0] == 0
    signed = read_drug_file(path.read_bytes(), name=path.name)
    documents = read_drug_file(changed(tmp_path, ("days = 14\nwhy", "days = 10\nwhy")).read_bytes(), name="x").documents
    path.write_text(write_drug_file(documents, signature=signed.signature), "utf-8")
    status, _, error = run("check", path)
    assert status == 2
    assert "signature.value: does not sign this content with this key" in error
    assert "line 10" in error or "line 9" in error


def test_a_changed_file_that_is_tidied_loses_its_signature(tmp_path: Path) -> None:
    path = tmp_path / "signed.toml"
    path.write_bytes(EXAMPLE.read_bytes())
    assert run("sign", path, "--key", key(tmp_path, "mine")[0])[0] == 0
    assert run("tidy", path)[0] == 0
    assert "[signature]" in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("Weigh the salt.", "Weigh it."), "utf-8")
    assert run("tidy", path)[0] == 0
    assert "[signature]" not in path.read_text("utf-8")


def test_a_signature_that_is_no_base64_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "signed.toml"
    signed = '[signature]\nalgorithm = "Ed25519"\npublic_key = "?"\nvalue = "?"\n\n[[actives]]'
    path.write_text(EXAMPLE.read_text("utf-8").replace("[[actives]]", signed), "utf-8")
    status, _, error = run("check", path)
    assert status == 2
    assert "signature.value: does not sign this content with this key" in error


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    private = tmp_path / "rsa.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-out", private], check=True, capture_output=True)
    status, _, error = run("sign", EXAMPLE, "--key", private)
    assert status == 2
    assert "the key is not an Ed25519 key" in error
