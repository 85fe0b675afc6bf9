"""The codes of reports: on paper as in the code, and each with a fault that it catches."""

from pathlib import Path

from formulations.science.findings import Severity
from pharmacy.documents.refusals import PaperDiffers
from pharmacy.documents.reports import LINT_RULES, READ_BACK_RULES, RULES, report
from tests.documents.sabotage.test_faults import FAULTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "paper-checks.md"
NOTES = {"key-type-small", "lines-tight", "sentence-long", "hard-to-read"}
CAUGHT_BY_A_TEST_OF_ITS_OWN = {"label-not-whole", "mark-parted", "training-mark", *NOTES}


def test_the_page_of_checks_says_what_the_code_says() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{rule.code}` | {rule.severity.value} | {rule.means} | {rule.source} |"
        for rule in (*LINT_RULES, *READ_BACK_RULES)
    ]


def test_no_two_rules_have_one_code() -> None:
    assert len(RULES) == len(LINT_RULES) + len(READ_BACK_RULES)


def test_every_rule_that_stops_catches_a_deliberate_fault() -> None:
    caught = {fault.code for fault in FAULTS.values()}
    stops = {rule.code for rule in RULES.values() if rule.severity is Severity.STOP}
    assert stops - caught == CAUGHT_BY_A_TEST_OF_ITS_OWN - NOTES


def test_a_report_takes_severity_and_source_from_its_rule() -> None:
    assert report("notation", "'4.0 mg' has a zero at its end.").as_document() == {
        "code": "notation",
        "severity": "stop",
        "text": "'4.0 mg' has a zero at its end.",
        "source": "ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations (second-hand)",
    }
    assert report("key-type-small", "small").severity == "inform"


def test_a_refused_paper_says_everything_that_was_found() -> None:
    lint, read_back = [report("claim", "It claims.")], [report("code-differs", "The code differs.")]
    assert str(PaperDiffers(lint=lint, read_back=read_back)) == "It claims.; The code differs."
