"""What the formulations of one drug file share: written once in the file, named by those that use it.

A row is named by its code. Where one code may head several rules, the second of them in a file has `variant = 2` and is
named "opioid-washout/2"; the document itself holds no such number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HEAD = (
    "code",
    "name",
    "patient_name",
    "dosage_form",
    "route",
    "summary",
    "synonyms",
    "stays_draft",
    "unavailable_reason",
    "source",
)
VARIANT = "variant"

Document = dict[str, Any]
Rows = list[Document]


@dataclass(frozen=True)
class Kind:
    """One kind of row that may be shared. key: in a document and in a file. named_by: the keys that may hold its name.

    least_uses: how many formulations must hold the same row before it leaves them for the shared part.
    once: whether a code stands only once in a document; where it may head several rows, each is a variant.
    """

    key: str
    named_by: tuple[str, ...] = ("code",)
    least_uses: int = 1
    once: bool = True


KINDS = (
    Kind("sources"),
    Kind("source_materials"),
    Kind("excipients"),
    Kind("restrictions", named_by=("excipient", "property"), once=False),
    Kind("equipment", named_by=("name",), least_uses=2),
    Kind("quality_checks", least_uses=2),
    Kind("studies", least_uses=2),
    Kind("house_limits", least_uses=2),
    Kind("devices"),
    Kind("dose_limits", once=False),
    Kind("screening", once=False),
    Kind("protocols", least_uses=2),
)
ACTIVES, SENTENCES, CONDITIONS = Kind("actives"), Kind("sentences"), Kind("storage_conditions")
POOLS = (ACTIVES, *KINDS, CONDITIONS, SENTENCES)


def code_of(row: object, *, kind: Kind) -> str:
    """Return the code that names a row, or nothing when it has none."""
    if not isinstance(row, Mapping):
        return ""
    codes = [row[key] for key in kind.named_by if isinstance(row.get(key), str)]
    return codes[0] if codes else ""


def name_of(row: object, *, kind: Kind) -> str:
    """Return the name by which formulations use a row of the shared part, or nothing when it has none."""
    code = code_of(row, kind=kind)
    variant = row.get(VARIANT) if isinstance(row, Mapping) else None
    return f"{code}/{variant}" if code and variant is not None else code


def source_codes(value: object) -> set[str]:
    """Return every source code that stands under `source` or `sources` anywhere in a value.

    A table of sources itself names none.
    """
    if isinstance(value, list):
        return {code for item in value for code in source_codes(item)}
    if not isinstance(value, Mapping):
        return set()
    named = value.get("sources")
    own = [value.get("source"), *(named if isinstance(named, list) else [])]
    here = {code.partition(": ")[0] for code in own if isinstance(code, str)}
    return here.union(*(source_codes(item) for key, item in value.items() if key != "sources"))


def excipients_used(components: object) -> list[str]:
    """Return the codes of the excipients that components name, each once, in order."""
    rows: Iterable[object] = components if isinstance(components, list) else []
    codes = [row.get("excipient") for row in rows if isinstance(row, Mapping)]
    return [code for code in dict.fromkeys(codes) if isinstance(code, str)]
