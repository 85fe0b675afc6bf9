"""What speaks against settling a finding, and who may do what here."""

from pharmacy.prescriptions.models import ScreeningFinding, Stage
from pharmacy.staff.models import Role
from pharmacy.staff.refusals import Conflict, NotAllowed

SHORTEST_REASON = 3
SCREENABLE = (Stage.ENTERED, Stage.SCREENED, Stage.PLANNED, Stage.CHECKED, Stage.DOCUMENTED)  # until it is released


class NotSettled(Conflict):
    """A finding that cannot be settled; the message gives every reason."""


def refuse_role(role: str, *, may: tuple[Role, ...], act: str) -> None:
    """Return when the role may do the act. Raises NotAllowed, which names the roles that may."""
    if role not in may:
        names = " or a ".join(one.label.lower() for one in may)
        raise NotAllowed(f"Only a {names} may {act}.", needed=tuple(str(one) for one in may))


def objections_to_settling(finding: ScreeningFinding, *, reason: str) -> tuple[str, ...]:
    """Return why a finding cannot be settled with this reason; none means it can."""
    found = []
    if finding.settled_at is not None:
        found.append(f"{finding.code} about {finding.about} was already settled by {finding.settled_by}.")
    if finding.severity == "inform":
        found.append(f"{finding.code} is for information and needs no answer.")
    if finding.severity != "inform" and not finding.may_be_settled:
        found.append(
            f"{finding.code} about {finding.about} may not be overridden; refuse the prescription, or change it."
        )
    if len(reason) < SHORTEST_REASON:
        found.append("Write the reason why it may be supplied all the same.")
    if finding.prescription.stage not in SCREENABLE:
        found.append(f"The prescription is {finding.prescription.stage}; its findings are closed.")
    return tuple(found)
