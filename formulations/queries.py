"""Reads the formulary: what may be made, by which specification, and with what choices."""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from formulations.calibration import with_calibrations
from formulations.models import DeviceCalibration, Formulation, Specification
from formulations.offer import Offer, offer_of
from formulations.reference.formulary import canonical_json, sha256_of, specification_from
from formulations.science.specification import Specification as SpecificationFacts


class UnknownFormulation(LookupError):
    """No formulation with that code; the message lists those there are."""


class NoApprovedSpecification(LookupError):
    """A formulation that nobody may make; the message says why."""


class SpecificationAltered(ValueError):
    """A stored specification whose content no longer gives the hash it was approved with."""


@dataclass(frozen=True)
class Unavailable:
    """A formulation that is shown with the reason why it cannot be prescribed."""

    code: str
    name: str
    reason: str


def approved_specification(code: str) -> tuple[Specification, SpecificationFacts]:
    """Return the newest approved specification of a formulation: the row, and the facts that decisions are made from.

    code: such as "naltrexone-capsule". The facts carry what this pharmacy measured on its devices.
    Raises UnknownFormulation, NoApprovedSpecification, SpecificationAltered.
    """
    formulation = Formulation.objects.filter(code=code).first()
    if formulation is None:
        known = ", ".join(Formulation.objects.order_by("code").values_list("code", flat=True))
        raise UnknownFormulation(f"formulation {code!r} is not known; choose one of: {known or 'none is loaded yet'}")
    row = approved().filter(formulation=formulation).first()
    if row is None:
        raise NoApprovedSpecification(f"{formulation.name} cannot be made. {why_unavailable(formulation)}")
    return row, pinned_specification(row)


def pinned_specification(row: Specification) -> SpecificationFacts:
    """Return the facts of one stored specification, with what this pharmacy measured on its devices.

    Raises SpecificationAltered when its content is not what was approved, BadSpecification when it cannot be read.
    """
    content = canonical_json(row.content)
    if sha256_of(row.content) != row.sha256:
        message = f"{row} was changed after its approval: its content does not give {row.sha256[:12]}. Do not use it."
        raise SpecificationAltered(message)
    facts = _parsed(content, version=row.version, sha256=row.sha256)
    return with_calibrations(facts, calibrations=list(row.formulation.calibrations.order_by("-measured_at", "-pk")))


def offered() -> list[Offer | Unavailable]:
    """Return all formulations for the entry form, in order of name.

    An Offer can be prescribed and tells its strengths and choices; an Unavailable says why it cannot. Three queries.
    """
    newest_first = approved().order_by("-version")
    rows = Formulation.objects.prefetch_related(Prefetch("specifications", queryset=newest_first, to_attr="approved"))
    return [_offered(formulation) for formulation in rows]


def formulary_list() -> list[Formulation]:
    """Return all formulations with their specifications, newest version first. Two queries."""
    everything = Specification.objects.select_related("author", "approved_by").order_by("-version")
    return list(Formulation.objects.prefetch_related(Prefetch("specifications", queryset=everything)))


def calibrations_of(formulation: Formulation) -> list[DeviceCalibration]:
    """Return what this pharmacy measured with a formulation, newest first."""
    return list(formulation.calibrations.select_related("measured_by").order_by("device_code", "-measured_at"))


def approved() -> QuerySet[Specification]:
    """Return approved specifications, newest version first."""
    rows = Specification.objects.filter(approved_at__isnull=False)
    return rows.select_related("formulation", "author", "approved_by").order_by("formulation", "-version")


def why_unavailable(formulation: Formulation) -> str:
    """Return why a formulation cannot be made, in words for the user."""
    return formulation.unavailable_reason or "No specification is approved yet: ask a formulary admin."


def _offered(formulation: Formulation) -> Offer | Unavailable:
    rows: list[Specification] = formulation.approved  # type: ignore[attr-defined]
    if not rows:
        return Unavailable(formulation.code, formulation.name, why_unavailable(formulation))
    facts = _parsed(canonical_json(rows[0].content), version=rows[0].version, sha256=rows[0].sha256)
    return offer_of(facts)


@lru_cache(maxsize=64)
def _parsed(content: str, *, version: int, sha256: str) -> SpecificationFacts:
    return specification_from(json.loads(content), version=version, sha256=sha256)
