"""What containers are called, where their code does not read well as words."""

from functools import cache
from pathlib import Path

from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import BadDocument, Table
from formulations.science.evidence import in_words

TITLES = Path(__file__).resolve().parent / "container_titles.toml"


class BadTitles(BadDocument):
    """Titles of containers that cannot be read."""


def container_title(code: str) -> str:
    """Return what tells a container from others that are called a bottle too: "PET bottle", "Amber plastic bottle"."""
    words = in_words(code)
    return _titles().get(code) or words[:1].upper() + words[1:]


@cache
def _titles() -> dict[str, str]:
    document = read_toml(TITLES, error=BadTitles)
    table = Table(document, path=TITLES.name, error=BadTitles)
    return {code: table.text(code) for code in document}
