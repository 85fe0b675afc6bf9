"""Acts and records of the ledger in words. What is chained stays as it was written; only the page reads like this."""

import re

# Where the words of the code alone would read badly; every other act is read off its code.
ACTS = {
    "device.calibrated": "Device measured",
    "document.given-up": "Side label given up",
    "document.wanted-after-all": "Side label wanted after all",
    "draft.discarded": "Begun entry thrown away",
    "draft.entered": "Begun entry entered",
    "print.confirmed": "Print looked at",
    "print.gone": "Old print said to be gone",
    "print.label-seen": "One of two labels looked at",
    "print.placed": "Labels placed on a sheet",
    "print.reprinted": "Printed again",
    "print.sent": "Sent to the printer",
    "printing.completed": "All labels printed",
    "scan.attached": "Scan attached",
    "scan.taken-off": "Scan taken off",
    "staff.hired": "Person added to the staff",
    "staff.log-in-locked": "Log-in locked for a while",
    "staff.logged-in": "Logged in",
    "staff.logged-out": "Logged out",
    "staff.password-changed": "Password changed",
}
ACTORS = {"worker": "the program", "nobody": "the program"}  # who acts where no person does
RECORDS = {"calibration": "measured device", "draft": "begun entry", "user": "person"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHOWN_OF_A_UUID = 8  # characters; the link holds all of it
WRITTEN_SUBJECT = re.compile(r"([a-z][a-z -]*?)[ :]+([A-Za-z0-9._-]+)", re.IGNORECASE)


def act_in_words(verb: str) -> str:
    """Return an act as people say it: "Prescription handed back" for prescription.handed-back."""
    return ACTS.get(verb) or _begin(verb.replace(".", " ").replace("-", " "))


def actor_in_words(actor: str) -> str:
    """Return who acted as people say it: "the program" for the worker, a user name as it is."""
    return ACTORS.get(actor, actor)


def record_in_words(subject: str, *, whole: bool = False) -> str:
    """Return which record an event is about: "Prescription 12" for prescription:12.

    whole: whether a long id is written out; else its beginning stands for it.
    """
    kind, _, which = subject.partition(":")
    shown = which[:SHOWN_OF_A_UUID] if UUID.fullmatch(which) and not whole else which
    return f"{_begin(RECORDS.get(kind, kind.replace('-', ' ')))} {shown}"


def subject_meant(text: str) -> str:
    """Return the subject that somebody typed, as code or in words: prescription:12 for "Prescription 12"."""
    written = WRITTEN_SUBJECT.fullmatch(text.strip())
    if written is None:
        return text.strip()
    kind, which = " ".join(written[1].lower().split()), written[2]
    codes = {words: code for code, words in RECORDS.items()}
    return f"{codes.get(kind, kind.replace(' ', '-'))}:{which}"


def _begin(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
