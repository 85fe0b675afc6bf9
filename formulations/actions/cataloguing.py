"""The catalogue: rows of formulations, substances and excipients, kept in line with what documents state."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from formulations.actions.indexing import index_formulation
from formulations.models import Excipient, Formulation, Substance
from formulations.refusals import FormularyConflict
from formulations.submission.raw import Row, rows, table, text, texts

Document = dict[str, Any]
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,49}", re.ASCII)
PAGES_OF_THEIR_OWN = (  # addresses of the formulary that no formulation may take
    "drafts", "new", "sources", "references", "laws", "substances", "excipients", "avoiding", "capsule-fill",
)  # fmt: skip
SUBSTANCE_TEXTS = ("unii", "atc", "cas", "molar_mass")
EXCIPIENT_TEXTS = ("name", "patient_name", "cas", "unii", "e_number", "density")
LISTS = ("synonyms", "brands")
EXCIPIENT_LISTS = ("contains", "avoid_terms", "functions", *LISTS)


class FormulationExists(FormularyConflict):
    """A new formulation under a code that is taken."""


class BadCode(FormularyConflict):
    """A code or a name that a formulation or a substance cannot have."""


def catalogue(content: Document) -> Formulation:
    """Return the new formulation that a document states, after adding the substances that are new to the catalogue.

    Raises FormulationExists, BadCode.
    """
    head, active = table(content, "formulation"), table(content, "active")
    code = _code(head, of="formulation")
    if code in PAGES_OF_THEIR_OWN:
        message = f"The formulary has a page of its own under {code!r}. Choose another code."
        raise BadCode(message)
    if Formulation.objects.filter(code=code).exists():
        message = f"There is already a formulation {code!r}. Choose another code, or start a new version of that one."
        raise FormulationExists(message)
    substance, _ = Substance.objects.get_or_create(
        code=_code(active, of="active"), defaults={"name": _name(active), **_substance(active)}
    )
    for row in _excipients(content):
        Excipient.objects.get_or_create(code=text(row, "code"), defaults=_excipient(row, content=content))
    formulation = Formulation.objects.create(
        code=code,
        name=_required(head, "name", of="formulation"),
        dosage_form=text(head, "dosage_form")[:40],
        substance=substance,
        unavailable_reason=text(head, "unavailable_reason"),
    )
    index_formulation(formulation, content)
    return formulation


def bring_in_line(formulation: Formulation, *, content: Document) -> None:
    """Write what an approved document states of its formulation, substance and excipients into rows and search words.

    What the document leaves out stays as the row has it.
    """
    head, active = table(content, "formulation"), table(content, "active")
    Formulation.objects.filter(pk=formulation.pk).update(name=text(head, "name"), dosage_form=text(head, "dosage_form"))
    Substance.objects.filter(pk=formulation.substance_id).update(**_substance(active))
    for row in _excipients(content):
        Excipient.objects.update_or_create(code=text(row, "code"), defaults=_excipient(row, content=content))
    index_formulation(formulation, content)


def _substance(active: Row) -> Document:
    return _texts(active, Substance, keys=SUBSTANCE_TEXTS) | _lists(active, keys=LISTS)


def _excipient(row: Row, *, content: Document) -> Document:
    found = _texts(row, Excipient, keys=EXCIPIENT_TEXTS) | _lists(row, keys=EXCIPIENT_LISTS)
    titles = {text(one, "code"): text(one, "title") for _, one in rows(content, "sources")}
    found["source"] = titles.get(text(row, "source"), "")[:300]
    if isinstance(row.get("release_modifying"), bool):
        found["release_modifying"] = row["release_modifying"]
    return found


def _texts(row: Row, model: type[Model], *, keys: Iterable[str]) -> Document:
    """Return the texts that a table states, no longer than their columns hold."""
    longest = {key: getattr(model._meta.get_field(key), "max_length", None) for key in keys}
    return {key: text(row, key)[: longest[key]] for key in keys if text(row, key)}


def _lists(row: Row, *, keys: Iterable[str]) -> Document:
    return {key: list(texts(row, key)) for key in keys if isinstance(row.get(key), list)}


def _excipients(content: Document) -> list[Row]:
    return [row for _, row in rows(content, "excipients") if CODE.fullmatch(text(row, "code"))]


def _name(active: Row) -> str:
    return text(active, "labelled_as") or text(active, "name") or text(active, "code")


def _required(row: Row, key: str, *, of: str) -> str:
    found = text(row, key)
    if not found or len(found) > 200:
        message = f"{of}.{key} = {found[:60]!r}: must be text of 1 to 200 characters."
        raise BadCode(message)
    return found


def _code(row: Row, *, of: str) -> str:
    code = text(row, "code")
    if not CODE.fullmatch(code):
        message = f"{of}.code = {code[:60]!r}: use 1 to 50 lower-case letters, digits and hyphens."
        raise BadCode(message)
    return code
