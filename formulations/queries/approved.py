"""Reads the formulary: what may be made, by which specification, and with what choices."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from formulations.calibration import with_calibrations
from formulations.models import Formulation, Specification
from formulations.offer import Offer, offer_of
from formulations.queries.reviews import reviews_in_words
from formulations.queries.versions import ruling_on, waiting_after
from formulations.reference.formulary import sha256_of, specification_from
from formulations.science.day_text import day_in_words
from formulations.science.specification import Specification as SpecificationFacts
from formulations.sources import gather
from formulations.sources.shipped import said_by_laws
from formulations.today import today
from formulations.written_out import Section, write_out
from formulations.written_out.reviewed import with_reviews

MOST_NAMED = 40  # codes that a message lists


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


def approved_specification(code: str, *, on: date | None = None) -> tuple[Specification, SpecificationFacts]:
    """Return the version of a formulation that is used on a day: the row, and the facts that decisions are made from.

    code: as `offered` lists it. on: today when left out. The facts carry what this pharmacy measured on its devices.
    Raises UnknownFormulation, NoApprovedSpecification, SpecificationAltered.
    """
    formulation, row = formulation_page(code, on=on)
    if row is None:
        raise NoApprovedSpecification(f"{formulation.name} cannot be made. {why_unavailable(formulation)}")
    return row, pinned_specification(row)


def pinned_specification(row: Specification) -> SpecificationFacts:
    """Return the facts of one stored specification, with what this pharmacy measured on its devices.

    Raises SpecificationAltered when its content is not what was approved, BadSpecification when it cannot be read.
    """
    text = json.dumps(row.content)  # the whole of what is stored now; its hash and what it states are kept by it
    _refuse_altered(row, sha256=_sha256(text))
    return with_calibrations(
        _parsed(text, version=row.version, sha256=row.sha256),
        calibrations=list(row.formulation.calibrations.order_by("-measured_at", "-pk")),
    )


def facts_of(row: Specification) -> SpecificationFacts:
    """Return what a stored content states, without what was measured. Raises BadSpecification."""
    return _parsed(json.dumps(row.content), version=row.version, sha256=row.sha256)


def offered(*, on: date | None = None) -> list[Offer | Unavailable]:
    """Return all formulations for the entry form, in order of name. on: today when left out.

    An Offer can be prescribed and tells its strengths and choices; an Unavailable says why it cannot. Two queries.
    """
    return [_offered(formulation) for formulation in formulary_list(on=on)]


def formulary_list(*, on: date | None = None) -> list[Formulation]:
    """Return all formulations in order of name, each with `approved`: the version used on a day, or an empty list.

    on: today when left out. Two queries.
    """
    return _with_versions(Formulation.objects.all(), on=on or today())


def formulation_page(code: str, *, on: date | None = None) -> tuple[Formulation, Specification | None]:
    """Return a formulation and the version used on a day, or None when it has none. Two queries. on: today.

    Raises UnknownFormulation.
    """
    found = _with_versions(Formulation.objects.filter(code=code), on=on or today())
    if not found:
        raise UnknownFormulation(f"formulation {code!r} is not known; choose one of: {_known_codes()}")
    versions: list[Specification] = found[0].approved  # type: ignore[attr-defined]
    return found[0], versions[0] if versions else None


def read_sections(row: Specification) -> tuple[Section, ...]:
    """Return a stored specification written out for reading, with what this pharmacy measured. Two queries.

    Each source is shown with its last review.
    Raises SpecificationAltered when its content is not what was approved.
    """
    check_unaltered(row)
    calibrations = row.formulation.calibrations.select_related("measured_by").order_by("device_code", "-measured_at")
    sections = write_out(row.content, calibrations=calibrations)
    return with_reviews(sections, reviewed=reviews_in_words((*gather(row.content).used(), *said_by_laws())))


def check_unaltered(row: Specification) -> None:
    """Return when the stored content gives the hash that was approved. Raises SpecificationAltered otherwise."""
    _refuse_altered(row, sha256=sha256_of(row.content))


def _refuse_altered(row: Specification, *, sha256: str) -> None:
    if sha256 != row.sha256:
        message = f"{row} was changed after its approval: its content does not give {row.sha256[:12]}. Do not use it."
        raise SpecificationAltered(message)


def why_unavailable(formulation: Formulation) -> str:
    """Return why a formulation cannot be made, in words for the user. formulation: as the queries above return it."""
    if formulation.unavailable_reason:
        return formulation.unavailable_reason
    withdrawn: list[Specification] = getattr(formulation, "ruling", [])
    if withdrawn:
        row = withdrawn[0]
        message = f"Version {row.version} was withdrawn on {row.withdrawn_on:%-d %B %Y}: {row.withdrawn_reason}"
        return f"{message.rstrip('.')}. It is not made until another version is approved."
    waits_until = getattr(formulation, "waits_until", None)
    if waits_until:
        return f"Its specification is approved from {day_in_words(waits_until)} on, not before."
    return "No specification is approved yet: ask a formulary admin."


def _known_codes() -> str:
    """Return the codes there are, in order of the alphabet, no more than a person reads through."""
    codes = list(Formulation.objects.order_by("code").values_list("code", flat=True)[: MOST_NAMED + 1])
    named = ", ".join(codes[:MOST_NAMED]) or "none is loaded yet"
    return f"{named} and others" if len(codes) > MOST_NAMED else named


def _with_versions(formulations: QuerySet[Formulation], *, on: date) -> list[Formulation]:
    """Return the formulations, each with `ruling`, `approved` and `waits_until`. Two queries."""
    rules = ruling_on(on).select_related("formulation", "author", "approved_by")
    waiting = waiting_after(on).filter(formulation=OuterRef("pk")).values("effective_from")[:1]
    rows: list[Any] = list(
        formulations.annotate(waits_until=Subquery(waiting)).prefetch_related(
            Prefetch("specifications", queryset=rules, to_attr="ruling")
        )
    )
    for formulation in rows:
        formulation.approved = [row for row in formulation.ruling if row.withdrawn_at is None]
    return rows


def _offered(formulation: Formulation) -> Offer | Unavailable:
    rows: list[Specification] = formulation.approved  # type: ignore[attr-defined]
    if not rows:
        return Unavailable(formulation.code, formulation.name, why_unavailable(formulation))
    return offer_of(facts_of(rows[0]))


@lru_cache(maxsize=256)
def _sha256(content: str) -> str:
    return sha256_of(json.loads(content))


@lru_cache(maxsize=256)
def _parsed(content: str, *, version: int, sha256: str) -> SpecificationFacts:
    return specification_from(json.loads(content), version=version, sha256=sha256)
