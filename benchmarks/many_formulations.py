"""Many formulations with ten versions each, for the figures: those that ship, many times over under other codes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

VERSIONS = 10
TO_A_SUBSTANCE = 10  # formulations of one active
MOST_DRAFTS = 60  # of the first formulations, so that small and large formularies show the same number of them
AT_ONCE = 100
FIRST_DAY = date(2020, 1, 1)


def grow(*, start: int, stop: int) -> None:
    """Add the formulations numbered from start up to stop, each with ten approved versions, the last one in use."""
    from formulations.actions.recording_sources import catch_up_with_sources
    from formulations.models import Excipient, Substance
    from pharmacy.staff.models import User

    people = {name: User.objects.get(username=name) for name in ("fay", "gus")}
    numbers = range(start, stop)
    Substance.objects.bulk_create(_substances(numbers), ignore_conflicts=True)
    Excipient.objects.bulk_create(_excipients(numbers), batch_size=1000)
    for some in _batches(numbers):
        _add(some, people=people)
    catch_up_with_sources()


def _add(numbers: list[int], *, people: dict[str, Any]) -> None:
    from django.db import transaction

    from formulations.models import DraftRevision, Formulation, SearchTerm, Specification

    with transaction.atomic():
        made = Formulation.objects.bulk_create(_formulations(numbers))
        by_number = dict(zip(numbers, made, strict=True))
        rows = [row for number in numbers for row in _versions(number, of=by_number[number], people=people)]
        Specification.objects.bulk_create(rows, batch_size=AT_ONCE)
        DraftRevision.objects.bulk_create(_revisions(rows, by=people["fay"]))
        SearchTerm.objects.bulk_create(_terms(numbers, by_number=by_number), batch_size=2000)


def document(number: int, *, version: int) -> dict[str, Any]:
    """Return the content of one version: a shipped document under another code, name and synonym."""
    base = _bases()[number % len(_bases())]
    head = base["formulation"]
    changed = {
        "code": f"{head['code']}-{number}",
        "name": f"{head['name']}, sample {number}",
        "summary": f"{head['summary']} Version {version} of sample {number}.",
        "synonyms": [f"otherword{number}"],
    }
    active = base["active"] | {"code": f"sample-{number // TO_A_SUBSTANCE}"}
    return base | {"formulation": head | changed, "active": active}


def _bases() -> list[dict[str, Any]]:
    from formulations.reference.formulary import shipped_documents

    return [one for one in shipped_documents() if "components" in one and "naltrexone" not in one["active"]["code"]]


def _substances(numbers: Iterable[int]) -> list[Any]:
    from formulations.models import Substance

    codes = dict.fromkeys(number // TO_A_SUBSTANCE for number in numbers)
    return [Substance(code=f"sample-{one}", name=f"sample {one} hydrochloride", synonyms=[f"x{one}"]) for one in codes]


def _excipients(numbers: Iterable[int]) -> list[Any]:
    from formulations.models import Excipient

    few = [number for number in numbers if number % 5 == 0]
    return [Excipient(code=f"filler-{n}", name=f"filler {n}", patient_name="filler", contains=["milk"]) for n in few]


def _formulations(numbers: Iterable[int]) -> list[Any]:
    from formulations.models import Formulation, Substance

    keys = dict(Substance.objects.filter(code__startswith="sample-").values_list("code", "pk"))
    return [_formulation(document(number, version=VERSIONS), keys=keys, model=Formulation) for number in numbers]


def _formulation(content: dict[str, Any], *, keys: dict[str, int], model: Any) -> Any:
    head = content["formulation"]
    return model(
        code=head["code"],
        name=head["name"],
        dosage_form=head["dosage_form"],
        substance_id=keys[content["active"]["code"]],
    )


def _versions(number: int, *, of: Any, people: dict[str, Any]) -> Iterator[Any]:
    from formulations.models import Specification
    from formulations.reference.formulary import sha256_of

    last = VERSIONS + 1 if number < MOST_DRAFTS else VERSIONS
    for version in range(1, last + 1):
        content = document(number, version=version)
        day = FIRST_DAY + timedelta(days=100 * version)
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        signed = {
            "submitted_at": at, "submitted_by": people["fay"], "approved_at": at, "approved_by": people["gus"],
            "effective_from": day,
        }  # fmt: skip
        yield Specification(
            formulation=of, version=version, content=content, sha256=sha256_of(content), author=people["fay"],
            origin="browser", **(signed if version <= VERSIONS else {}),
        )  # fmt: skip


def _revisions(rows: list[Any], *, by: Any) -> list[Any]:
    from django.utils import timezone

    from formulations.models import DraftRevision

    drafts = [row for row in rows if row.approved_at is None]
    return [
        DraftRevision(
            specification=row, number=1, content=row.content, sha256=row.sha256, saved_at=timezone.now(), saved_by=by
        )
        for row in drafts
    ]


def _terms(numbers: list[int], *, by_number: dict[int, Any]) -> list[Any]:
    from formulations.models import SearchTerm
    from formulations.search_terms import terms_of

    return [
        SearchTerm(formulation=by_number[number], kind=kind, term=term)
        for number in numbers
        for kind, term in terms_of(document(number, version=VERSIONS))
    ]


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while some := list(islice(left, AT_ONCE)):
        yield some
