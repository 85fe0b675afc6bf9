"""The formulary's rows."""

from formulations.models.device import DeviceCalibration
from formulations.models.excipient import Excipient
from formulations.models.formulation import Formulation
from formulations.models.known_source import KnownSource, SourcedPlace, SourceUse
from formulations.models.law_edition import LawEdition
from formulations.models.search_term import SearchTerm
from formulations.models.source_review import SourceReview
from formulations.models.specification import DraftRevision, Specification
from formulations.models.substance import Substance

__all__ = [
    "DeviceCalibration",
    "DraftRevision",
    "Excipient",
    "Formulation",
    "KnownSource",
    "LawEdition",
    "SearchTerm",
    "SourceReview",
    "SourceUse",
    "SourcedPlace",
    "Specification",
    "Substance",
]
