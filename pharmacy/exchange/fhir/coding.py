"""Codes and the systems they come from."""

from formulations.science.quantities import BadQuantity, Unit, read_unit
from pharmacy.exchange.fhir.element import Element

FORMULATION = "urn:secundum:formulation"
EXCIPIENT = "urn:secundum:excipient"
CHOICE = "urn:secundum:choice"
PACKS = "urn:secundum:pack"
UCUM = "http://unitsofmeasure.org"
ATC = "http://www.whocc.no/atc"
SNOMED = "http://snomed.info/sct"
_ATC_NAMES = (ATC, "https://www.whocc.no/atc", "urn:oid:2.16.840.1.113883.6.73")


def system_of(coding: Element) -> str:
    """Return the system of a coding, one name for each: the addresses in use for ATC become one. Raises BadBundle.

    Source: FHIR R4, terminologies (systems), where ATC is http://www.whocc.no/atc.
    """
    system = coding.word("system")
    return ATC if system in _ATC_NAMES else system


def codes_in(concept: Element, *, system: str) -> tuple[str, ...]:
    """Return the codes that a CodeableConcept has from one system. Raises BadBundle."""
    codings = [one for one in concept.children("coding") if system_of(one) == system]
    return tuple(one.word("code") for one in codings if one.has("code"))


def text_of(concept: Element) -> str:
    """Return what a CodeableConcept is called: its text, else the first display, else the first code; or empty."""
    codings = concept.children("coding")
    names = [concept.word("text"), *(one.word("display") for one in codings), *(one.word("code") for one in codings)]
    return next((name for name in names if name), "")


def unit_of(quantity: Element, *, allowed: "dict[Unit, str]") -> Unit:
    """Return the unit of a FHIR Quantity: its UCUM code, else its unit text; both where both are there must agree.

    allowed: the units that may stand here, each with the word for it in a message.
    Raises BadBundle for a unit that is missing, not known, not allowed here, or for two that disagree.
    Source: FHIR R4, Quantity (code in a system is the unit for machines, unit is the one for people).
    """
    code = quantity.word("code") if quantity.word("system") in ("", UCUM) else ""
    readings = {name: _unit(quantity, name, allowed=allowed) for name in _stated(quantity, code=code)}
    if not readings:
        raise quantity.missing("code", do=f"write the unit: {_list(allowed)}")
    if len(set(readings.values())) > 1:
        raise quantity.bad(f"disagrees with the code {code!r}; make unit and code the same", name="unit")
    return next(iter(readings.values()))


def _stated(quantity: Element, *, code: str) -> list[str]:
    """UCUM's code for "no unit" is 1: then the text says what is counted."""
    return [name for name, there in (("code", code not in ("", "1")), ("unit", quantity.has("unit"))) if there]


def _unit(quantity: Element, name: str, *, allowed: "dict[Unit, str]") -> Unit:
    try:
        unit = read_unit(quantity.word(name))
    except BadQuantity:
        unit = None
    if unit not in allowed:
        raise quantity.bad(f"is not a unit that can stand here; write {_list(allowed)}", name=name)
    return unit


def _list(allowed: "dict[Unit, str]") -> str:
    return " or ".join(allowed.values())
