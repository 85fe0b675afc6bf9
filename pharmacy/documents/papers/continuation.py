"""A label that goes on: what one label does not hold stands on two, each with patient, medicine, lot and its number."""

from collections.abc import Iterator
from dataclasses import replace

from pharmacy.documents.codes import OF_TWO
from pharmacy.documents.papers.label import CODE, LabelText, Part, code_lines
from pharmacy.documents.papers.label_job import LabelJob

ON_BOTH = ("patient-name", "active-and-strength", CODE, "lot")
WHICH = "which-label"
AFTER = "quantity"  # which of the two it is stands below the line of form and quantity
SECOND_AFTER = "active-and-strength"
# What may go onto the second label, and in this order: what is read to take a dose stays on the first.
MAY_MOVE = (
    ("pharmacy-name-and-address", "telephone", "compounded-statement", "made-on", "date-of-supply", "prescriber"),
    ("excipients", "keep-out-of-reach"),
    ("storage", "in-use-life"),
)
WARNINGS = "warnings"  # sentence by sentence, the last ones first
AT_LAST = ("next-product", "changed")
FIRST, SECOND = OF_TWO


def in_two(text: LabelText, *, job: LabelJob) -> Iterator[LabelText]:
    """Give each way to part a label, the ones with most on the first label first; nothing is left out on any.

    First what the law does not ask for goes onto the second; then, group by group, what it asks for and nobody needs
    to take a dose; then warnings. Directions, quantity, use-by date and numbers never leave the first.
    Raises MissingWording.
    """
    asked = set(job.facts.law.label_elements)
    moved = {code for group in MAY_MOVE for code in group if code not in asked}
    known = list[frozenset[str]]()
    for group in ((), *MAY_MOVE):
        moved |= set(group)
        going = _going(text, moved=moved)
        if going and going not in known:
            known.append(going)
            yield _parted(text, going=going, job=job)
    warnings = text.part(WARNINGS)
    for stay in reversed(range(len(warnings.lines) if warnings else 0)):
        yield _parted(text, going=_going(text, moved=moved), job=job, stay=stay)
    if going != _going(text, moved=moved | set(AT_LAST)):
        yield _parted(text, going=_going(text, moved=moved | set(AT_LAST)), job=job, stay=0)


def only(text: LabelText, *, number: int) -> LabelText:
    """Return what stands on one of two labels as the text of a label by itself. number: from 0."""
    steps = text.steps if number == 0 else 1
    return replace(text, parts=text.labels[number], second=(), steps=steps)


def _going(text: LabelText, *, moved: set[str]) -> frozenset[str]:
    """A text that says two things goes when both may."""
    return frozenset(part.code for part in text.parts if set(part.code.split()) <= moved)


def _parted(text: LabelText, *, going: frozenset[str], job: LabelJob, stay: int | None = None) -> LabelText:
    """Return the two labels. stay: so many warnings stay on the first; None for all."""
    first, second = list[Part](), list[Part]()
    for part in text.parts:
        kept = len(part.lines) if part.code != WARNINGS or stay is None else stay
        if part.code not in going and kept:
            first.append(replace(part, lines=part.lines[:kept]))
        if part.code in going or part.code in ON_BOTH or kept < len(part.lines):
            second.append(replace(part, lines=part.lines[kept % len(part.lines) :]))
    return replace(
        text,
        parts=_numbered(first, job=replace(job, which=FIRST), after=AFTER),
        second=_numbered(second, job=replace(job, which=SECOND), after=SECOND_AFTER),
    )


def _numbered(parts: list[Part], *, job: LabelJob, after: str) -> tuple[Part, ...]:
    """Return the parts of one of two labels with its number, in words and in its code. after: which part it stands."""
    says = job.language.say("label.which", number=str(job.which), of=str(len(OF_TWO)))
    own = [replace(part, lines=tuple(code_lines(job))) if part.code == CODE else part for part in parts]
    place = [part.code for part in parts].index(after) + 1
    return (*own[:place], Part(WHICH, (says,)), *own[place:])
