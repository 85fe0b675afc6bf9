"""A parsed file becomes resources that can be read one by one; an entry that is built wrongly spoils no other."""

from dataclasses import dataclass
from typing import Any

from pharmacy.exchange.fhir.bundle import BUNDLE_TYPES, KINDS_READ, Bundle, Entry, read_entry
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.problems import BadBundle, bad
from pharmacy.exchange.fhir.report.values import Line, Outcome
from pharmacy.exchange.fhir.report.watching import watched

OTHER_TYPES = ("searchset", "batch", "history", "batch-response", "transaction-response")
CHANGES_NOTHING_HERE = ("DELETE", "GET", "HEAD", "PATCH")
_CHANGES_THE_MEANING = ("modifierExtension", "implicitRules")
_ONE_PAGE = "it is one page of a search result and says that there are more; ask for all of them"


@dataclass(frozen=True)
class Opened:
    """The resources of a file. set_aside: entries that hold none, or none that can be told apart."""

    kind: str
    bundle: Bundle
    set_aside: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()


def open_file(content: Any) -> Opened:
    """Return the resources of a parsed file: of a Bundle of any type, or the one resource that it is.

    content: what strict_json gives. Raises BadBundle when it is no FHIR resource. Source: FHIR R4, Bundle.
    """
    if not isinstance(content, dict):
        raise bad("FILE", content, do="is not a FHIR resource; choose a Bundle or one resource")
    root = Element(content, "FILE")
    kind = root.word("resourceType")
    if not kind:
        raise root.missing("resourceType", do="choose a FHIR file: a Bundle or one resource")
    if kind != "Bundle":
        return Opened(kind, Bundle((_alone(content, kind=kind),)))
    return _open_bundle(Element(content, "Bundle"))


def _alone(content: dict[str, Any], *, kind: str) -> Entry:
    resource = Element(watched(content), kind)
    return Entry(resource, kind, (f"{kind}/{resource.word('id')}",) if resource.has("id") else ())


def _open_bundle(root: Element) -> Opened:
    for name in _CHANGES_THE_MEANING:
        if root.has(name):
            raise root.bad("may change what the whole file means and is not known here; remove it", name=name)
    kind = root.word("type")
    if kind not in (*BUNDLE_TYPES, *OTHER_TYPES):
        raise root.bad(
            f"is not a bundle type of R4; use one of {', '.join((*BUNDLE_TYPES, *OTHER_TYPES))}", name="type"
        )
    entries: list[Entry] = []
    set_aside: list[Line] = []
    for one in _entries(root):
        found = _entry(one, is_history=kind == "history")
        (entries if isinstance(found, Entry) else set_aside).append(found)  # type: ignore[arg-type]
    more = any(isinstance(link, dict) and link.get("relation") == "next" for link in _list(root, "link"))
    return Opened(f"Bundle ({kind})", Bundle(tuple(entries)), tuple(set_aside), (_ONE_PAGE,) if more else ())


def _list(root: Element, name: str) -> list[Any]:
    value = root.value.get(name, [])
    return value if isinstance(value, list) else []


def _entries(root: Element) -> list[Element]:
    if not isinstance(root.value.get("entry", []), list):
        raise root.bad("is not a list; put it in [ ]", name="entry")
    return [Element({"entry": item}, f"Bundle.entry[{place}]") for place, item in enumerate(_list(root, "entry"))]


def _entry(holder: Element, *, is_history: bool) -> Entry | Line:
    path, value = holder.path, holder.value["entry"]
    if not isinstance(value, dict):
        return Line(path, "entry", Outcome.NOT_READ, because=str(bad(path, value, do="is not an object")))
    if "resource" not in value:
        return Line(path, "entry", Outcome.NOT_USED, because="it holds no resource")
    why = _why_not_at_all(value, is_history=is_history)
    try:
        entry = read_entry(Element(watched(value) if _is_looked_into(value) else value, path))
    except BadBundle as error:
        return Line(path, "entry", Outcome.NOT_READ, because=str(error))
    return Line(entry.resource.path, entry.kind, Outcome.NOT_USED, because=why) if why else entry


def _is_looked_into(value: dict[str, Any]) -> bool:
    """Of all other kinds nothing is read, so nothing need be noted."""
    resource = value["resource"]
    return isinstance(resource, dict) and resource.get("resourceType") in KINDS_READ


def _why_not_at_all(value: dict[str, Any], *, is_history: bool) -> str:
    if is_history:
        return "a history holds earlier versions of a record; send the record as it is now"
    request = value.get("request")
    method = request.get("method") if isinstance(request, dict) else None
    if isinstance(method, str) and method in CHANGES_NOTHING_HERE:
        return f"its request is {method}"
    known = next((name for name in _CHANGES_THE_MEANING if name in value), "")
    return f"entry.{known} may change what is meant and is not known here" if known else ""
