"""One run of `manage.py formulary`: from the options to the exit status; every refusal is said without a traceback."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from formulations.exchange import files
from formulations.exchange.exporting import (
    Exported,
    documents_on_record,
    export,
    find_substance,
    substances_with_formulations,
)
from formulations.exchange.importing import CHANGED, Proposal, proposals, take_in, writer_named
from formulations.exchange.refusals import ExchangeRefused, NothingToExport
from formulations.exchange.showing import difference
from formulations.reference.formulary import BadSpecification
from formulations.reference.formulary.drug_file import BadDrugFile, DrugFile, write_drug_file
from formulations.reference.formulary.signing import BadKey, fault_of_signature, public_key_in, sign
from formulations.refusals import FormularyConflict
from formulations.today import today

SAME, DIFFERENT, BAD = 0, 1, 2
MOST_FAULTS_SAID = 200

Say = Callable[[str], object]
Given = Mapping[str, Any]


def run(given: Given, *, say: Say, complain: Say) -> int:
    """Return the exit status: 0 done or the same, 1 differences, 2 something that cannot be used.

    given: the options by name, `act` among them. say, complain: take a line each.
    Source: the contract of the command, docs/formulary-file.md.
    """
    try:
        return ACTS[given["act"]](given, say=say)
    except BadDrugFile as error:
        for line in refusal_lines(error):
            complain(line)
    except (ExchangeRefused, BadKey, FormularyConflict, BadSpecification) as error:
        complain(f"formulary: {error}")
    except DatabaseError as error:
        complain(
            f"formulary: the database cannot be used ({str(error)[:80]}); run manage.py set_up, or check its address"
        )
    return BAD


def refusal_lines(error: BadDrugFile) -> Iterable[str]:
    """Yield a refused file as lines: each fault with its line, and how many there are."""
    name = str(error).partition(":")[0]
    for fault in error.faults[:MOST_FAULTS_SAID]:
        yield f"{name}: {fault}"
    count = len(error.faults)
    yield f"{name}: refused, {count} {'fault' if count == 1 else 'faults'}; nothing was written"


def check(given: Given, *, say: Say) -> int:
    """Read each file as an import would, and hold its signature against a key where one is given."""
    key = public_key_in(files.read_bytes(Path(given["key"]))) if given["key"] else None
    for name in given["files"]:
        held = files.read(Path(name))
        if key and (held.signature is None or held.signature.public_key != key):
            raise BadKey(f"{name} is {'signed with another key' if held.signature else 'not signed'}; do not trust it")
        say(f"{name}: good; {_summary(held)}")
    return SAME


def tidy(given: Given, *, say: Say) -> int:
    """Write each file anew in its one form; a signature stays only where it still holds."""
    for name in given["files"]:
        path = Path(name)
        held = files.read(path, hash_matters=False)
        signed = held.signature and not fault_of_signature(held.signature.as_table(), sha256=held.sha256)
        files.write(write_drug_file(held.documents, signature=held.signature if signed else None), to=path)
        say(f"{name}: written; {_summary(held)}")
    return SAME


def sign_file(given: Given, *, say: Say) -> int:
    """Write a file with a signature of its content."""
    path = Path(given["file"])
    held = files.read(path)
    signature = sign(held.sha256, private_pem=files.read_bytes(Path(given["key"])))
    files.write(write_drug_file(held.documents, signature=signature), to=path)
    say(f"{path}: signed; sha256 {held.sha256}, public key {signature.public_key}")
    return SAME


def export_drugs(given: Given, *, say: Say) -> int:
    """Write the versions in use of one active to a file, or of every active to a folder."""
    to = Path(given["out"])
    if bool(given["drug"]) == given["all"]:
        raise ExchangeRefused("export takes the name of one drug, or --all")
    if not given["all"]:
        _write(export(find_substance(given["drug"]), today=today(), drafts=given["drafts"]), to=to, say=say)
        return SAME
    if not to.is_dir():
        raise ExchangeRefused(f"--out {to}: with --all this is a folder that exists")
    for substance in substances_with_formulations():
        try:
            exported = export(substance, today=today(), drafts=given["drafts"])
        except NothingToExport as error:
            say(f"left out: {error}")
            continue
        _write(exported, to=to / f"{exported.drug}.toml", say=say)
    return SAME


def import_file(given: Given, *, say: Say) -> int:
    """Say what a file would change; with --confirm make the drafts."""
    path = Path(given["file"])
    by, held = writer_named(given["by"]), files.read(path)
    changes = proposals(held, today=today())
    for one in changes:
        _tell(one, say=say)
    if given["confirm"]:
        imported = take_in(held, name=path.name, by=by, today=today())
        for draft in imported.drafts:
            say(f"drafted: {draft.formulation.code} version {draft.version}")
        say(f"{len(imported.drafts)} drafts made; submit and approve them in the browser")
        return SAME
    count = sum(one.writes for one in changes)
    asked = "; nothing was. Add --confirm to make the drafts." if count else ": all of it is on record."
    say(f"{count} of {len(changes)} formulations would be written{asked}")
    return DIFFERENT if count else SAME


def diff(given: Given, *, say: Say) -> int:
    """Say how a file differs from another, or from the versions in use."""
    first = _by_code(files.read(Path(given["file"])))
    if given["other"]:
        old, new = first, _by_code(files.read(Path(given["other"])))
    else:
        old, new = {code: row.content for code, row in documents_on_record(first, today=today()).items()}, first
    differs = False
    for code in sorted(old.keys() | new.keys()):
        lines = _compared(code, old=old.get(code), new=new.get(code))
        differs = differs or bool(lines)
        for line in lines:
            say(line)
    if not differs:
        say("no differences")
    return DIFFERENT if differs else SAME


def _compared(code: str, *, old: Any, new: Any) -> list[str]:
    if old is None or new is None:
        return [f"{code}: {'added' if old is None else 'removed'}"]
    lines = list(difference(old, new))
    return [f"{code}: changed", *lines] if lines else []


def _tell(one: Proposal, *, say: Say) -> None:
    against = f", against version {one.base.version}" if one.base else ""
    say(f"{one.code}: {one.state}{against}")
    if one.state == CHANGED and one.base is not None:
        for line in difference(one.base.content, one.document):
            say(line)


def _write(exported: Exported, *, to: Path, say: Say) -> None:
    files.write(exported.text, to=to)
    say(f"{to}: written; {exported.formulations} formulations of {exported.drug}")
    if exported.left_out:
        say(f"  left out, without such a version: {', '.join(exported.left_out)}")
    for fault in exported.faults:
        say(f"  an import would refuse it: {fault}")


def _by_code(held: DrugFile) -> dict[str, Any]:
    return {document["formulation"]["code"]: document for document in held.documents}


def _summary(held: DrugFile) -> str:
    count = len(held.documents)
    signed = ", signed" if held.signature else ""
    return f"{count} {'formulation' if count == 1 else 'formulations'}, sha256 {held.sha256}{signed}"


ACTS: dict[str, Callable[..., int]] = {
    "check": check,
    "tidy": tidy,
    "sign": sign_file,
    "export": export_drugs,
    "import": import_file,
    "diff": diff,
}
