"""From the record to drug files: the versions in use, or the newest drafts, of one active or of all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from formulations.exchange.refusals import NothingToExport, NotTheSame, UnknownDrug
from formulations.models import Specification, Substance
from formulations.queries.versions import current_on
from formulations.reference.formulary import sha256_of
from formulations.reference.formulary.drug_file import BadDrugFile, read_drug_file, write_drug_file

Document = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """One drug as the text of a file.

    left_out: formulations of it that have no such version. faults: why an import would refuse it as it is (a draft that
    is not finished, say).
    """

    drug: str
    text: str
    formulations: int
    left_out: tuple[str, ...]
    faults: tuple[str, ...]


def find_substance(drug: str) -> Substance:
    """Return the active that a person means: by its code, or the one whose code begins so. Raises UnknownDrug."""
    known = {row.code: row for row in Substance.objects.order_by("code")}
    if drug in known:
        return known[drug]
    beginning = [row for code, row in known.items() if code.startswith(f"{drug}-")]
    if len(beginning) == 1:
        return beginning[0]
    codes = [row.code for row in beginning] or list(known)
    raise UnknownDrug(f"drug {drug[:60]!r} is not known; use one of: {', '.join(codes) or 'none is on record'}")


def substances_with_formulations() -> list[Substance]:
    """Return the actives that something is made of, by their codes."""
    return list(Substance.objects.filter(formulations__isnull=False).distinct().order_by("code"))


def export(substance: Substance, *, today: date, drafts: bool = False) -> Exported:
    """Return one active as a drug file.

    today: the day whose versions in use are meant. drafts: take the newest draft or submission of a formulation that
    has one. Raises NothingToExport.
    """
    contents, left_out = [], []
    for formulation in substance.formulations.order_by("code"):
        row = _version(formulation.specifications.all(), today=today, drafts=drafts)
        if row is None:
            left_out.append(formulation.code)
        else:
            contents.append(row.content)
    if not contents:
        what = "no draft and no version in use" if drafts else "no version in use"
        raise NothingToExport(f"{substance.code} has {what}; nothing is written")
    text = write_drug_file(contents)
    return Exported(substance.code, text, len(contents), tuple(left_out), _faults(text, contents=contents))


def documents_on_record(codes: Iterable[str], *, today: date) -> dict[str, Specification]:
    """Return the version in use of each formulation named, by its code."""
    rows = current_on(today).filter(formulation__code__in=list(codes)).select_related("formulation")
    return {row.formulation.code: row for row in rows}


def _version(rows: Any, *, today: date, drafts: bool) -> Specification | None:
    if drafts:
        draft: Specification | None = rows.filter(approved_at=None, discarded_at=None).order_by("-version").first()
        if draft is not None:
            return draft
    found: Specification | None = current_on(today).filter(pk__in=rows.values("pk")).first()
    return found


def _faults(text: str, *, contents: list[Document]) -> tuple[str, ...]:
    """Read what was written; a file that would not give the same documents back is a fault of the program."""
    try:
        read = read_drug_file(text.encode(), name="export").documents
    except BadDrugFile as error:
        return tuple(str(fault) for fault in error.faults)
    if {sha256_of(one) for one in read} != {sha256_of(one) for one in contents}:
        raise NotTheSame("the file would not give back what was exported; nothing is written, report this fault")
    return ()
