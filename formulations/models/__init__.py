"""The formulary's rows."""

from formulations.models.device import DeviceCalibration
from formulations.models.excipient import Excipient
from formulations.models.formulation import Formulation
from formulations.models.specification import Specification
from formulations.models.substance import Substance

__all__ = ["DeviceCalibration", "Excipient", "Formulation", "Specification", "Substance"]
