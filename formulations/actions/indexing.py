"""Keeps the words by which formulations are found in line with what their documents state."""

from typing import Any

from django.db import transaction

from formulations.models import Formulation, SearchTerm
from formulations.search_terms import terms_of

AT_ONCE = 1000  # rows written with one statement


@transaction.atomic
def index_formulation(formulation: Formulation, document: dict[str, Any]) -> None:
    """Write the words that find a formulation, in the place of those it had.

    document: of its newest version that counts: the first draft, and from the first approval on what was approved.
    """
    SearchTerm.objects.filter(formulation=formulation).delete()
    found = [SearchTerm(formulation=formulation, kind=kind, term=term) for kind, term in sorted(terms_of(document))]
    SearchTerm.objects.bulk_create(found, batch_size=AT_ONCE)
