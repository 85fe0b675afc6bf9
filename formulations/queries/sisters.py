"""Other formulations of the same active, for comparing how long each keeps."""

from datetime import date

from django.db.models import Prefetch

from formulations.calibration import with_calibrations
from formulations.models import DeviceCalibration, Formulation, Specification
from formulations.queries.kept import kept_facts
from formulations.queries.versions import current_on
from formulations.science.specification import Specification as SpecificationFacts
from formulations.today import today

MOST = 12  # more than a pharmacist would compare


def sisters_of(row: Specification) -> tuple[SpecificationFacts, ...]:
    """Return what the current versions of other formulations of the same active in the same form state. One query.

    Raises BadSpecification for a content that cannot be read.
    """
    alike = current_on(today()).filter(
        formulation__substance=row.formulation.substance_id, formulation__dosage_form=row.formulation.dosage_form
    )
    others = alike.exclude(formulation=row.formulation_id).order_by("formulation__code").defer("content")
    return kept_facts(others[:MOST])


def of_same_active(code: str, *, on: date, most: int = MOST) -> tuple[SpecificationFacts, ...]:
    """Return what may be made on a day of the same active besides a formulation, with what was measured. Three queries.

    code: of the formulation. most: how many are read, in the order of their codes.
    Raises BadSpecification for a content that cannot be read.
    """
    substance = Formulation.objects.filter(code=code).values("substance")[:1]
    measured = DeviceCalibration.objects.order_by("-measured_at", "-pk")
    rows = (
        current_on(on)
        .filter(formulation__substance__in=substance)
        .exclude(formulation__code=code)
        .select_related("formulation")
        .prefetch_related(Prefetch("formulation__calibrations", queryset=measured))
        .order_by("formulation__code")
        .defer("content")[:most]
    )
    return tuple(
        with_calibrations(facts, calibrations=list(row.formulation.calibrations.all()))
        for row, facts in zip(rows, kept_facts(rows), strict=True)
    )
