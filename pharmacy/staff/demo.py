"""The people of the demo pharmacy. Their passwords are public, so production refuses them."""

from pharmacy.staff.models import Role

DEMO_PEOPLE = {
    "anna": ("Anna Bell", Role.PHARMACIST),
    "ben": ("Ben Okoro", Role.PHARMACIST),
    "tom": ("Tom Reyes", Role.TECHNICIAN),
    "fay": ("Fay Lindqvist", Role.FORMULARY_ADMIN),
    "gus": ("Gus Marek", Role.FORMULARY_ADMIN),
    "aud": ("Aud Hansen", Role.AUDITOR),
}


def demo_password(username: str) -> str:
    """Return the public password of a person of the demo pharmacy."""
    return f"demo-only-{username}"


def is_demo_password(password: str) -> bool:
    """Return True for a password of the demo pharmacy."""
    return password in {demo_password(username) for username in DEMO_PEOPLE}
