"""How one prescription reads under one version, as plain lines, and what differs between two of them. Pure."""

from collections import Counter
from dataclasses import dataclass

from formulations.comparing import Pieces, mark_words

USE_BY, LABEL, DIRECTIONS, CONTAINERS = "Use-by date", "Label", "Directions", "Containers"
WEIGHING, LEAFLET, FINDINGS = "To weigh", "Leaflet", "Findings"
GROUPS = (USE_BY, FINDINGS, LABEL, DIRECTIONS, CONTAINERS, WEIGHING, LEAFLET)


@dataclass(frozen=True)
class Reading:
    """One line of what reads so. name: what it is ("strength"); empty for one line of a list."""

    group: str
    name: str
    value: str


Outlook = tuple[Reading, ...]


@dataclass(frozen=True)
class Difference:
    """One line that reads otherwise. before or after is empty where the line is new or gone."""

    group: str
    name: str
    before: str
    after: str

    @property
    def word(self) -> str:
        """What became of it, in a word."""
        if self.before and self.after:
            return "changed"
        return "added" if self.after else "removed"

    @property
    def pieces(self) -> tuple[Pieces, Pieces]:
        """Both texts in pieces, the words that differ marked."""
        return mark_words(self.before, self.after)


def differences(before: Outlook, after: Outlook) -> tuple[Difference, ...]:
    """Return every line that does not read the same, in the order of the groups.

    Named lines are compared name by name; of a list, the lines that stand on one side only are told, a reworded line
    as one that changed. Source: arithmetic.
    """
    named_before, named_after = _named(before), _named(after)
    keys = dict.fromkeys([*named_before, *named_after])
    found = [Difference(*key, named_before.get(key, ""), named_after.get(key, "")) for key in keys]
    found = [one for one in found if one.before != one.after]
    found += _of_lists(_only_in(before, besides=after), _only_in(after, besides=before))
    return tuple(sorted(found, key=lambda one: GROUPS.index(one.group)))


def _of_lists(gone: list[Reading], new: list[Reading]) -> list[Difference]:
    found, left = [], list(new)
    for one in gone:
        other = next((line for line in left if line.group == one.group and _reworded(one.value, line.value)), None)
        if other is not None:
            left.remove(other)
        found.append(Difference(one.group, "", one.value, other.value if other else ""))
    return found + [Difference(one.group, "", "", one.value) for one in left]


def _reworded(one: str, other: str) -> bool:
    """Return whether two lines share more than half of their words."""
    here, there = Counter(one.casefold().split()), Counter(other.casefold().split())
    return (here & there).total() * 4 > here.total() + there.total()


def _named(outlook: Outlook) -> dict[tuple[str, str], str]:
    return {(one.group, one.name): one.value for one in outlook if one.name and one.value}


def _only_in(outlook: Outlook, *, besides: Outlook) -> list[Reading]:
    spare = Counter(one for one in besides if not one.name)
    found = []
    for one in (one for one in outlook if one.value and not one.name):
        if spare[one]:
            spare[one] -= 1
        else:
            found.append(one)
    return found
