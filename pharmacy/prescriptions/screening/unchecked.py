"""Says of a medicine what could not be checked, and why. Nothing that is not recognised is taken for harmless."""

from datetime import date

from formulations.reference.medicines.coding import names_one_substance
from formulations.reference.medicines.look_alikes import name_told_apart
from formulations.reference.medicines.near_names import names_near
from formulations.science.findings import Finding, Severity
from formulations.science.specification import ScreeningRule
from pharmacy.prescriptions.screening.identify import Identified
from pharmacy.prescriptions.screening.wording import shorten

NOT_RECOGNISED = "House rule (expert opinion): a medicine that is not recognised was not checked"
BOTH_CHECKED = "House rule (expert opinion): where text and code name different medicines, both are checked"

Rules = tuple[ScreeningRule, ...]


def was_not_checked(identified: Identified, *, ended_on: date | None, rules: Rules, today: date) -> bool:
    """Return whether some of what an entry says is not known and could matter.

    A medicine that ended before the longest wait of any rule does not matter, whatever it was. A code of a whole group
    counts as known only if no rule picks out a part of that group. Source: house rule.
    """
    longest_wait = max((rule.within_days for rule in rules), default=0)
    if ended_on is not None and (today - ended_on).days >= longest_wait:
        return False
    return not identified.complete or any(_too_wide(code, rules=rules) for code in identified.group_codes)


def not_checked(identified: Identified) -> Finding:
    """Return the warning that an entry, or a part of it, was not checked, with names that are nearly the same.

    Source: house rule.
    """
    about = shorten(identified.about)
    partly = f"{', '.join(identified.unknown)}: not recognised" if identified.candidates else "not recognised"
    near = list(dict.fromkeys(name for word in identified.unknown for name in names_near(word)))
    ask = f" Is {' or '.join(map(name_told_apart, near[:3]))} meant?" if near else ""
    return Finding(
        code="medicine-not-checked",
        severity=Severity.WARN,
        message=(
            f"{about} ({partly}) was not checked.{ask} Find out what it contains, enter its ingredients or its ATC "
            "code, or record how it was checked by hand."
        ),
        about=about,
        sources=(NOT_RECOGNISED,),
        values={"nearly the same": ", ".join(near)} if near else {},
    )


def code_differs(identified: Identified) -> Finding:
    """Return the note that text and code of an entry name different medicines. Source: house rule."""
    about = shorten(identified.about)
    named = ", ".join(sorted({candidate.name for candidate in identified.candidates}))
    return Finding(
        code="medicine-code-differs",
        severity=Severity.INFORM,
        message=f"{about}: text and code name different medicines ({named}). Both were checked; ask which is taken.",
        about=about,
        sources=(BOTH_CHECKED,),
        values={"named": named},
    )


def _too_wide(code: str, *, rules: Rules) -> bool:
    """Whether a code of a group leaves open what a rule would say: some of the group is named, and the whole is not."""
    prefixes = [prefix for rule in rules for prefix in rule.atc]
    if names_one_substance(code) or any(code.startswith(prefix) for prefix in prefixes):
        return False
    return any(prefix.startswith(code) for prefix in prefixes)
