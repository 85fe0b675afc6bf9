"""Whether the resources that were read are FHIR: an element that R4 does not have may be a misspelt one."""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.problems import BadBundle, bad

if TYPE_CHECKING:
    from pydantic import BaseModel

_SET_ASIDE = ("contained", "text")  # contained resources are looked at when they are used; narrative is for people
_CHANGES_THE_MEANING = ("modifierExtension", "implicitRules")


def refuse_nonconforming(resources: Iterable[Element]) -> None:
    """Raise BadBundle for the first element that FHIR R4 does not have, or has with another type.

    resources: those that a prescription was read from. Source: FHIR R4B schema (the same as R4 for these resources).
    """
    from pydantic import ValidationError  # slow to load, and a bundle that is refused before never needs it

    for resource in resources:
        refuse_unknown_rules(resource.value, path=resource.path)
        content = {name: value for name, value in resource.value.items() if name not in _SET_ASIDE}
        try:
            _model(resource.word("resourceType")).model_validate(content)
        except ValidationError as error:
            raise _refusal(resource, error.errors()[0]) from error


def _model(kind: str) -> "type[BaseModel]":
    """Imported by name, because each model is a module of its own and a bundle needs few of them."""
    model: type[BaseModel] = getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)
    return model


def _refusal(resource: Element, problem: Any) -> BadBundle:
    places = [place for place in problem["loc"] if place != "root"]
    path = resource.path + "".join(f"[{place}]" if isinstance(place, int) else f".{place}" for place in places)
    if problem["type"] == "extra_forbidden":
        return bad(path, problem["input"], do="is not an element of FHIR R4; correct its name or remove it")
    reason = " ".join(str(problem["msg"]).removeprefix("Value error, ").split()).rstrip(".")
    return bad(path, problem["input"], do=f"is not FHIR R4 ({reason}); correct it")


def refuse_unknown_rules(value: Any, *, path: str) -> None:
    """Raise BadBundle for the first modifierExtension or implicitRules in a value, at whatever depth.

    A modifier extension may turn a meaning round ("must not"), so one that is not known is never ignored.
    Source: FHIR R4, extensibility (modifier extensions) and Resource.implicitRules.
    """
    if isinstance(value, list):
        for index, item in enumerate(value):
            refuse_unknown_rules(item, path=f"{path}[{index}]")
    if not isinstance(value, dict):
        return
    for name, item in value.items():
        if name in _CHANGES_THE_MEANING:
            raise bad(f"{path}.{name}", item, do="may change what is meant and is not known here; remove it")
        refuse_unknown_rules(item, path=f"{path}.{name}")
