"""Gathers the facts of a document, each with its source: by walking it, so that no kind of fact is forgotten."""

from collections.abc import Iterable, Mapping

from formulations.sources.fact import Gathered, Said, SourcedFact, gathered
from formulations.sources.sections import NOT_FACTS

Row = Mapping[str, object]
NAMES = ("name", "code", "excipient", "property", "title", "section", "category")
CODES = NAMES[1:4]
PLAIN = ("text", "message", "summary", "reason", "labelled_as", "says")  # said as they are, without their key
REASONS = ("why", "labelling_rule", "weigh_as")
ARGUED = (*REASONS, "reason", "message", "summary")  # a rule that says any of these says why it is so
SILENT = frozenset({"source", "sources", "code", "section", *REASONS})
HEADS = frozenset({"formulation", "code", "name", "section", "language"})  # what a table is, which states no fact
SAID_AS = {
    "amount": "{}",
    "quantity": "{}",
    "per": "in {}",
    "days": "{} days",
    "months": "{} months",
    "ceiling_days": "at most {} days",
    "least_celsius": "from {} °C",
    "most_celsius": "to {} °C",
    "function": "{}",
    "severity": "{}",
    "protect_from_light": "protect from light: {}",
    "do_not_freeze": "do not freeze: {}",
    "counted": "counted out: {}",
    "counts": "the day of making counts: {}",
    "shake": "shake: {}",
    "overridable": "a pharmacist may settle it: {}",
    "microbial_evidence": "shows that preservation works: {}",
}
JOINED = {"{about}": "What was entered", ", in ": " in ", ", to ": " to "}
ASKED_FOR = {"label": "must stand on it"}  # of a part of a label, the law says no more than its name
MOST = 400  # characters of a value that are shown; enough to tell which fact it is


def gather(content: Row, *, sections: Iterable[str] | None = None) -> Gathered:
    """Return the facts of a document and the sources it lists.

    content: a document in the exchange format, or the content of a reference file. sections: the parts to look at;
    all parts that are tables, where none are named.
    """
    keys = [key for key in (content if sections is None else sections) if key in content and key not in NOT_FACTS]
    facts = (fact for key in keys for fact in _facts(content[key], section=key, about=""))
    return gathered((_said(row) for row in _tables(content.get("sources"))), facts=facts)


def _said(row: Row) -> Said:
    keys = ("code", "title", "how_sure", "url", "reviewed_on", "reviewed_by")
    return Said(**{key: str(row.get(key, "")) for key in keys})


def _facts(value: object, *, section: str, about: str) -> Iterable[SourcedFact]:
    if isinstance(value, list):
        for item in value:
            yield from _facts(item, section=section, about=about)
    if not isinstance(value, Mapping):
        return
    name = _name(value) or about
    yield from _own(value, section=section, about=name)
    for key, item in value.items():
        if key != "sources":
            inner = " ".join(filter(None, (name, _words(str(key)))))
            yield from _facts(item, section=section, about=inner if isinstance(item, Mapping) else name)


def _own(row: Row, *, section: str, about: str) -> Iterable[SourcedFact]:
    """Yield the facts that a table states itself, once for each of its sources."""
    value = _value(row) or ASKED_FOR.get(section, "")
    why = " ".join(str(row[key]) for key in REASONS if row.get(key))
    is_argued = any(row.get(key) for key in ARGUED)
    cited = [(str(row["source"]), "")] if "source" in row else []
    cited += [(code, says) for code, _, says in (str(one).partition(": ") for one in _listed(row))]
    for code, says in cited:
        yield SourcedFact(section, about, value, why, code, says, is_argued)
    if not cited and _states_something(row):
        yield SourcedFact(section, about, value, why, "", is_argued=is_argued)


def _listed(row: Row) -> list[object]:
    entries = row.get("sources", [])
    return [one for one in entries if isinstance(one, str)] if isinstance(entries, list) else []


def _states_something(row: Row) -> bool:
    """Return whether a table holds more than names and further tables; one without further tables always does."""
    if "patient_name" in row and "dosage_form" in row:
        return "unavailable_reason" in row
    has_tables = any(not _is_plain(item) or item == [] for item in row.values())
    return any(_is_plain(item) and item != [] for key, item in row.items() if not has_tables or key not in HEADS)


def _is_plain(item: object) -> bool:
    return not isinstance(item, Mapping) and not (isinstance(item, list) and any(isinstance(i, Mapping) for i in item))


def _name(row: Row) -> str:
    key = next((key for key in NAMES if row.get(key)), "")
    return _words(str(row[key])) if key in CODES else str(row.get(key, ""))


def _value(row: Row) -> str:
    """Return what a table states, in words: plain sentences first, then each key with its value."""
    sentences = [str(row[key]) for key in PLAIN if row.get(key)]
    named = (key for key in row if key not in SILENT and key not in PLAIN and _is_plain(row[key]) and row[key] != [])
    pairs = [_pair(key, row[key]) for key in named if _words(str(row[key])) != _words(_name(row))]
    text = " ".join((*sentences, ", ".join(pairs))).strip()
    for awkward, plain in JOINED.items():
        text = text.replace(awkward, plain)
    return text if len(text) <= MOST else f"{text[:MOST].rstrip()} ..."


def _pair(key: str, value: object) -> str:
    return SAID_AS.get(key, f"{_words(key)} {{}}").format(_said_as(value))


def _said_as(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _words(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")


def _tables(value: object) -> list[Row]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
