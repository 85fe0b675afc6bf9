"""Gathers the facts of files that hold nothing but words: general sentences, stocks, claims, lists of medicines."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from formulations.reference.papers import SOURCE, Language, language
from formulations.reference.sourced import read_toml
from formulations.reference.stocks import all_stocks
from formulations.reference.typed_reader import BadDocument
from formulations.sources.fact import Gathered, Said, SourcedFact, gathered
from formulations.sources.gathering import gather

FOLDER = Path(__file__).resolve().parents[1] / "reference"
MEDICINES = FOLDER / "medicines"

Origins = Mapping[str, Any]
General = tuple[str, str, Gathered]


def general_words(origins: Origins) -> Iterable[General]:
    """Yield code, name and facts of each such file. origins: the content of `origins.toml`."""
    said = gather(origins, sections=()).said
    english = language(SOURCE)  # what stands in another language says the same and has the same source
    facts = [*_sentences(english, origins=origins), *_bans(origins)]
    yield f"language-{english.code}", f"General sentences in {english.name}", gathered(said, facts=facts)
    yield "label-stocks", "Label stocks", gathered(said, facts=_stocks(origins))
    lists = [_list(path) for path in sorted(MEDICINES.glob("*.toml"))]
    yield "medicines", "Medicines that are recognised", gathered((one for one, _ in lists), facts=(f for _, f in lists))


def _sentences(spoken: Language, *, origins: Origins) -> Iterable[SourcedFact]:
    """Yield each sentence with the source of its part; a part that has none is left without one, to be seen."""
    rows = {part: row for row in origins["sentences"] for part in row["parts"]}
    for key, sentence in spoken.sentences.items():
        row = rows.get(key.partition(".")[0], {})
        why, code = row.get("why", ""), row.get("source", "")
        yield SourcedFact("sentences", key.replace(".", " "), sentence, why, code, is_argued=bool(why))


def _bans(origins: Origins) -> Iterable[SourcedFact]:
    bans, found = origins["bans"], tomllib.loads((FOLDER / "claims.toml").read_text("utf-8"))
    for row in found["bans"]:
        yield SourcedFact("sentences", "No sentence for a patient", row["why"], bans["why"], bans["source"])


def _stocks(origins: Origins) -> Iterable[SourcedFact]:
    row = origins["stocks"]
    for stock in all_stocks():
        size = f"{stock.width} x {stock.height} mm, margin {stock.margin} mm, type from {stock.rungs[0].least} points"
        value = f"{size} down to {stock.rungs[-1].least} points"
        yield SourcedFact("stocks", stock.name, value, row["why"], row["source"], stock.source)


def _list(path: Path) -> tuple[Said, SourcedFact]:
    """Return the source of a list of medicines as the list itself states it, and the list as one fact."""
    content = read_toml(path, error=BadDocument)
    code = f"medicines-{path.stem.replace('_', '-')}"
    sure = str(content.get("how_sure", ""))
    rows = content.get("medicines", content.get("allergens", []))
    value = f"{len(rows)} entries" if isinstance(rows, list) and rows else "lists of words"
    said = Said(code, str(content.get("source", path.stem)), "not-confirmed")
    return said, SourcedFact("lists", str(content.get("about", path.stem)).replace("_", " "), value, sure, code)
