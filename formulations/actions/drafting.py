"""Writing a specification: a draft is begun, copied, saved or discarded."""

from copy import deepcopy
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.actions.cataloguing import catalogue
from formulations.actions.holding import hold, hold_formulation, note_on
from formulations.models import DraftRevision, Formulation, Specification
from formulations.queries.versions import current_version
from formulations.reference.formulary import BadSpecification, sha256_of
from formulations.refusals import FormularyConflict
from formulations.submission.characters import unstorable

Document = dict[str, Any]
BROWSER = "browser"


class DraftMoved(FormularyConflict):
    """Somebody saved the draft since it was opened. Nothing is lost: it carries all three contents for the page.

    specification: the draft as it stands now. base: the content both began from. theirs: the content saved since.
    yours: the content that was refused.
    """

    def __init__(self, specification: Specification, *, base: Document, yours: Document, saved_by: Any) -> None:
        message = f"{saved_by} saved {specification} since you opened it. Compare both, then save again."
        super().__init__(message)
        self.specification, self.saved_by = specification, saved_by
        self.base, self.theirs, self.yours = base, specification.content, yours


class UnknownRevision(FormularyConflict):
    """A revision that the draft never had."""


class NothingToDraftFrom(FormularyConflict):
    """A formulation without any version, and no content given."""


@transaction.atomic
def start_draft(  # noqa: PLR0913  (browser, file and release each say these)
    *,
    formulation: Formulation,
    by: Any,
    content: Document | None = None,
    based_on: Specification | None = None,
    origin: str = BROWSER,
    note: str = "",
) -> Specification:
    """Return the draft of a formulation's next version.

    content: of based_on when left out. based_on: the version in use, else the newest, when left out. origin: where the
    content came from ("browser", "release", "file NAME"). note: what changes and why.
    Raises NothingToDraftFrom, and BadSpecification for content that JSON cannot hold exactly.
    """
    held = hold_formulation(formulation)
    base = based_on or current_version(held) or held.specifications.order_by("-version").first()
    written = content if content is not None else base.content if base else None
    if written is None:
        message = f"{held} has no version to begin from. Give the content."
        raise NothingToDraftFrom(message)
    return _write_draft(held, content=written, by=by, columns={"based_on": base, "origin": origin, "change_note": note})


@transaction.atomic
def start_formulation(*, content: Document, by: Any, origin: str = BROWSER, note: str = "") -> Specification:
    """Return the first draft of a new formulation, after adding it and the substances that are new to the catalogue.

    content: needs `formulation.code` and `formulation.name`, and `active.code`; the rest may come later.
    Raises FormulationExists, BadCode, BadSpecification.
    """
    formulation = catalogue(content)
    return _write_draft(formulation, content=content, by=by, columns={"origin": origin, "change_note": note})


@transaction.atomic
def copy_specification(*, specification: Specification, code: str, name: str, by: Any) -> Specification:
    """Return the first draft of a new formulation, with the content of another's version under a new code and name.

    The name for patients becomes the new name too, so that no label of the copy carries the name of the original.
    Raises FormulationExists, BadCode.
    """
    content = deepcopy(specification.content)
    content["formulation"] |= {"code": code.strip(), "name": name.strip(), "patient_name": name.strip()}
    formulation = catalogue(content)
    origin = f"copy of {specification.formulation.code} version {specification.version}"
    return _write_draft(formulation, content=content, by=by, columns={"based_on": specification, "origin": origin})


@transaction.atomic
def save_draft(
    *, specification: Specification, content: Document, revision: int, by: Any, note: str = ""
) -> Specification:
    """Return the draft with new content, which may still be incomplete or wrong, as one more revision.

    revision: the one that the person opened. note: what this save changed. The same content again changes nothing.
    Raises DraftMoved when somebody saved since, UnknownRevision, WrongState for what is no draft any more, and
    BadSpecification for content that JSON cannot hold exactly.
    """
    held = hold(specification, act="save")
    sha256 = _hash_of(content)
    if sha256 == held.sha256:
        return held
    if revision != held.revision:
        _refuse_stale(held, revision=revision, yours=content)
    held.content, held.sha256, held.revision = content, sha256, held.revision + 1
    held.save(update_fields=["content", "sha256", "revision"])
    _keep_revision(held, by=by, note=note)
    note_on(held, by=by, verb="saved", facts={"revision": held.revision})
    return held


@transaction.atomic
def discard_draft(*, specification: Specification, by: Any) -> Specification:
    """Return the draft, discarded: its number stays used and its content on record. Raises WrongState."""
    held = hold(specification, act="discard")
    held.discarded_at, held.discarded_by = timezone.now(), by
    held.save(update_fields=["discarded_at", "discarded_by"])
    note_on(held, by=by, verb="discarded")
    return held


def _write_draft(formulation: Formulation, *, content: Document, by: Any, columns: dict[str, Any]) -> Specification:
    newest = formulation.specifications.order_by("-version").first()
    held = Specification.objects.create(
        formulation=formulation,
        version=newest.version + 1 if newest else 1,
        content=content,
        sha256=_hash_of(content),
        author=by,
        **columns,
    )
    _keep_revision(held, by=by, note=held.change_note[:300])
    based_on = f"{held.based_on.formulation.code} {held.based_on.version}" if held.based_on else ""
    note_on(held, by=by, verb="drafted", facts={"origin": held.origin, "based_on": based_on})
    return held


def _hash_of(content: Document) -> str:
    """Return the hash of a content. Raises BadSpecification for one that no database keeps as it is."""
    places = unstorable(content)
    if places:
        raise BadSpecification(f"{places[0]} holds a character that cannot be stored; type it anew")
    return sha256_of(content)


def _keep_revision(held: Specification, *, by: Any, note: str) -> None:
    DraftRevision.objects.create(
        specification=held,
        number=held.revision,
        content=held.content,
        sha256=held.sha256,
        note=note,
        saved_at=timezone.now(),
        saved_by=by,
    )


def _refuse_stale(held: Specification, *, revision: int, yours: Document) -> None:
    opened = held.revisions.filter(number=revision).first()
    newest = held.revisions.select_related("saved_by").order_by("-number").first()
    if opened is None or newest is None:
        message = f"{held} has no revision {revision}; it stands at {held.revision}. Open it again."
        raise UnknownRevision(message)
    raise DraftMoved(held, base=opened.content, yours=yours, saved_by=newest.saved_by)
