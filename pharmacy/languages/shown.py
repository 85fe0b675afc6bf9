"""The pages of the languages: how far each is reviewed, and one part side by side with the English."""

from dataclasses import dataclass

from django.http import Http404

from formulations.for_patients import for_patients
from formulations.models import Specification as SpecificationRow
from formulations.queries.approved import facts_of
from formulations.reference import papers
from formulations.reference.formulary import BadSpecification
from formulations.reference.language import Language
from formulations.reference.language_gaps import gaps, untranslated
from formulations.reference.papers import UnknownLanguage
from formulations.reference.translations import translated
from pharmacy.languages.actions import seen_together
from pharmacy.languages.queries import Approval, Approvals, approvals_in, is_approved, offered_languages
from pharmacy.languages.sentences import (
    FIXED,
    GENERAL,
    Part,
    Sentence,
    general_parts,
    medicine_parts,
    untranslated_part,
)


@dataclass(frozen=True)
class Progress:
    """How far a part is reviewed. lacking: how many of its sentences have no wording at all."""

    code: str
    name: str
    done: int
    of: int
    lacking: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.done == self.of


@dataclass(frozen=True)
class LanguageLine:
    """One language of the list. general: how far the sentences of every paper are reviewed."""

    language: Language
    is_offered: bool
    general: Progress


@dataclass(frozen=True)
class LanguagePage:
    """One language with its parts. gaps: what its file lacks."""

    line: LanguageLine
    general: tuple[Progress, ...]
    medicines: tuple[Progress, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class SentenceRow:
    """One sentence beside its English. wording: what a paper would say now. approval: None while it is open.

    is_stale: it was approved, and has changed since. is_fixed: approved as it ships or not at all.
    """

    sentence: Sentence
    wording: str
    approval: Approval | None
    is_stale: bool
    is_fixed: bool


@dataclass(frozen=True)
class PartPage:
    """One part of a language. seen: the hash of the open sentences, for approving all of them. open: how many."""

    language: Language
    progress: Progress
    rows: tuple[SentenceRow, ...]
    seen: str
    open: int


def language_lines() -> tuple[LanguageLine, ...]:
    """Return every language that ships, with how far its review is."""
    offered = {one.code for one in offered_languages()}
    return tuple(_line(one, is_offered=one.code in offered) for one in papers.languages())


def language_page(code: str) -> LanguagePage:
    """Return one language part by part. Raises Http404 for one that does not ship."""
    language = known_language(code)
    approvals, is_offered = approvals_in(code), code in {one.code for one in offered_languages()}
    parts = [_progress(part, approvals=approvals) for part in general_parts(code)]
    medicines = [_progress(part, approvals=approvals) for part in _of_medicines(code) if part.sentences]
    lacks = gaps(language, source=papers.language(papers.SOURCE))
    return LanguagePage(_line(language, is_offered=is_offered), tuple(parts), tuple(medicines), lacks)


def part_page(code: str, *, part: str) -> PartPage:
    """Return one part side by side with the English. Raises Http404 for a part that is not there."""
    found, approvals = part_of(code, part=part), approvals_in(code)
    rows = tuple(_row(one, approvals=approvals) for one in found.sentences)
    left = [row.sentence for row in rows if row.approval is None and row.sentence.shipped]
    progress = _progress(found, approvals=approvals)
    return PartPage(known_language(code), progress, rows, seen_together(left), len(left))


def open_parts(code: str, *, after: str) -> tuple[Progress, ...]:
    """Return the parts that are not reviewed, from the one after a part on, and then those before it."""
    parts = (*general_parts(code), *(part for part in _of_medicines(code) if part.sentences))
    here = next((number for number, part in enumerate(parts, 1) if part.code == after), 0)
    approvals = approvals_in(code)
    found = (_progress(part, approvals=approvals) for part in (*parts[here:], *parts[:here]))
    return tuple(one for one in found if not one.is_done and one.code != after)


def part_of(code: str, *, part: str) -> Part:
    """Return one part of a language. Raises Http404."""
    language = known_language(code)
    for found in (*general_parts(language.code), *_of_medicines(language.code)):
        if found.code == part:
            return found
    raise Http404


def known_language(code: str) -> Language:
    """Return a language that ships. Raises Http404."""
    try:
        return papers.language(code)
    except UnknownLanguage as unknown:
        raise Http404 from unknown


def _of_medicines(code: str) -> tuple[Part, ...]:
    """The medicines that ship, then what this pharmacy's own say and nobody translated."""
    if code == papers.SOURCE:
        return ()
    rows = SpecificationRow.objects.exclude(approved_at=None).order_by("pk")
    own = [text for row in rows for text in _texts(row)]
    return (*medicine_parts(code), untranslated_part(untranslated(own, translated=translated(code))))


def _texts(row: SpecificationRow) -> tuple[str, ...]:
    """What a version on record says to patients; one that cannot be read any more says nothing on a paper."""
    try:
        return for_patients(facts_of(row))
    except BadSpecification:
        return ()


def _line(language: Language, *, is_offered: bool) -> LanguageLine:
    approvals = approvals_in(language.code)
    parts = [_progress(part, approvals=approvals) for part in general_parts(language.code)]
    done, of = sum(one.done for one in parts), sum(one.of for one in parts)
    return LanguageLine(language, is_offered, Progress(GENERAL, "All papers", done, of, sum(p.lacking for p in parts)))


def _progress(part: Part, *, approvals: Approvals) -> Progress:
    done = sum(is_approved(one, approvals=approvals) for one in part.sentences)
    lacking = sum(not one.shipped and one.key not in approvals for one in part.sentences)
    return Progress(part.code, part.name, done, len(part.sentences), lacking)


def _row(sentence: Sentence, *, approvals: Approvals) -> SentenceRow:
    known = approvals.get(sentence.key)
    stands = is_approved(sentence, approvals=approvals)
    own = known.own if known else ""
    return SentenceRow(
        sentence,
        wording=own or sentence.shipped,
        approval=known if stands else None,
        is_stale=known is not None and not stands,
        is_fixed=sentence.key.startswith(FIXED),
    )
