"""What a screening rests on, as plain values in one order, and the fingerprint by which two are compared."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from formulations.reference.dictionary import dictionary_sha256
from formulations.science.plan import Plan
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.past_supplies import change_since_last_supply
from pharmacy.prescriptions.planning import known_entries, ordered_steps, pharmacy_law
from pharmacy.prescriptions.screening import Change

OF_THE_PREPARATION = ("formulation", "specification", "law", "strength", "choices", "doses", "days")
KINDS = {"medicine": "medicines", "allergy": "allergies", "condition": "conditions"}

Facts = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """What is known already of that which a check rests on. changed: against the last supply.

    plan: of today, which carries the law and the doses. known: of the patient. None where it was not read.
    """

    changed: Change | None
    plan: Plan | None = None
    known: tuple[KnownEntry, ...] | None = None


def check_facts(prescription: Prescription, *, seen: Seen | None = None) -> Facts:
    """Return all that the screening of a prescription depends on, as JSON values, alike for alike prescriptions.

    seen: what the caller found out a moment ago; it is not asked for again.
    The last supply counts only by what differs from it, so that a repeat finds what was decided the first time.
    Source: ApBetrO section 7(1b) (dose, route, ingredients, shelf life); house rule. Raises UnknownLaw, NoPharmacy.
    """
    seen = seen or Seen(change_since_last_supply(prescription))
    specification, change = prescription.specification, seen.changed
    law = seen.plan.order.law if seen.plan else pharmacy_law()
    doses = seen.plan.order.steps if seen.plan else ordered_steps(prescription)
    known = known_entries(prescription) if seen.known is None else seen.known
    return {
        "formulation": specification.formulation.code,
        "specification": {"version": specification.version, "sha256": specification.sha256},
        "law": {"code": law.code, "edition": law.valid_from.isoformat()},
        "strength": str(prescription.strength),
        "choices": dict(sorted(prescription.choices.items())),
        "doses": [_step(step) for step in doses],
        "days": prescription.days,
        **{name: _known(one for one in known if one.kind == kind) for kind, name in KINDS.items()},
        "changed": {"before": change.product_before, "now": change.product_now} if change else None,
        "dictionary": dictionary_sha256(),
    }


def fingerprint(facts: Facts) -> str:
    """Return the SHA-256 of facts in their one canonical JSON form (sorted keys, no spaces, UTF-8).

    What changed since the last supply is left out: the supply itself ends that change, and nothing else with it.
    """
    rest = {name: value for name, value in facts.items() if name != "changed"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def preparation_fingerprint(facts: Facts) -> str:
    """Return the fingerprint of what holds for any patient: how it is made, under which law, and how it is taken."""
    return fingerprint({name: facts[name] for name in OF_THE_PREPARATION})


def _step(step: Any) -> Facts:
    return {
        "dose": str(step.dose),
        "times_a_day": step.times_a_day,
        "every": step.every,
        "days": step.days,
        "when": list(step.when),
        **(
            {"hours_apart": step.hours_apart} if step.hours_apart else {}
        ),  # left out: alike to checks before there were any
    }


def _known(entries: Iterable[KnownEntry]) -> list[Facts]:
    found = {json.dumps(_entry(one), sort_keys=True) for one in entries}
    return [json.loads(text) for text in sorted(found)]


def _entry(entry: KnownEntry) -> Facts:
    ended_on = entry.ended_on.isoformat() if entry.ended_on else ""
    text = " ".join(entry.text.split()).casefold()
    return {"text": text, "system": entry.system, "code": entry.code, "ended_on": ended_on}
