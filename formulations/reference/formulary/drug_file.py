"""One drug as one file: read whole or refused whole with every fault and its line, and written in one way only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from formulations.reference.faults import Fault
from formulations.reference.formulary.canonical import sha256_of
from formulations.reference.formulary.checking import faults_in
from formulations.reference.formulary.gathering import gather
from formulations.reference.formulary.key_order import in_order
from formulations.reference.formulary.plain_toml import PlainToml, plain_toml
from formulations.reference.formulary.pools import POOLS
from formulations.reference.formulary.refusals import BadSpecification
from formulations.reference.formulary.signing import Signature, fault_of_signature, signature_from
from formulations.reference.formulary.spreading import Assembled, Assembly
from formulations.reference.formulary.toml_text import toml_text

FORMAT = "secundum-formulary/2"
KEYS = ("format", "sha256", "signature", *(kind.key for kind in POOLS), "formulations")

# What may be wrong only because another line was passed over.
MAY_FOLLOW = ("is missing", "is used by no", "is not among", "must list", "must have", "names ")

Document = dict[str, Any]


class BadDrugFile(BadSpecification):
    """A drug file that is refused whole. faults: each with its line, in the order of the lines."""


@dataclass(frozen=True)
class DrugFile:
    """What one file holds. documents: one for each formulation, by code. sha256: of their content."""

    documents: tuple[Document, ...]
    sha256: str
    signature: Signature | None


def read_drug_file(content: bytes, *, name: str, hash_matters: bool = True) -> DrugFile:
    """Return the documents of a drug file, as they were before it was written.

    name: of the file, for the message. hash_matters: False only while a file is being written by hand.
    Raises BadDrugFile with every fault and its line. Source: the file format secundum-formulary/2.
    """
    plain = plain_toml(content)
    faults = list(plain.faults)
    documents: tuple[Document, ...] = ()
    if plain.values:
        assembly = Assembly(plain.values)
        documents = tuple(one.document for one in assembly.assembled)
        found = [*_faults_of_head(plain), *(plain.at(fault, where=fault.where) for fault in assembly.faults)]
        found += _faults_of_documents(assembly.assembled, plain=plain)
        faults += [fault for fault in found if not _only_follows(fault, plain=plain)]
    elif not faults:
        faults = [Fault(1, (), "the file is empty")]
    if not faults and hash_matters:
        faults = _faults_of_hash(plain, documents=documents)
    if faults:
        raise _refusal(name, faults=faults)
    return DrugFile(documents, content_sha256(documents), signature_from(plain.values.get("signature")))


def write_drug_file(documents: Iterable[Document], *, signature: Signature | None = None) -> str:
    """Return documents as the text of one drug file; equal documents give the same text, whatever their order.

    documents: one for each formulation, each with its own code. Raises BadSpecification for a value that no file holds.
    Source: the file format secundum-formulary/2.
    """
    by_code = tuple(sorted(documents, key=lambda one: str(one["formulation"]["code"])))
    head: Document = {"format": FORMAT, "sha256": content_sha256(by_code)}
    signed = {"signature": signature.as_table()} if signature else {}
    return f"{_title(by_code)}\n{toml_text(head | signed | gather(by_code), order=in_order)}"


def content_sha256(documents: Iterable[Document]) -> str:
    """Return the SHA-256 of what a file says, whatever its layout: of the documents by code, in canonical JSON.

    Source: FIPS 180-4; RFC 8785 as in `canonical_json`.
    """
    by_code = sorted(documents, key=lambda one: str(one["formulation"]["code"]))
    return sha256_of({"format": FORMAT, "documents": by_code})


def _title(documents: tuple[Document, ...]) -> str:
    actives = dict.fromkeys(str(one["active"]["labelled_as"]) for one in documents if "active" in one)
    named = ", ".join(actives) if len(actives) <= 3 else f"{len(actives)} actives"
    many = f"{len(documents)} formulations" if len(documents) != 1 else "1 formulation"
    return (
        f"# Formulary of {named}: {many}. The format is described in docs/formulary-file.md.\n"
        "# After a change by hand: manage.py formulary tidy FILE. Comments are not kept.\n"
    )


def _faults_of_head(plain: PlainToml) -> Iterable[Fault]:
    for key in sorted(set(plain.values) - set(KEYS)):
        fault = Fault(0, (key,), "is a key that is not known here; correct or remove it", str(plain.values[key])[:60])
        yield plain.at(fault, where=fault.where)
    if plain.values.get("format") != FORMAT:
        shown = str(plain.values["format"])[:60] if "format" in plain.values else None
        problem = f"must be {FORMAT!r}" if shown else "is missing; add it"
        yield plain.at(Fault(0, ("format",), problem, shown), where=("format",))


def _faults_of_documents(assembled: list[Assembled], *, plain: PlainToml) -> Iterable[Fault]:
    seen: set[object] = set()
    for one in assembled:
        code = one.document["formulation"].get("code")
        if isinstance(code, str) and code in seen:
            where = (*one.where, "code")
            yield plain.at(Fault(0, where, "is listed twice; give each formulation its own code", code), where=where)
        seen.add(code if isinstance(code, str) else None)
        for fault in faults_in(one.document):
            yield plain.at(fault, where=one.in_file(fault.where))


def _only_follows(fault: Fault, *, plain: PlainToml) -> bool:
    """Whether a fault says again what is told of the text: of a value that is none, or of a line passed over."""
    told = {(one.where, one.value) for one in plain.faults if one.where} | {
        (fault.where, fault.value) for one in plain.faults if (one.line, one.problem) == (fault.line, fault.problem)
    }
    return (fault.where, fault.value) in told or (plain.left_out and fault.problem.startswith(MAY_FOLLOW))


def _faults_of_hash(plain: PlainToml, *, documents: tuple[Document, ...]) -> list[Fault]:
    sha256 = content_sha256(documents)
    stated = plain.values.get("sha256")
    faults = []
    if stated is None:
        faults.append(Fault(0, ("sha256",), f"is missing; it is {sha256!r} (manage.py formulary tidy FILE writes it)"))
    elif stated != sha256:
        faults.append(Fault(0, ("sha256",), f"is not that of the content, {sha256!r}", str(stated)[:64]))
    faults += fault_of_signature(plain.values.get("signature"), sha256=sha256)
    return [plain.at(fault, where=fault.where) for fault in faults]


def _refusal(name: str, *, faults: list[Fault]) -> BadDrugFile:
    """Return the refusal, each fault once: what several formulations share is wrong once."""
    each = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.line, str(fault.where), fault.problem)))
    return BadDrugFile(f"{name}: {'; '.join(str(fault) for fault in each)}", faults=each)
