"""Refusals of the formulary. The pharmacy shows each as page 409 with its message."""

from formulations.submission import Objection


class FormularyConflict(Exception):
    """What was asked for does not fit what is already on record; the message says why and what to do next."""


class WrongState(FormularyConflict):
    """An act that the life cycle does not have from where the specification stands."""


class Refused(FormularyConflict):
    """Something that may not be done; the message gives every reason. objections: the same, one by one."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        super().__init__(" ".join(objection.message for objection in objections))
        self.objections = objections
