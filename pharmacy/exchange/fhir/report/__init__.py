"""What a FHIR file holds: what is understood, what is not used and why, and what nobody could read."""
