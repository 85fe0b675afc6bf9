"""Whether the check of a prescription still stands, and if not, what changed since."""

from dataclasses import dataclass

from pharmacy.prescriptions.checks.changes import changes_between
from pharmacy.prescriptions.checks.facts import Seen, check_facts, fingerprint
from pharmacy.prescriptions.models import PlausibilityCheck, Prescription

SCREEN_AGAIN = "Screen it again."


@dataclass(frozen=True)
class Standing:
    """The newest check of a prescription, None before the first, and what changed since it was made."""

    check: PlausibilityCheck | None
    changes: tuple[str, ...] = ()

    @property
    def objection(self) -> str:
        """Why nothing may be made or released on it, with what to do; empty when it stands."""
        if self.check is None:
            return f"No screening of this prescription is concluded. {SCREEN_AGAIN}"
        if self.changes:
            return f"The screening no longer stands. {' '.join(self.changes)} {SCREEN_AGAIN}"
        return ""


def standing_of(prescription: Prescription, *, seen: Seen | None = None) -> Standing:
    """Return how the check of a prescription stands now. Raises what keeps its facts from being read.

    seen: as in `check_facts`.
    """
    checks = prescription.checks.select_related("made_by", "reused_from")
    check = checks.order_by("-pk").first()  # as written: a clock that was set back must not hide the newest
    if check is None:
        return Standing(None)
    facts = check_facts(prescription, seen=seen)
    stands = fingerprint(facts) == check.fingerprint and facts["changed"] == check.facts["changed"]
    return Standing(check, () if stands else changes_between(check.facts, facts))


def why_no_check_stands(prescription: Prescription) -> str:
    """Return why nothing may be made or released for a prescription, as far as its screening goes; empty: it may.

    What cannot be looked into does not stand: the reason says so. Source: house rule (nothing fails open).
    """
    try:
        return standing_of(prescription).objection
    except Exception as error:  # noqa: BLE001  whatever keeps it from being read, nothing goes out on it
        return f"Whether the screening still stands could not be found out ({type(error).__name__}: {error})."
