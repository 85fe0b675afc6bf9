"""The versions of what made a paper: the program, and the libraries that laid out, drew and read it."""

import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pharmacy.documents.rendering.fonts import fonts_sha256
from pharmacy.documents.templates_in_use import templates_sha256

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "zxing-cpp", "pypdfium2")


@cache
def made_with() -> dict[str, str]:
    """Return the versions of what makes papers now, by name. Specification, law and sentences stand in the facts."""
    libraries = {name: version(name) for name in LIBRARIES}
    program = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
    return {"secundum": program, "templates": templates_sha256(), "fonts": fonts_sha256(), **libraries}
