"""Sentences for patients that claim what none may claim."""

from collections.abc import Mapping

from formulations.reference.formulary.claims import claims_in
from formulations.submission.objection import Objection
from formulations.submission.raw import sentences, table, texts


def claims(document: Mapping[str, object]) -> list[Objection]:
    """Return an objection for each claim in a leaflet or label sentence. Source: `claims.toml`."""
    never_say = texts(table(document, "active"), "never_say")
    return [
        Objection("claim", f"{said}: “{sentence}”. Say it without, or leave it out.", where, "claims.toml")
        for where, sentence in sentences(document)
        for said in claims_in(sentence, never_say=never_say)
    ]
