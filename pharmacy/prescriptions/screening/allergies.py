"""Compares what a patient cannot take with what the chosen formula contains, and names choices without it."""

from formulations.reference.medicines.recognition import recognise
from formulations.science.findings import Finding, Severity
from formulations.science.formula import FORBID
from formulations.science.specification import Component, Specification
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.avoided import Avoided, read_avoided
from pharmacy.prescriptions.screening.wording import shorten

NOT_RECOGNISED = "House rule (expert opinion): an allergy that is not recognised was not checked"
ALLERGY_STOPS = (
    "House rule (expert opinion): what a patient cannot take stops the supply until a pharmacist has decided"
)
ACTIVE = "active"


def check_allergies(
    entries: tuple[KnownEntry, ...], *, specification: Specification, components: tuple[Component, ...]
) -> list[Finding]:
    """Return what is found about the allergies and intolerances of a patient.

    entries: allergies only. components: those chosen for the patient. Source: composition of the specification.
    """
    found: list[Finding] = []
    for entry in entries:
        avoided = read_avoided(entry.text, excipients=specification.excipients)
        about = shorten(entry.text) or f"code {entry.code.strip() or 'none'}"
        met = [part for part in components if avoided.meets(part, specification=specification)]
        if _means_the_active(avoided, met=met, specification=specification):
            found.append(_to_active(about, specification=specification))
        carriers = [part for part in met if part.function != ACTIVE]
        if carriers:
            found.append(_excipient_avoided(about, carriers=carriers, avoided=avoided, specification=specification))
        if not avoided.known:
            found.append(_not_checked(about))
    return found


def _means_the_active(avoided: Avoided, *, met: list[Component], specification: Specification) -> bool:
    named = {mention.medicine.name for mention in recognise(specification.active_name).mentions}
    return any(part.function == ACTIVE for part in met) or not named.isdisjoint(avoided.medicines)


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


def _excipient_avoided(
    about: str, *, carriers: list[Component], avoided: Avoided, specification: Specification
) -> Finding:
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


def _way_out(carriers: list[Component], avoided: Avoided, *, specification: Specification) -> str:
    """Return what to do: the choices that avoid it, or another formulation where a part has none."""
    offers = {part: _without(part, avoided=avoided, specification=specification) for part in carriers}
    if not all(offers.values()):
        return "No choice of this formulation avoids it: ask how severe it is, or prescribe another formulation."
    named = "; ".join(f"as {part.choice} choose {' or '.join(names)}" for part, names in offers.items())
    return f"To avoid it, {named}."


def _without(part: Component, *, avoided: Avoided, specification: Specification) -> list[str]:
    return [
        other.name
        for other in specification.components
        if part.choice
        and other.choice == part.choice
        and not avoided.meets(other, specification=specification)
        and not _is_forbidden(other, specification=specification)
    ]


def _is_forbidden(part: Component, *, specification: Specification) -> bool:
    return any(
        rule.effect == FORBID
        and (not rule.functions or part.function in rule.functions)
        and Avoided(frozenset({rule.excipient}), frozenset(), known=True).meets(part, specification=specification)
        for rule in specification.restrictions
    )


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
