"""Doses and dates that rest on nothing confirmed, and studies that do not say what was measured."""

from collections.abc import Collection, Iterator, Mapping

from formulations.submission.objection import Objection
from formulations.submission.raw import Row, rows, table, text, texts

NOT_CONFIRMED = "not-confirmed"
HOUSE_RULE = "house rule: what could not be confirmed stays a draft"
LIMITS = ("strengths", "studies", "house_limits")
# What a study must say before a use-by date may rest on it, in words for the author. Where the paper does not state how
# it was measured, the author writes so; whether it was kept from light may stay open.
STUDY_MUST_SAY = {
    "assay_method": "how the content was measured",
    "result": "what was found",
    "assessed_by": "who assessed it here",
    "assessed_on": "on what day it was assessed",
}


def unproven(document: Mapping[str, object], *, confirmed: Collection[str]) -> tuple[Objection, ...]:
    """Return an objection for each dose or date that rests on a source not confirmed, and for each study left bare.

    confirmed: titles of sources that a person confirmed in a review. Source: house rule.
    """
    return (*_unconfirmed(document, confirmed=confirmed), *_bare_studies(document))


def _unconfirmed(document: Row, *, confirmed: Collection[str]) -> list[Objection]:
    doubtful = {
        text(row, "code"): text(row, "title")
        for _, row in rows(document, "sources")
        if row.get("how_sure") == NOT_CONFIRMED and text(row, "title") not in confirmed
    }
    return [
        _rests_on(doubtful[code], where=where)
        for where, codes in _dose_and_date(document)
        for code in codes & doubtful.keys()
    ]


def _rests_on(title: str, *, where: str) -> Objection:
    message = (
        f"{where} rests on “{title}”, which nobody has confirmed. Read the source and record the review, "
        "state another source, or leave this a draft."
    )
    return Objection("source-not-confirmed", message, where, HOUSE_RULE)


def _dose_and_date(document: Row) -> Iterator[tuple[str, set[str]]]:
    """Give each table that sets a dose or a use-by date, with the codes of the sources it names."""
    for key in LIMITS:
        yield from ((where, {text(row, "source")}) for where, row in rows(document, key))
    for key in ("strengths_on_request", "in_use"):
        yield key, {text(table(document, key), "source")}
    for where, row in (*rows(document, "dose_limits"), *rows(document, "protocols")):
        yield where, {one.partition(": ")[0] for one in texts(row, "sources")}
    for where, pack in rows(document, "other_packs"):
        yield f"{where}.in_use", {text(table(pack, "in_use"), "source")}


def _bare_studies(document: Row) -> list[Objection]:
    return [
        Objection(
            "study-without-details",
            f"The study {text(study, 'code') or where} does not say {what}. Write it under {key.replace('_', ' ')}.",
            f"{where}.{key}",
            "house rule: a date rests on evidence that somebody assessed",
        )
        for where, study in rows(document, "studies")
        for key, what in STUDY_MUST_SAY.items()
        if not text(study, key)
    ]
