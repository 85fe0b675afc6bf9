"""Compares what a patient cannot take with what the chosen formula contains, and names choices without it."""

from formulations.reference.avoided import Avoided, names_the_active, read_avoided
from formulations.reference.properties import unknown_origins
from formulations.science.contents import Part, parts_of, unlisted_products
from formulations.science.findings import Finding, Severity
from formulations.science.restrictions import excipients_by_code, forbids
from formulations.science.specification import Component, Specification
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.wording import shorten

NOT_RECOGNISED = "House rule (expert opinion): an allergy that is not recognised was not checked"
ALLERGY_STOPS = (
    "House rule (expert opinion): what a patient cannot take stops the supply until a pharmacist has decided"
)
NOT_KNOWN = (
    "House rule (expert opinion): an origin that is not stated is neither allowed nor avoided; it is asked after"
)
PRODUCTS_DIFFER = "House rule (expert opinion): a product whose excipients are not on file was not compared"
ACTIVE = "active"


def check_allergies(
    entries: tuple[KnownEntry, ...], *, specification: Specification, components: tuple[Component, ...]
) -> list[Finding]:
    """Return what is found about the allergies and intolerances of a patient.

    entries: allergies only. components: those chosen for the patient. Source: composition of the specification.
    """
    found: list[Finding] = []
    parts = parts_of(specification, components=components)
    products = unlisted_products(specification, components=components)
    for entry in entries:
        avoided = read_avoided(entry.text, excipients=specification.excipients)
        about = shorten(entry.text) or f"code {entry.code.strip() or 'none'}"
        met = [part for part in parts if part.meets(avoided.properties)]
        if _means_the_active(avoided, met=met, specification=specification):
            found.append(_to_active(about, specification=specification))
        carriers = [part for part in met if part.function != ACTIVE]
        surely = [part for part in carriers if part.meets(avoided.properties - unknown_origins())]
        perhaps = [part for part in carriers if part not in surely]
        if surely:
            found.append(_excipient_avoided(about, carriers=surely, avoided=avoided, specification=specification))
        if perhaps:
            found.append(_origin_not_stated(about, parts=perhaps, avoided=avoided, specification=specification))
        if not avoided.known:
            found.append(_not_checked(about))
        elif avoided.properties and products and not met:
            found.append(_product_not_checked(about, products=products))
    return found


def _means_the_active(avoided: Avoided, *, met: list[Part], specification: Specification) -> bool:
    is_met = any(part.function == ACTIVE for part in met)
    return is_met or names_the_active(avoided, active=specification.active_name)


def _to_active(about: str, *, specification: Specification) -> Finding:
    return Finding(
        code="allergy-to-active",
        severity=Severity.STOP,
        message=f"{about}: this is the active, {specification.active_name}. Do not supply it; refuse the prescription.",
        about=about,
        sources=(f"Composition of {specification.name}, version {specification.version}", ALLERGY_STOPS),
        overridable=False,
        values={"active": specification.active_name},
    )


def _excipient_avoided(about: str, *, carriers: list[Part], avoided: Avoided, specification: Specification) -> Finding:
    contained = ", ".join(f"{part.name} ({part.function})" for part in carriers)
    way_out = _way_out(carriers, avoided, specification=specification)
    return Finding(
        code="excipient-avoided",
        severity=Severity.STOP,
        message=f"{about}: the preparation contains {contained}. {way_out}",
        about=about,
        sources=(f"Composition of {specification.name}, version {specification.version}", ALLERGY_STOPS),
        values={"contains": contained},
    )


def _origin_not_stated(about: str, *, parts: list[Part], avoided: Avoided, specification: Specification) -> Finding:
    named = ", ".join(f"{part.name} ({part.function})" for part in parts)
    way_out = _way_out(parts, avoided, specification=specification)
    return Finding(
        code="origin-not-stated",
        severity=Severity.WARN,
        message=f"{about}: of {named} it is not stated from which animal or plant it comes. Ask the maker. {way_out}",
        about=about,
        sources=(f"Composition of {specification.name}, version {specification.version}", NOT_KNOWN),
        values={"not stated of": named},
    )


def _way_out(carriers: list[Part], avoided: Avoided, *, specification: Specification) -> str:
    """Return what to do: the choices that avoid it, or another formulation where a part has none."""
    offers = {part: _without(part, avoided=avoided, specification=specification) for part in carriers}
    if not all(offers.values()):
        return "No choice of this formulation avoids it: ask how severe it is, or prescribe another formulation."
    named = "; ".join(f"as {part.choice} choose {' or '.join(names)}" for part, names in offers.items())
    return f"To avoid it, {named}."


def _without(part: Part, *, avoided: Avoided, specification: Specification) -> list[str]:
    others = [one for one in specification.components if part.choice and one.choice == part.choice]
    allowed = [one for one in others if not _is_forbidden(one, specification=specification)]
    found = parts_of(specification, components=allowed)
    return [one.name for one in found if one.choice and not one.meets(avoided.properties)]


def _is_forbidden(component: Component, *, specification: Specification) -> bool:
    known = excipients_by_code(specification)
    return any(forbids(rule, component=component, known=known) for rule in specification.restrictions)


def _not_checked(about: str) -> Finding:
    return Finding(
        code="allergy-not-checked",
        severity=Severity.WARN,
        message=(
            f"{about} was not recognised, so it was not compared with the excipients. Compare it by hand, or "
            "enter it by the name of the substance."
        ),
        about=about,
        sources=(NOT_RECOGNISED,),
    )


def _product_not_checked(about: str, *, products: tuple[str, ...]) -> Finding:
    named = " and ".join(products)
    return Finding(
        code="allergy-not-checked",
        severity=Severity.WARN,
        message=(
            f"{about} was compared with the rest, but not with {named}: what a licensed product is made of differs "
            "from maker to maker. Read the list of excipients of the one that is used."
        ),
        about=about,
        sources=(PRODUCTS_DIFFER,),
    )
