"""What no sentence for a patient may claim: benefit, cure, absence of risk, unproven stories of how a medicine works.

Why somebody takes a preparation is what the prescriber wrote; a leaflet or label says how to use it and what to look
out for. What one drug alone must not say (its other use at other doses, say) is data of that drug: `active.never_say`.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "claims.toml"


@dataclass(frozen=True)
class Ban:
    """Words that no sentence for a patient may hold, and why."""

    pattern: re.Pattern[str]
    why: str


def claims_in(text: str, *, never_say: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what a sentence for a patient may not say, each as "'miracle' advertises"; none when it may stand.

    never_say: words of one drug that may never reach a patient's paper ("addict*" for every word that begins so).
    Source: `claims.toml`; Directive 2001/83/EC, article 90, on what the public may not be told of a medicine (certain
    effect, no side effects, no need of advice), as a model; house rule beyond it.
    """
    words = " ".join(text.split())
    own = tuple(Ban(_term(term), "may not reach a patient's paper for this drug") for term in never_say)
    return tuple(dict.fromkeys([*_general(words), *_banned(words, bans=own)]))


@lru_cache(maxsize=10_000)
def _general(words: str) -> tuple[str, ...]:
    return _banned(words, bans=bans())


def _banned(words: str, *, bans: tuple[Ban, ...]) -> tuple[str, ...]:
    return tuple(f"{match.group()!r} {ban.why}" for ban in bans if (match := ban.pattern.search(words)))


@cache
def bans() -> tuple[Ban, ...]:
    """Return every ban that ships. Source: `claims.toml`."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Ban(_compiled(pattern.replace("{better}", content["better"])), ban["why"])
        for ban in content["bans"]
        for pattern in ban["patterns"]
    )


@cache
def _term(term: str) -> re.Pattern[str]:
    """Return the pattern of a drug's own term: whole words, and any ending where a star closes it."""
    words = r"[\s-]+".join(re.escape(word) for word in term.rstrip("*").split())
    return _compiled(rf"\b{words}\w*" if term.endswith("*") else rf"\b{words}\b")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
