"""The kinds of device, one module each, found by name: a new kind is one new module here and its worked examples.

Each module gives three functions: `measure(dose, *, strength, device) -> Measure` (raises DoseNotMeasurable),
`delivered(amount, *, strength, device) -> Quantity`, the dose that an amount measured with the device holds, and
`units_taken_in(per)`, the units that such a dose may be ordered in.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


class UnknownDeviceKind(ValueError):
    """A kind of device that no module measures with."""


@cache
def device_kinds() -> tuple[str, ...]:
    """Return the kinds of device that doses can be measured with, such as "oral-syringe"; source: the modules here."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


def kind_named(kind: str) -> ModuleType:
    """Return the module of a kind of device.

    Raises UnknownDeviceKind, naming the kinds that exist. Source: the modules here.
    """
    if kind not in device_kinds():
        raise UnknownDeviceKind(f"device kind {kind!r} is not known; use one of {', '.join(device_kinds())}")
    return importlib.import_module(f"{__name__}.{kind.replace('-', '_')}")
