"""What a specification needs before it may be submitted."""

from formulations.submission.deciding import objections_to
from formulations.submission.objection import Objection

__all__ = ["Objection", "objections_to"]
