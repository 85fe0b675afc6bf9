"""Pages of the formulary."""

READERS = ("pharmacist", "technician", "formulary-admin", "auditor")  # roles of the pharmacy, which keeps the doors
