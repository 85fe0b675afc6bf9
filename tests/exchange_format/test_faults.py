"""Every fault of a drug file is named with its line, all of them in one run. Each is tried on the example."""

from pathlib import Path

import pytest

from formulations.reference.formulary.drug_file import BadDrugFile, read_drug_file, write_drug_file
from formulations.reference.formulary.plain_toml import MOST_BYTES
from tests.exchange_format.fault_cases import CASES

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "formulary" / "sodium-chloride.toml"
GOOD = EXAMPLE.read_text("utf-8")


def faults_of(text: str | bytes, *, hash_matters: bool = False) -> list[str]:
    """The faults of a file, as a person reads them."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        read_drug_file(content, name="a.toml", hash_matters=hash_matters)
    except BadDrugFile as refused:
        return [str(fault) for fault in refused.faults]
    return []


def changed(old: str, new: str) -> str:
    """The example with its first such text replaced."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def line_with(text: str, part: str) -> int:
    """The line, counted from 1, on which a part of the text begins."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said", "at"), CASES, ids=[f"{n}-{case[2][:40]}" for n, case in enumerate(CASES)]
)
def test_a_fault_is_named_with_its_line(old: str, new: str, said: str, at: str) -> None:
    text = changed(old, new)
    found = [fault for fault in faults_of(text) if said in fault]
    assert found, faults_of(text)
    if at in text:
        assert found[0].startswith(f"line {line_with(text, at)}: ")


def test_many_faults_are_named_in_one_run() -> None:
    text = changed('route = "oral"', 'route = "rectally"').replace("least_celsius = 2", "least_celsius = nan")
    text = text.replace('mark = "0.2 ml"', 'mark = "0.2 mg"').replace(
        'text = "You feel sick', 'text = "A miracle if you feel sick'
    )
    text = text.replace('code = "formula-book"', 'code = "another-book"').replace(
        'severity = "warn"', 'severity = "mild"'
    )
    found = faults_of(text)
    for part in ("rectally", "nan", "0.2 mg", "miracle", "'formula-book': is not among", "another-book", "mild"):
        assert any(part in fault for fault in found), part
    assert found == sorted(found, key=lambda fault: int(fault.split(":")[0].removeprefix("line ")))


def test_lines_that_are_no_toml_do_not_hide_what_is_wrong_with_the_others() -> None:
    text = changed("least_celsius = 2", "least_celsius = = 2").replace('severity = "warn"', 'severity = "mild"')
    found = faults_of(text)
    assert any("is no TOML" in fault for fault in found)
    assert any("severity = 'mild'" in fault for fault in found)
    assert not any("least_celsius is missing" in fault for fault in found)


def test_a_fault_of_a_shared_row_is_named_once_however_many_use_it() -> None:
    one = read_drug_file(EXAMPLE.read_bytes(), name="x").documents[0]
    two = one | {"formulation": one["formulation"] | {"code": "another"}}
    text = write_drug_file([one, two]).replace('mark = "0.2 ml"', 'mark = "0.2 mg"')
    assert len(faults_of(text)) == 1


def test_a_file_without_its_hash_is_told_what_it_is() -> None:
    text = "\n".join(line for line in GOOD.split("\n") if not line.startswith("sha256"))
    assert "sha256 is missing; it is '" in faults_of(text, hash_matters=True)[0]
    assert faults_of(text) == []


def test_a_hash_of_other_content_is_refused_at_its_line() -> None:
    found = faults_of(changed("days = 14", "days = 15"), hash_matters=True)
    assert len(found) == 1
    assert found[0].startswith(f"line {line_with(GOOD, 'sha256')}: sha256 = ")
    assert "is not that of the content" in found[0]


def test_comments_and_layout_do_not_touch_the_hash() -> None:
    assert faults_of(GOOD.replace("\n\n", "\n# a comment\n\n\n"), hash_matters=True) == []


def test_windows_line_ends_are_read() -> None:
    assert faults_of(GOOD.replace("\n", "\r\n"), hash_matters=True) == []


def test_bytes_that_are_no_utf_8_are_refused_at_their_line() -> None:
    assert faults_of(GOOD.encode().replace(b"purified", b"purified\xff", 1)) == [
        "line 27: is not UTF-8; save the file as UTF-8"
    ]


def test_a_byte_order_mark_is_refused() -> None:
    assert "U+FEFF" in faults_of(b"\xef\xbb\xbf" + GOOD.encode())[0]


def test_a_file_above_the_limit_is_not_even_read() -> None:
    assert faults_of(b"#" * (MOST_BYTES + 1)) == ["line 1: the file is too long; at most 4,000,000 bytes are read"]


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert faults_of(text) == ["line 1: the file is empty"]


def test_a_malformed_signature_is_refused() -> None:
    text = GOOD.replace("[[actives]]", '[signature]\nalgorithm = "rot13"\n\n[[actives]]')
    assert "signature: must be a table with algorithm = 'Ed25519'" in faults_of(text, hash_matters=True)[0]


def test_a_key_that_would_write_on_the_terminal_is_shown_in_quotation_marks() -> None:
    (found,) = faults_of(GOOD.replace("[[actives]]", '"\\u001b[31m" = 1\n\n[[actives]]', 1))
    assert "\x1b" not in found
    assert found == "line 7: '\\x1b[31m' = '1': is a key that is not known here; correct or remove it"
