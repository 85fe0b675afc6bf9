"""What approved versions state, read once and kept: a version names its content by the hash that was approved.

Contents are large, and a page needs those of a dozen versions. A version approved never changes, so what gives its
hash is what it states, for as long as the program runs. Which version is used, and what this pharmacy measured, is
asked anew each time. Whoever writes or prints reads the content itself again and checks it (`approved.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch

from formulations.calibration import with_calibrations
from formulations.models import DeviceCalibration, Specification
from formulations.queries.approved import approved_specification, check_unaltered
from formulations.queries.versions import current_on
from formulations.reference.formulary import sha256_of, specification_from
from formulations.science.specification import Specification as SpecificationFacts
from formulations.today import today

MOST_KEPT = 256
NEWEST_FIRST = ("-measured_at", "-pk")
_kept: dict[tuple[str, int], SpecificationFacts] = {}  # by hash and version, each only after it gave its hash


def approved_facts(code: str, *, on: date | None = None) -> SpecificationFacts:
    """Return what the version used on a day states, with what this pharmacy measured, to show and to plan with.

    code: of the formulation. on: today when left out. Two queries, once its content is kept.
    Raises as `approved_specification`; what was kept is what was approved, also where the row was altered since.
    """
    row = (
        current_on(on or today()).filter(formulation__code=code).select_related("formulation").defer("content").first()
    )
    if row is None:
        return approved_specification(code, on=on)[1]  # which says why there is none
    return measured_facts(row)


def approved_facts_of(codes: Iterable[str], *, on: date) -> dict[str, SpecificationFacts]:
    """Return what `approved_facts` returns for each of some formulations, by code; left out is what has none.

    Two queries, once their contents are kept. Raises as `approved_facts`.
    """
    measured = DeviceCalibration.objects.order_by(*NEWEST_FIRST)
    rows = current_on(on).filter(formulation__code__in=set(codes)).select_related("formulation").defer("content")
    rows = rows.prefetch_related(Prefetch("formulation__calibrations", queryset=measured))
    return {
        row.formulation.code: _measured(row, facts=facts, calibrations=list(row.formulation.calibrations.all()))
        for row, facts in zip(rows, kept_facts(rows), strict=True)
    }


def measured_facts(row: Specification) -> SpecificationFacts:
    """Return what an approved version states, with what this pharmacy measured. One query, once its content is kept.

    Raises SpecificationAltered, BadSpecification, BadCalibration.
    """
    (facts,) = kept_facts([row])
    return _measured(row, facts=facts, calibrations=list(row.formulation.calibrations.order_by(*NEWEST_FIRST)))


def kept_facts(rows: Iterable[Specification]) -> tuple[SpecificationFacts, ...]:
    """Return what versions state, to compare with, without what was measured. One query for those not kept yet.

    rows: approved versions, best without their contents. One that does not give its hash is read as it stands, and
    not kept. Raises BadSpecification for a content that cannot be read.
    """
    found = {row.pk: _kept.get(_key(row)) for row in rows}
    new = [key for key, facts in found.items() if facts is None]
    found |= {row.pk: _read(row) for row in Specification.objects.filter(pk__in=new)} if new else {}
    return tuple(facts for facts in found.values() if facts is not None)


def _measured(
    row: Specification, *, facts: SpecificationFacts, calibrations: Sequence[DeviceCalibration]
) -> SpecificationFacts:
    if _key(row) not in _kept:
        check_unaltered(row)
    return with_calibrations(facts, calibrations=calibrations)


def _read(row: Specification) -> SpecificationFacts:
    facts = specification_from(row.content, version=row.version, sha256=row.sha256)
    if sha256_of(row.content) == row.sha256:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[_key(row)] = facts
    return facts


def _key(row: Specification) -> tuple[str, int]:
    return row.sha256, row.version
