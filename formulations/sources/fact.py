"""A fact and the source it rests on, as plain frozen values."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

HOW_SURE = {
    "official": "the official text was read",
    "study": "the paper or its abstract was read",
    "second-hand": "read in a text that cites it",
    "expert-opinion": "the opinion of people who know the field",
    "house-rule": "a rule of this formulary's own, for which the approver answers",
    "not-confirmed": "to be confirmed before anybody relies on it",
}
LOW = ("not-confirmed", "expert-opinion", "house-rule", "second-hand")  # low in confidence, the lowest first


@dataclass(frozen=True)
class Said:
    """What a source says of itself: its code, title and how sure it is. A review holds for exactly this.

    reviewed_on: a date as text, where the document itself states one.
    """

    code: str
    title: str
    how_sure: str
    url: str = ""
    reviewed_on: str = ""
    reviewed_by: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of code, title and how sure, in hexadecimal: another title is another thing to review."""
        return hashlib.sha256("\n".join((self.code, self.title, self.how_sure)).encode()).hexdigest()


UNSOURCED = "unsourced"
NOTHING = Said(UNSOURCED, "No source is named", UNSOURCED)


@dataclass(frozen=True)
class SourcedFact:
    """One fact and one source that it rests on; a fact with two sources stands here twice.

    section: the key of the document's section. about, value, why: in words. code: of the source; empty for a fact that
    names none. says: what the source says about this very point. is_argued: whether the fact itself says why it is so.
    """

    section: str
    about: str
    value: str
    why: str
    code: str
    says: str = ""
    is_argued: bool = True


@dataclass(frozen=True)
class Gathered:
    """Everything that one document states, fact by fact, and the sources it lists."""

    said: tuple[Said, ...]
    facts: tuple[SourcedFact, ...]

    @property
    def unsourced(self) -> tuple[SourcedFact, ...]:
        """The facts that name no source, or one that the document does not list."""
        listed = {one.code for one in self.said}
        return tuple(fact for fact in self.facts if fact.code not in listed)

    def of(self, code: str) -> tuple[SourcedFact, ...]:
        """Return the facts that rest on one source."""
        return tuple(fact for fact in self.facts if fact.code == code)

    def said_of(self, code: str) -> Said:
        """Return what a source says of itself, or that it is none."""
        return next((one for one in self.said if one.code == code), NOTHING)

    def used(self) -> tuple[Said, ...]:
        """Return the sources that facts rest on, each once."""
        named = {fact.code for fact in self.facts}
        return tuple(one for one in self.said if one.code in named)


def gathered(said: Iterable[Said], *, facts: Iterable[SourcedFact]) -> Gathered:
    """Return both as one value, each source once."""
    return Gathered(tuple(dict.fromkeys(said)), tuple(facts))
