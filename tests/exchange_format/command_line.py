"""The formulary command, run as a person runs it."""

import io
from pathlib import Path

from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "formulary" / "sodium-chloride.toml"


def run(*words: object) -> tuple[int, str, str]:
    """Status, standard output and standard error of one run."""
    out, error = io.StringIO(), io.StringIO()
    try:
        call_command("formulary", *(str(word) for word in words), stdout=out, stderr=error)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), error.getvalue()
    return 0, out.getvalue(), error.getvalue()


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    """The example with words changed and written anew."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "changed.toml"
    path.write_text(text, "utf-8")
    assert run("tidy", path)[0] == 0
    return path
