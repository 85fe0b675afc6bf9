"""The only code that writes to the formulary."""

from formulations.actions.adopting import AlreadyAdopted, adopt_law_edition, record_law_editions
from formulations.actions.approving import (
    ApprovalRefused,
    NoReason,
    SelfApproval,
    SubmissionRefused,
    approve_specification,
    send_back,
    submit,
)
from formulations.actions.cataloguing import BadCode, FormulationExists
from formulations.actions.drafting import (
    DraftMoved,
    NothingToDraftFrom,
    UnknownRevision,
    copy_specification,
    discard_draft,
    save_draft,
    start_draft,
    start_formulation,
)
from formulations.actions.holding import ContentAltered
from formulations.actions.loading import load_formulary
from formulations.actions.recording_sources import catch_up_with_sources, record_shipped_sources
from formulations.actions.reviewing import NoFinding, SourceMoved, review_source
from formulations.actions.withdrawing import withdraw
from formulations.refusals import FormularyConflict, Refused, WrongState

__all__ = [
    "AlreadyAdopted",
    "ApprovalRefused",
    "BadCode",
    "ContentAltered",
    "DraftMoved",
    "FormularyConflict",
    "FormulationExists",
    "NoFinding",
    "NoReason",
    "NothingToDraftFrom",
    "Refused",
    "SelfApproval",
    "SourceMoved",
    "SubmissionRefused",
    "UnknownRevision",
    "WrongState",
    "adopt_law_edition",
    "approve_specification",
    "catch_up_with_sources",
    "copy_specification",
    "discard_draft",
    "load_formulary",
    "record_law_editions",
    "record_shipped_sources",
    "review_source",
    "save_draft",
    "send_back",
    "start_draft",
    "start_formulation",
    "submit",
    "withdraw",
]
