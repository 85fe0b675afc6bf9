"""The record of a screening, which is kept as it was written.

A check can be added, never changed or removed. Source: ApBetrO section 7(1b), the check is documented.
"""

from pharmacy.ledger.written_once import WrittenOnce

CHECKS = WrittenOnce(
    table="prescriptions_plausibilitycheck",
    name="plausibility_check",
    refusal="the record of a screening never changes: screen again",
)
