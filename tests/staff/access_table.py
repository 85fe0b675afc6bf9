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
    "prescriptions:today": Row(get=READERS),
    "prescriptions:find": Row(get=BENCH, post=BENCH),
    "prescriptions:patient": Row(get=READERS),
    "prescriptions:enter": Row(get=BENCH, post=BENCH),
    "prescriptions:page": Row(get=READERS),
    "prescriptions:screen": Row(post=(PHARMACIST,)),
    "prescriptions:refuse": Row(post=(PHARMACIST,)),
    "prescriptions:settle": Row(post=(PHARMACIST,)),
    "compounding:list": Row(get=READERS),
    "compounding:panel": Row(get=READERS),
    "compounding:batch": Row(get=READERS),
    "compounding:make": Row(post=BENCH),
    "compounding:shorten": Row(post=BENCH),
    "compounding:discard": Row(post=BENCH),
    "compounding:check": Row(post=(PHARMACIST,)),
    "documents:panel": Row(get=READERS),
    "documents:ask": Row(post=BENCH),
    "documents:paper": Row(get=READERS),
    "documents:pdf": Row(get=READERS),
    "documents:picture": Row(get=READERS),
    "documents:label_preview": Row(get=READERS),
    "documents:again": Row(post=BENCH),
    "documents:needs_a_person": Row(get=READERS),
    "printing:list": Row(get=READERS),
    "printing:panel": Row(get=READERS),
    "printing:job": Row(get=READERS),
    "printing:send-all": Row(post=BENCH),
    "printing:seen": Row(post=BENCH),
    "printing:send": Row(post=BENCH),
    "printing:confirm": Row(post=BENCH),
    "printing:again": Row(post=BENCH),
    "dispensing:list": Row(get=READERS),
    "dispensing:panel": Row(get=READERS),
    "dispensing:history": Row(get=READERS),
    "dispensing:lot": Row(get=READERS),
    "dispensing:release": Row(post=(PHARMACIST,)),
    "dispensing:hand-over": Row(post=(PHARMACIST,)),
    "dispensing:recall": Row(post=(PHARMACIST,)),
    "ledger:list": Row(get=(PHARMACIST, AUDITOR)),
    "formulations:list": Row(get=STAFF),
    "formulations:page": Row(get=STAFF),
}
