"""Characters that nobody sees, and that no database holds."""

from collections.abc import Mapping

from formulations.reference.characters import hidden_in
from formulations.submission.objection import Objection
from formulations.submission.raw import every_text

READABLE = "house rule: what is approved can be read as it stands"


def hidden_characters(document: Mapping[str, object]) -> list[Objection]:
    """Return an objection for each text that holds what nobody sees, or what looks like something else.

    Source: Unicode Technical Report #36; house rule.
    """
    return [
        Objection("hidden-characters", f"{where} holds {found}. Type it anew.", where, READABLE)
        for where, said in every_text(document)
        for found in hidden_in(said)
    ]


def unstorable(document: Mapping[str, object]) -> list[str]:
    """Return where a document holds what no database keeps: a zero character, or half of a character.

    Source: RFC 3629 (UTF-8 has no surrogates); PostgreSQL, jsonb.
    """
    return [where for where, said in every_text(document) if any(_is_unstorable(one) for one in said)]


def _is_unstorable(one: str) -> bool:
    return one == "\x00" or "\ud800" <= one <= "\udfff"
