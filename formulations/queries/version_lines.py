"""The versions of a formulation as its pages list them: who wrote each, and what it is compared with."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from formulations.life_cycle import State
from formulations.models import DraftRevision, Formulation, Specification
from formulations.queries.versions import SIGNERS, Version, versions_of


@dataclass(frozen=True)
class VersionLine:
    """One version as a list shows it. writers: everybody who wrote in it, by name, the author first.

    before: the number of the version that it is compared with; None for the first.
    """

    row: Specification
    state: State
    is_current: bool
    waits: bool
    writers: tuple[str, ...]
    before: int | None

    @property
    def is_draft(self) -> bool:
        """Whether it is still written at."""
        return self.state is State.DRAFT

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for approval."""
        return self.state is State.SUBMITTED

    @property
    def is_approved(self) -> bool:
        """Whether it was approved and not withdrawn, so that it may be withdrawn."""
        return self.state in (State.APPROVED, State.SUPERSEDED)

    @property
    def is_discarded(self) -> bool:
        """Whether it was given up as a draft."""
        return self.state is State.DISCARDED


def version_lines(formulation: Formulation) -> list[VersionLine]:
    """Return every version of a formulation, the newest first, without contents. Two queries."""
    versions = versions_of(formulation)
    rows = [version.row for version in versions]
    names = writer_names(rows)
    return [_line(version, among=rows, writers=names[version.row.pk]) for version in versions]


def version_line(code: str, *, version: int) -> VersionLine:
    """Return one version with its content, and where it stands today. Three queries.

    Raises Specification.DoesNotExist for a version that there is not.
    """
    row = version_of(code, version=version)
    versions = versions_of(row.formulation)
    found = next(one for one in versions if one.row.pk == row.pk)
    whole = Version(row, found.state, is_current=found.is_current, waits=found.waits)
    return _line(whole, among=[one.row for one in versions], writers=writer_names([row])[row.pk])


def version_of(code: str, *, version: int) -> Specification:
    """Return one version with its content and people. One query. Raises Specification.DoesNotExist."""
    return Specification.objects.select_related("formulation", *SIGNERS).get(formulation__code=code, version=version)


def writer_names(rows: Sequence[Specification]) -> dict[int, tuple[str, ...]]:
    """Return who wrote in each version, by its primary key: names, the author first. One query."""
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for row in rows:
        names[row.pk] = {str(row.author): None} if row.author else {}
    saves = DraftRevision.objects.filter(specification__in=[row.pk for row in rows]).select_related("saved_by")
    for save in saves.defer("content").order_by("number"):
        names[save.specification_id][str(save.saved_by)] = None
    return {key: tuple(found) for key, found in names.items()}


def compared_with(row: Specification, *, among: Sequence[Specification]) -> int | None:
    """Return the version that a version is compared with: the one it was drafted from, else the approved one before it.

    None for the first. among: the versions of the formulation. Source: house rule.
    """
    based_on = next((one for one in among if one.pk == row.based_on_id), None)
    if based_on is not None:
        return based_on.version
    earlier = [one.version for one in among if one.version < row.version and one.approved_at]
    return max(earlier, default=None)


def _line(version: Version, *, among: Sequence[Specification], writers: tuple[str, ...]) -> VersionLine:
    before = compared_with(version.row, among=among)
    return VersionLine(version.row, version.state, version.is_current, version.waits, writers, before)
