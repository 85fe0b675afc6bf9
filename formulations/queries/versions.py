"""Which version of a formulation is used on a day, and what stands beside it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from formulations.life_cycle import State, ruling, state_of
from formulations.models import Formulation, Specification
from formulations.today import today

SIGNERS = ("author", "submitted_by", "approved_by", "withdrawn_by", "returned_by", "discarded_by")


@dataclass(frozen=True)
class Version:
    """One version of a formulation and where it stands. waits: approved, and its day has not come yet."""

    row: Specification
    state: State
    is_current: bool
    waits: bool


def in_effect_on(day: date) -> QuerySet[Specification]:
    """Return the approved versions whose day has come; one withdrawn before its day never came into effect.

    The query that `life_cycle.is_in_effect` states for one row.
    """
    came = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("effective_from"))
    return Specification.objects.filter(came, approved_at__isnull=False, effective_from__lte=day)


def ruling_on(day: date) -> QuerySet[Specification]:
    """Return the newest version in effect of each formulation, also when withdrawn since.

    The query that `life_cycle.ruling` states for one formulation.
    """
    newer = in_effect_on(day).filter(formulation=OuterRef("formulation"), version__gt=OuterRef("version"))
    return in_effect_on(day).filter(~Exists(newer)).order_by("formulation")


def current_on(day: date) -> QuerySet[Specification]:
    """Return the version of each formulation that is used on a day."""
    return ruling_on(day).filter(withdrawn_at__isnull=True)


def current_version(formulation: Formulation, *, on: date | None = None) -> Specification | None:
    """Return the version of a formulation that is used on a day, or None when it may not be made. on: today."""
    rows = current_on(on or today()).filter(formulation=formulation)
    return rows.select_related("formulation", "author", "approved_by").first()


def waiting_after(day: date) -> QuerySet[Specification]:
    """Return the approved versions whose day is still to come, the earliest first."""
    rows = Specification.objects.filter(approved_at__isnull=False, withdrawn_at__isnull=True, effective_from__gt=day)
    return rows.order_by("effective_from", "version")


def versions_of(formulation: Formulation, *, on: date | None = None) -> list[Version]:
    """Return every version of a formulation, newest first, without contents, and where each stands. One query.

    on: today when left out.
    """
    day = on or today()
    rows = list(
        formulation.specifications.select_related("formulation", *SIGNERS).defer("content").order_by("-version")
    )
    rules = ruling(rows, today=day)
    return [_version(row, rules=rules, day=day) for row in rows]


def state_on(row: Specification, *, on: date | None = None) -> State:
    """Return where one version stands on a day. on: today when left out. One query."""
    rules = ruling_on(on or today()).filter(formulation=row.formulation_id).only("version").first()
    return state_of(row, current=rules)


def _version(row: Specification, *, rules: Specification | None, day: date) -> Version:
    state = state_of(row, current=rules)
    is_current = rules is not None and row.pk == rules.pk and state is State.APPROVED
    waits = state is State.APPROVED and row.effective_from is not None and row.effective_from > day
    return Version(row, state, is_current=is_current, waits=waits)
