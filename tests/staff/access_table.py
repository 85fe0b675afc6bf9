"""Who may use which address: one row an address. The test walks every address; one without a row here fails it."""

from dataclasses import dataclass

NOBODY: tuple[str, ...] = ()
ANONYMOUS = "anonymous"
PHARMACIST, TECHNICIAN, FORMULARY_ADMIN, AUDITOR = "pharmacist", "technician", "formulary-admin", "auditor"
STAFF = (PHARMACIST, TECHNICIAN, FORMULARY_ADMIN, AUDITOR)
EVERYBODY = (*STAFF, ANONYMOUS, "inactive")
BENCH = (PHARMACIST, TECHNICIAN)
READERS = (PHARMACIST, TECHNICIAN, AUDITOR)


@dataclass(frozen=True)
class Row:
    """Who may read the address (GET) and who may send to it (POST). NOBODY: it does not take that method."""

    get: tuple[str, ...] = NOBODY
    post: tuple[str, ...] = NOBODY


TABLE = {
    "staff:login": Row(get=EVERYBODY, post=EVERYBODY),
    "staff:logout": Row(post=STAFF),
    "staff:password": Row(get=STAFF, post=STAFF),
    "ledger:list": Row(get=(PHARMACIST, AUDITOR)),
}
