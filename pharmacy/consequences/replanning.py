"""A prescription planned and screened again under another version, beside how it reads today. Nothing is written."""

from copy import copy
from dataclasses import dataclass

from formulations.models import Specification
from formulations.reference.formulary import BadSpecification
from formulations.reference.loader import UnknownLaw
from formulations.reference.papers import Language
from formulations.science.beyond_use import DateOutOfReach, IngredientExpired, NotShorter
from formulations.science.formula import BadChoice
from formulations.science.life import NoUseByLimit
from formulations.science.quantities import BadQuantity
from formulations.science.regimen import BadRegimen
from pharmacy.consequences.outlook import Difference, Outlook, differences
from pharmacy.consequences.reading import read_findings, read_plan
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.planning import plan_as_it_stands, screen_prescription

CANNOT_BE_PLANNED = (
    BadChoice, BadQuantity, BadRegimen, BadSpecification, DateOutOfReach, IngredientExpired, NotShorter, NoUseByLimit,
    UnknownLaw,
)  # fmt: skip


@dataclass(frozen=True)
class Consequence:
    """What a draft would mean for one prescription. refused: why it could not be planned under the draft.

    stuck: why it cannot be planned as it stands today; then nothing can be compared.
    """

    prescription: Prescription
    differences: tuple[Difference, ...]
    refused: str = ""
    stuck: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything would read otherwise, or it could not be planned any more."""
        return bool(self.differences or self.refused or self.stuck)


def consequence(prescription: Prescription, *, draft: Specification, language: Language, in_full: bool) -> Consequence:
    """Return what would read differently for a prescription under a draft, with the same day of making.

    language: of its papers. in_full: with the words of findings, which may name what the patient takes.
    Raises nothing that a plan raises: the reason is part of what is returned.
    """
    try:
        before = _outlook(prescription, specification=prescription.specification, language=language, in_full=in_full)
    except CANNOT_BE_PLANNED as error:
        return Consequence(prescription, (), stuck=str(error))
    try:
        after = _outlook(prescription, specification=draft, language=language, in_full=in_full)
    except CANNOT_BE_PLANNED as error:
        return Consequence(prescription, (), refused=str(error))
    return Consequence(prescription, differences(before, after))


def _outlook(prescription: Prescription, *, specification: Specification, language: Language, in_full: bool) -> Outlook:
    imagined = copy(prescription)
    imagined.specification = specification
    plan = plan_as_it_stands(imagined)
    found = (*plan.findings, *screen_prescription(imagined, plan=plan).findings)
    papers = read_plan(plan, prescription=imagined, language=language)
    return (*papers, *read_findings(found, in_full=in_full))
