"""Questions about languages: which are offered, what is approved, and what stands in a paper's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from formulations.reference import papers
from formulations.reference.language import Language
from formulations.reference.translations import translated
from pharmacy.languages.models import Offer, Review
from pharmacy.languages.refusals import NotOffered, NotTranslated
from pharmacy.languages.sentences import Part, Sentence, basis_of, general_parts, phrase_key

MOST_LISTED = 5


@dataclass(frozen=True)
class Approval:
    """What was approved of one sentence, by whom and when. own: the pharmacy's wording, empty for the shipped one."""

    seen: str
    own: str
    by: str
    on: datetime


Approvals = dict[str, Approval]


def offered_languages() -> tuple[Language, ...]:
    """Return the languages in which papers may be asked for, with the pharmacy's own wording. One query."""
    newest = {offer.language: offer for offer in Offer.objects.all()}
    return tuple(
        _with_own(one, offer=newest[one.code])
        for one in papers.languages()
        if one.code in newest and newest[one.code].basis == basis_of(one.code)
    )


def offered_language(code: str) -> Language:
    """Return one offered language. Raises UnknownLanguage for one that does not ship, NotOffered."""
    asked = papers.language(code)
    offered = offered_languages()
    for one in offered:
        if one.code == code:
            return one
    missing = len(unapproved(general_parts(code), approvals=approvals_in(code)))
    spoken = ", ".join(one.name for one in offered) or "none yet"
    message = (
        f"{asked.name} is not offered here: {missing} of its sentences are not approved. A pharmacist approves them"
    )
    raise NotOffered(f"{message} under Formulary, Languages. Offered: {spoken}.")


def language_of_paper(code: str, *, version: str) -> Language:
    """Return the language as it was when a paper was asked for, by the version that the paper names.

    A version that is not on record is the shipped one. Raises UnknownLanguage.
    """
    shipped = papers.language(code)
    if version == shipped.version:
        return shipped
    offer = Offer.objects.filter(language=code, version=version).first()
    return _with_own(shipped, offer=offer) if offer else shipped


def approvals_in(code: str) -> Approvals:
    """Return what is approved in a language, by the key of each sentence; the newest act holds. One query."""
    found: Approvals = {}
    rows = (
        Review.objects.filter(language=code)
        .order_by("pk")
        .values_list("sentences", "reviewed_by__full_name", "reviewed_at")
    )
    for sentences, by, at in rows:
        found |= {key: Approval(one["seen"], one["own"], by, at) for key, one in sentences.items()}
    return found


def unapproved(parts: Iterable[Part], *, approvals: Approvals) -> list[Sentence]:
    """Return the sentences that nobody approved as they are now."""
    return [one for part in parts for one in part.sentences if not is_approved(one, approvals=approvals)]


def is_approved(sentence: Sentence, *, approvals: Approvals) -> bool:
    """Return whether a sentence was approved as it is now, in English and in its language."""
    approval = approvals.get(sentence.key)
    return approval is not None and approval.seen == sentence.seen and bool(approval.own or sentence.shipped)


def words_of_medicines(code: str, *, texts: Iterable[str]) -> Callable[[str], str]:
    """Return what says a medicine's sentences in a language, by their English. English says what the record says.

    texts: all that will be asked for. Raises NotTranslated with those that no reviewer of this pharmacy approved.
    """
    if code == papers.SOURCE:
        return lambda text: text
    shipped, approvals = translated(code), approvals_in(code)
    wordings = {
        text: approvals[one.key].own or one.shipped
        for text in texts
        if is_approved(one := Sentence(phrase_key(text), text, shipped.get(text, "")), approvals=approvals)
    }
    missing = [text for text in dict.fromkeys(texts) if text and text not in wordings]
    if missing:
        raise NotTranslated(_missing(missing, name=papers.language(code).name))
    return lambda text: wordings[text] if text else ""


def _missing(texts: list[str], *, name: str) -> str:
    named = "; ".join(repr(text) for text in texts[:MOST_LISTED])
    more = f"; and {len(texts) - MOST_LISTED} more" if len(texts) > MOST_LISTED else ""
    return (
        f"This medicine has no approved {name} for {len(texts)} of its sentences: {named}{more}. "
        "A pharmacist approves or writes them under Formulary, Languages."
    )


def _with_own(language: Language, *, offer: Offer) -> Language:
    if not offer.own:
        return language
    return replace(language, sentences={**language.sentences, **offer.own}, version=offer.version)
