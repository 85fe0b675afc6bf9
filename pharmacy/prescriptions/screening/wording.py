"""Turns a rule that was met into a finding with the patient's own words in it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from formulations.reference.medicines.spelling import words
from formulations.science.day_text import day_in_words
from formulations.science.findings import Finding
from formulations.science.specification import ScreeningRule

LONGEST_ABOUT = 200  # what a finding on record holds
_AFTER_DAYS = re.compile(r"\{after (\d+) days\}", re.ASCII)


def finding_from(
    rule: ScreeningRule, *, about: str, values: Mapping[str, str], last_taken: date | None = None, meaning: str = ""
) -> Finding:
    """Return the finding that a rule makes, with the blanks of its message filled in.

    about: the entry, as written. last_taken: the day of the last intake, None when nobody knows it. meaning: what the
    entry was recognised as; it follows in brackets where the entry does not say it itself. Blanks: {about}, {since},
    {after 7 days} (the day so long after the last intake). Source: the rule's own.
    """
    shown = shorten(about)
    says_it = not meaning or set(words(meaning)) <= set(words(about))
    named = shown if says_it else f"{shown} ({meaning})"
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=_filled(rule.message, last_taken=last_taken).replace("{about}", named),
        about=shown,
        sources=rule.sources,
        overridable=rule.overridable,
        values=dict(values),
    )


def _filled(message: str, *, last_taken: date | None) -> str:
    def after(match: re.Match[str]) -> str:
        days = int(match.group(1))
        if last_taken is None:
            return f"{days} days after the last dose"
        return day_in_words(last_taken + timedelta(days=days))

    since = f"on {day_in_words(last_taken)}" if last_taken else "on a day that is not known"
    return _AFTER_DAYS.sub(after, message.replace("{since}", since))


def shorten(text: str) -> str:
    """Return a text no longer than a finding can hold, with dots where it was cut. Source: house rule."""
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST_ABOUT else f"{tidy[: LONGEST_ABOUT - 3]}..."
