"""Reads the formulary: what may be made, by which specification, and with what choices."""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from formulations.calibration import with_calibrations
from formulations.models import Formulation, Specification
from formulations.offer import Offer, offer_of
from formulations.reference.formulary import canonical_json, sha256_of, specification_from
from formulations.science.specification import Specification as SpecificationFacts
from formulations.written_out import Section, write_out


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

    code: as `offered` lists it. The facts carry what this pharmacy measured on its devices.
    Raises UnknownFormulation, NoApprovedSpecification, SpecificationAltered.
    """
    formulation, row = formulation_page(code)
    if row is None:
        raise NoApprovedSpecification(f"{formulation.name} cannot be made. {why_unavailable(formulation)}")
    return row, pinned_specification(row)


def pinned_specification(row: Specification) -> SpecificationFacts:
    """Return the facts of one stored specification, with what this pharmacy measured on its devices.

    Raises SpecificationAltered when its content is not what was approved, BadSpecification when it cannot be read.
    """
    check_unaltered(row)
    facts = _parsed(canonical_json(row.content), version=row.version, sha256=row.sha256)
    return with_calibrations(facts, calibrations=list(row.formulation.calibrations.order_by("-measured_at", "-pk")))


def offered() -> list[Offer | Unavailable]:
    """Return all formulations for the entry form, in order of name.

    An Offer can be prescribed and tells its strengths and choices; an Unavailable says why it cannot. Two queries.
    """
    return [_offered(formulation) for formulation in formulary_list()]


def formulary_list() -> list[Formulation]:
    """Return all formulations in order of name, each with `approved`: its approved specifications, newest first.

    Two queries.
    """
    rows = Formulation.objects.prefetch_related(Prefetch("specifications", queryset=approved(), to_attr="approved"))
    return list(rows)


def formulation_page(code: str) -> tuple[Formulation, Specification | None]:
    """Return a formulation and its newest approved specification, or None when it has none. Two queries.

    Raises UnknownFormulation.
    """
    formulation = _formulation(code)
    return formulation, approved().filter(formulation=formulation).first()


def read_sections(row: Specification) -> tuple[Section, ...]:
    """Return a stored specification written out for reading, with what this pharmacy measured. One query.

    Raises SpecificationAltered when its content is not what was approved.
    """
    check_unaltered(row)
    calibrations = row.formulation.calibrations.select_related("measured_by").order_by("device_code", "-measured_at")
    return write_out(row.content, calibrations=calibrations)


def check_unaltered(row: Specification) -> None:
    """Return when the stored content gives the hash that was approved. Raises SpecificationAltered otherwise."""
    if sha256_of(row.content) != row.sha256:
        message = f"{row} was changed after its approval: its content does not give {row.sha256[:12]}. Do not use it."
        raise SpecificationAltered(message)


def approved() -> QuerySet[Specification]:
    """Return approved specifications, newest version first."""
    rows = Specification.objects.filter(approved_at__isnull=False)
    return rows.select_related("formulation", "author", "approved_by").order_by("formulation", "-version")


def why_unavailable(formulation: Formulation) -> str:
    """Return why a formulation cannot be made, in words for the user."""
    return formulation.unavailable_reason or "No specification is approved yet: ask a formulary admin."


def _formulation(code: str) -> Formulation:
    formulation = Formulation.objects.filter(code=code).first()
    if formulation is None:
        known = ", ".join(Formulation.objects.order_by("code").values_list("code", flat=True))
        raise UnknownFormulation(f"formulation {code!r} is not known; choose one of: {known or 'none is loaded yet'}")
    return formulation


def _offered(formulation: Formulation) -> Offer | Unavailable:
    rows: list[Specification] = formulation.approved  # type: ignore[attr-defined]
    if not rows:
        return Unavailable(formulation.code, formulation.name, why_unavailable(formulation))
    facts = _parsed(canonical_json(rows[0].content), version=rows[0].version, sha256=rows[0].sha256)
    return offer_of(facts)


@lru_cache(maxsize=64)
def _parsed(content: str, *, version: int, sha256: str) -> SpecificationFacts:
    return specification_from(json.loads(content), version=version, sha256=sha256)
