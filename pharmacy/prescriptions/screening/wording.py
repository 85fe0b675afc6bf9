"""Turns a rule that was met into a finding with the patient's own words in it."""

from collections.abc import Mapping

from formulations.reference.medicines.spelling import words
from formulations.science.findings import Finding
from formulations.science.specification import ScreeningRule

LONGEST_ABOUT = 200  # what a finding on record holds


def finding_from(
    rule: ScreeningRule, *, about: str, values: Mapping[str, str], since: str = "", meaning: str = ""
) -> Finding:
    """Return the finding that a rule makes. {since} and {about} in its message are filled in.

    about: the entry, as written. since: how long ago the last intake was. meaning: what the entry was recognised as;
    it follows in brackets where the entry does not say it itself. Source: the rule's own.
    """
    shown = shorten(about)
    says_it = not meaning or set(words(meaning)) <= set(words(about))
    named = shown if says_it else f"{shown} ({meaning})"
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=rule.message.replace("{since}", since).replace("{about}", named),
        about=shown,
        sources=rule.sources,
        overridable=rule.overridable,
        values=dict(values),
    )


def shorten(text: str) -> str:
    """Return a text no longer than a finding can hold, with dots where it was cut. Source: house rule."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST_ABOUT else f"{tidy[: LONGEST_ABOUT - 3]}..."
