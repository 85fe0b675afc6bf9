"""What the page of a prescription shows of its check: whether it stands, what earlier ones offer, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pharmacy.prescriptions.checks.facts import Seen
from pharmacy.prescriptions.checks.reuse import Earlier, earlier_checks
from pharmacy.prescriptions.checks.standing import Standing, standing_of
from pharmacy.prescriptions.models import Prescription, ScreeningFinding, Stage
from pharmacy.prescriptions.objections import SCREENABLE
from pharmacy.prescriptions.past_supplies import change_since_last_supply
from pharmacy.prescriptions.screening import Change

CLOSED = (Stage.SUPPLIED, Stage.REFUSED)


@dataclass(frozen=True)
class ShownChecks:
    """What is to be shown. changed: against the last supply. trouble: why none of it could be found out, or empty.

    may_be_screened: whether it can be screened (again) where it stands.
    """

    standing: Standing = field(default_factory=lambda: Standing(None))
    earlier: Earlier = field(default_factory=Earlier)
    changed: Change | None = None
    may_be_screened: bool = False
    trouble: str = ""


def shown_checks(prescription: Prescription, *, waiting: Sequence[ScreeningFinding]) -> ShownChecks:
    """Return what the page shows. Never raises: what cannot be found out is said, so that the page still opens."""
    may_be_screened = prescription.stage in SCREENABLE
    try:
        changed = None if prescription.stage in CLOSED else change_since_last_supply(prescription)
        seen = Seen(changed) if may_be_screened else None
        return ShownChecks(
            standing=_standing(prescription, seen=seen),
            earlier=earlier_checks(prescription, waiting=waiting, seen=seen) if may_be_screened else Earlier(),
            changed=changed,
            may_be_screened=may_be_screened,
        )
    except Exception as error:  # noqa: BLE001  the page says so, and everything that writes refuses by itself
        return ShownChecks(may_be_screened=may_be_screened, trouble=f"{type(error).__name__}: {error}")


def _standing(prescription: Prescription, *, seen: Seen | None) -> Standing:
    """Return the check; once the supply is released it is history, and nothing that changes later touches it."""
    if seen:
        return standing_of(prescription, seen=seen)
    return Standing(prescription.checks.select_related("made_by").order_by("-pk").first())
