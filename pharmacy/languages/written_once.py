"""What reviewers approved, kept as it was written: papers in the archive name the wording they were made from."""

from pharmacy.ledger.written_once import WrittenOnce

REFUSAL = "what was approved never changes: approve anew"
REVIEWS = WrittenOnce(table="languages_review", name="languages_review", refusal=REFUSAL)
OFFERS = WrittenOnce(table="languages_offer", name="languages_offer", refusal=REFUSAL)
