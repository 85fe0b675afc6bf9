"""Reads a language from its TOML file: languages/<code>.toml."""

import hashlib
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from formulations.reference.language import Ban, Language
from formulations.reference.typed_reader import Table
from formulations.science.amount_form import OTHER, AmountForm
from formulations.science.quantities import NumberForm, read_unit

NOT_SENTENCES = ("bans", "notations", "amounts", "dates", "lists")
NO_BREAK = "\u00a0"


def read_language(path: Path) -> Language:
    """Return the language of a file. Raises BadDocument naming the key. Source: docs/languages.md."""
    content = path.read_bytes()
    document = tomllib.loads(content.decode("utf-8"))
    head = Table({key: value for key, value in document.items() if isinstance(value, str)}, path=path.name)
    tables = {key: document.get(key, {}) for key in ("amounts", "dates", "lists")}
    return Language(
        code=head.text("code"),
        name=head.text("name"),
        own_name=head.text("own-name"),
        version=hashlib.sha256(content).hexdigest(),
        reviewed=head.text("reviewed"),
        sentences=dict(_flat({key: value for key, value in document.items() if key not in NOT_SENTENCES}, prefix="")),
        bans=_bans(document, key="bans"),
        notations=_bans(document, key="notations"),
        amounts=_amounts(tables["amounts"]) if tables["amounts"] else AmountForm(),
        dates=dict(tables["dates"]),
        lists=dict(tables["lists"]),
    )


def _bans(document: dict[str, Any], *, key: str) -> tuple[Ban, ...]:
    return tuple(Ban(ban["pattern"], ban["why"]) for ban in document.get(key, []))


def _amounts(table: dict[str, Any]) -> AmountForm:
    grouping = table["grouping"].replace(" ", NO_BREAK)
    return AmountForm(
        number=NumberForm(table["decimal"], grouping, table["grouping-from"]),
        plurals={name: tuple(Decimal(number) for number in numbers) for name, numbers in table["plurals"].items()},
        words={read_unit(unit): _words(table, unit=unit) for unit in table["words"]},
        per=table["per"],
    )


def _words(table: dict[str, Any], *, unit: str) -> dict[str, str]:
    """The words of a unit by plural category; one word where the unit has no plural."""
    words = table["words"][unit]
    if isinstance(words, str):
        return {OTHER: words}
    return dict(zip((*table["plurals"], OTHER), words, strict=True))


def _flat(tables: dict[str, object], *, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tables.items():
        if isinstance(value, dict):
            found += _flat(value, prefix=f"{prefix}{key}.")
        elif prefix:
            found.append((f"{prefix}{key}", str(value)))
    return found
