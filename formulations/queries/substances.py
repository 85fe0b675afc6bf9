"""Reads substances and excipients: what they are, where they are used, and what is restricted."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from formulations.models import Excipient, Formulation, Substance
from formulations.queries.approved import facts_of
from formulations.queries.search import with_component
from formulations.queries.versions import current_on
from formulations.reference.properties import Property, carried, meant_by, properties
from formulations.science.restrictions import concerns, excipients_by_code
from formulations.science.specification import Restriction, Specification
from formulations.today import today

A_PAGE = 50
MOST_READ = 20  # versions in use that are read for their restrictions


@dataclass(frozen=True)
class RestrictedIn:
    """A restriction on an excipient, and the formulation that states it."""

    formulation: Formulation
    rule: Restriction


@dataclass(frozen=True)
class ExcipientPage:
    """An excipient with what it carries, the formulations that may hold it, and what is restricted in those read.

    not_read: how many more formulations may hold it, whose restrictions were not looked up.
    """

    excipient: Excipient
    carries: tuple[Property, ...]
    unknown: tuple[str, ...]
    used_in: list[Formulation]
    used: int
    restricted: tuple[RestrictedIn, ...]
    not_read: int


def substances_page(text: str = "", *, number: str = "1") -> Page[Substance]:
    """Return one page of the substances that a text finds, by name, code, synonym or brand. Two queries."""
    found = Substance.objects.all()
    for word in text.split():
        listed = Q(synonyms__icontains=word) | Q(brands__icontains=word)
        coded = Q(code__icontains=word) | Q(cas=word) | Q(unii__iexact=word) | Q(atc__istartswith=word)
        found = found.filter(Q(name__icontains=word) | listed | coded)
    return Paginator(found.order_by("name", "pk"), A_PAGE).get_page(number)


def excipients_page(text: str = "", *, number: str = "1") -> Page[Excipient]:
    """Return one page of the excipients that a text finds, by name, code, synonym, brand or property. Two queries."""
    found = Excipient.objects.all()
    for word in text.split():
        listed = Q(synonyms__icontains=word) | Q(brands__icontains=word) | Q(contains__icontains=word)
        coded = Q(code__icontains=word) | Q(cas=word) | Q(unii__iexact=word) | Q(e_number__iexact=word)
        named = Q(name__icontains=word) | Q(patient_name__icontains=word)
        found = found.filter(named | listed | coded | _carries(word))
    return Paginator(found.order_by("name", "pk"), A_PAGE).get_page(number)


def _carries(word: str) -> Q:
    """The condition on an excipient that it states a property that a word means: E171 is titanium dioxide."""
    carries = Q(pk__in=[])
    for code in sorted(meant_by(word)):
        carries |= Q(contains__icontains=f'"{code}"')
    return carries


def formulations_of(substance: Substance, *, number: str = "1") -> Page[Formulation]:
    """Return one page of the formulations of a substance, in order of name. Two queries."""
    return Paginator(substance.formulations.order_by("name", "pk"), A_PAGE).get_page(number)


def excipient_page(excipient: Excipient) -> ExcipientPage:
    """Return what is known of an excipient. Three queries, however often it is used.

    Restrictions are those that versions in use state on the excipient or on a property of it, in any function.
    """
    users = with_component(excipient.code).order_by("name", "pk")
    used_in, used = list(users[:A_PAGE]), users.count()
    rows = current_on(today()).filter(formulation__in=used_in[:MOST_READ]).select_related("formulation")
    codes = carried(excipient.contains)
    return ExcipientPage(
        excipient,
        tuple(properties()[code] for code in codes if code in properties()),
        tuple(code for code in codes if code not in properties()),
        used_in,
        used,
        tuple(found for row in rows for found in _restricted(excipient.code, row.formulation, facts=facts_of(row))),
        max(used - MOST_READ, 0),
    )


def _restricted(code: str, formulation: Formulation, *, facts: Specification) -> list[RestrictedIn]:
    known = excipients_by_code(facts)
    parts = [one for one in facts.components if one.excipient == code]
    rules = dict.fromkeys(
        rule for rule in facts.restrictions for one in parts if concerns(rule, component=one, known=known)
    )
    return [RestrictedIn(formulation, rule) for rule in rules]
