"""Reads drafts and submissions: what is written at, by whom, and what speaks against them."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from formulations.models import DraftRevision, Formulation, SourceReview, Specification
from formulations.queries.approved import facts_of
from formulations.queries.versions import current_on, in_effect_on
from formulations.science.day_text import day_in_words
from formulations.science.specification import Restriction
from formulations.submission import Objection, objections_to
from formulations.submission.raw import rows, table, text
from formulations.today import today

LIFE_CYCLE = "house rule: the life cycle of a specification"
TWO_PERSONS = "house rule: two persons"


def open_drafts() -> QuerySet[Specification]:
    """Return all drafts and submissions without their contents, those that wait for approval first."""
    rows_ = Specification.objects.filter(approved_at__isnull=True, discarded_at__isnull=True).defer("content")
    rows_ = rows_.select_related("formulation", "author", "submitted_by", "returned_by", "based_on__formulation")
    return rows_.order_by(F("submitted_at").asc(nulls_last=True), "-pk")


def revisions_of(specification: Specification) -> QuerySet[DraftRevision]:
    """Return every save of a version, the newest first, with who saved it."""
    return specification.revisions.select_related("saved_by").order_by("-number")


def writers_of(specification: Specification) -> set[int]:
    """Return the keys of everybody who wrote in a version: its author, who submitted it, and who saved it."""
    savers = set(specification.revisions.values_list("saved_by", flat=True))
    signed = {specification.author_id, specification.submitted_by_id}
    return savers | {key for key in signed if key is not None}


def submission_objections(specification: Specification, *, on: date | None = None) -> tuple[Objection, ...]:
    """Return everything that speaks against submitting a version as it stands; none means it may be submitted."""
    content, formulation = specification.content, specification.formulation
    found = objections_to(
        content,
        drug_rules=rules_reaching(formulation, dosage_form=text(table(content, "formulation"), "dosage_form"), on=on),
        confirmed=confirmed_sources(content),
    )
    return (*_about_identity(content, formulation=formulation), *found)


def approval_objections(
    specification: Specification, *, by: Any, effective_from: date, today: date, seen: str = ""
) -> tuple[Objection, ...]:
    """Return everything that speaks against this person's approving a submission from that day on.

    seen: the SHA-256 of the content that the person read; empty when nobody says.
    """
    found = []
    if by.pk in writers_of(specification):
        message = f"{by} wrote in {specification}; let another person approve it."
        found.append(Objection("own-work", message, source=TWO_PERSONS))
    if seen and seen != specification.sha256:
        message = f"{specification} is not what you read any more. Open it again."
        found.append(Objection("changed-since-read", message, source=TWO_PERSONS))
    return (
        *found,
        *_about_the_day(specification, effective_from=effective_from, today=today),
        *submission_objections(specification, on=today),
    )


def rules_reaching(formulation: Formulation, *, dosage_form: str, on: date | None = None) -> tuple[Restriction, ...]:
    """Return the restrictions that current versions of the same substance state for the drug or for this dosage form.

    Those of the formulation itself are left out: its own document states them. on: today when left out.
    """
    others = current_on(on or today()).filter(formulation__substance=formulation.substance_id)
    others = others.exclude(formulation=formulation).annotate(written=Cast("content", TextField()))
    found: dict[Restriction, None] = {}
    for row in others.filter(written__contains='"scope"').select_related("formulation").order_by("pk"):
        facts = facts_of(row)
        reach = ("drug", "dosage-form") if facts.dosage_form == dosage_form else ("drug",)
        found |= dict.fromkeys(rule for rule in facts.restrictions if rule.scope in reach)
    return tuple(found)


def confirmed_sources(content: Any) -> set[str]:
    """Return the titles of a document's sources whose newest review confirmed them. One query."""
    titles = [text(row, "title") for _, row in rows(content, "sources")]
    reviews = SourceReview.objects.filter(title__in=titles).order_by("reviewed_at", "pk")
    newest = dict(reviews.values_list("title", "verdict"))
    return {title for title, verdict in newest.items() if verdict == SourceReview.Verdict.CONFIRMED}


def _about_identity(content: Any, *, formulation: Formulation) -> list[Objection]:
    found = []
    stated, active = text(table(content, "formulation"), "code"), text(table(content, "active"), "code")
    if stated != formulation.code:
        message = (
            f"The document is of {stated or 'no formulation'!r}, and this is {formulation.code!r}. Correct its code."
        )
        found.append(Objection("wrong-code", message, "formulation.code", LIFE_CYCLE))
    if active != formulation.substance.code:
        message = f"The active is {active or 'missing'!r}, and {formulation} is of {formulation.substance.code!r}."
        found.append(Objection("wrong-active", f"{message} Copy it into a new formulation.", "active.code", LIFE_CYCLE))
    return found


def _about_the_day(specification: Specification, *, effective_from: date, today: date) -> list[Objection]:
    if effective_from < today:
        past, earliest = day_in_words(effective_from), day_in_words(today)
        message = f"{past} is past; nothing is approved for days that are over. Take {earliest} or later."
        return [Objection("effective-in-the-past", message, source=LIFE_CYCLE)]
    newer = in_effect_on(effective_from).filter(
        formulation=specification.formulation_id, version__gt=specification.version
    )
    found = newer.order_by("-version").first()
    if found is None:
        return []
    since = f"{found.effective_from:%-d %B %Y}"
    message = (
        f"Version {found.version} is in effect from {since}, so version {specification.version} would never be used. "
        "Discard it and start a draft from the newer one."
    )
    return [Objection("older-than-the-one-in-effect", message, source=LIFE_CYCLE)]
