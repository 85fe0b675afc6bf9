"""Every act on the formulary leaves one event, kept by whoever the settings name (the pharmacy's ledger)."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def note(*, by: Any, verb: str, subject: str, facts: dict[str, Any]) -> None:
    """Append one event to the record that settings.FORMULARY_EVENTS names; call it inside the act's own transaction.

    by: the user who acted. verb: such as "specification.approved". subject: such as "specification:12".
    facts: JSON values. Raises what the record raises.
    Source: 21 CFR 11.10(e), who did what and when is recorded with the act.
    """
    import_string(settings.FORMULARY_EVENTS)(actor=by.username, verb=verb, subject=subject, facts=facts)
