"""Finds formulations by the words of their names, codes, actives, brands and excipients."""

from django.db import connection
from django.db.models import Q, QuerySet

from formulations.models import Formulation, SearchTerm
from formulations.reference.medicines.spelling import words_as_written
from formulations.search_terms import component_term

MOST_WORDS = 6  # of what is typed; more only narrow what is found already
AFTER_EVERY_LETTER = "\U0010ffff"


def search_formulations(text: str) -> QuerySet[Formulation]:
    """Return the formulations that every typed word finds, in order of name; all of them when nothing was typed.

    text: as typed; case and accents do not matter. A word finds a name of which a word begins with it ("hydro chlo"),
    a code, an active, a brand or an excipient.
    """
    found = Formulation.objects.all()
    for word in typed_words(text):
        terms = SearchTerm.objects.filter(begins_with(word))
        found = found.filter(pk__in=terms.values("formulation_id"))
    return found


def typed_words(text: str) -> tuple[str, ...]:
    """Return the words that are looked for, at most MOST_WORDS, each once. Source: house rule."""
    return tuple(dict.fromkeys(words_as_written(text)))[:MOST_WORDS]


def begins_with(word: str) -> Q:
    """Return the condition on a term that it begins with a word, in the form that the database has an index for.

    SQLite compares byte by byte and does not use an index for LIKE; PostgreSQL has one for LIKE alone.
    """
    if connection.vendor == "sqlite":
        return Q(term__gte=word, term__lt=word + AFTER_EVERY_LETTER)
    return Q(term__startswith=word)


def with_component(code: str) -> QuerySet[Formulation]:
    """Return the formulations whose version in use names an excipient, by its code, in order of name."""
    terms = SearchTerm.objects.filter(term=component_term(code))
    return Formulation.objects.filter(pk__in=terms.values("formulation_id"))
