"""Looks for conditions that a rule names, by words and by codes."""

from functools import lru_cache

from formulations.reference.medicines.catalogue import Phrase
from formulations.reference.medicines.coding import icd10_code, snomed_code
from formulations.reference.medicines.phrases import Match, find_phrases
from formulations.reference.medicines.spelling import parts, words, words_as_written
from formulations.reference.medicines.vocabulary import vocabulary
from formulations.science.findings import Finding, Severity
from formulations.science.specification import ScreeningRule
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.wording import finding_from, shorten

READ_AS_ABSENT = (
    "House rule (expert opinion): a condition that the record denies, or that a relative has, is not counted"
)

Rules = tuple[ScreeningRule, ...]


def check_conditions(entries: tuple[KnownEntry, ...], *, rules: Rules) -> list[Finding]:
    """Return what is found about the conditions of a patient.

    entries: conditions only. A condition that its text denies or gives to a relative is shown, and nothing else.
    A condition that no rule names needs no finding. Source: the rules given.
    """
    looked_for = tuple(rule for rule in rules if rule.looks_at == "conditions")
    return [finding for entry in entries for finding in _findings_about(entry, rules=looked_for)]


def _findings_about(entry: KnownEntry, *, rules: Rules) -> list[Finding]:
    about = shorten(entry.text) or f"code {entry.code.strip()}"
    coded = _by_code(entry, rules=rules)
    found = [finding_from(rule, about=about, values={"code": entry.code.strip()}) for rule in coded]
    for part in parts(entry.text):
        line, written = words(part), words_as_written(part)
        for match in _matches(line, rules=rules):
            if match.meaning and _is_not_theirs(line, match=match):
                found.append(_read_as_absent(about))
                continue
            named = " ".join(written[match.start : match.end])
            found += [finding_from(rule, about=about, values={"recognised as": named}) for rule in match.meaning]
    return found


def _by_code(entry: KnownEntry, *, rules: Rules) -> list[ScreeningRule]:
    """Return the rules that name the code of an entry; of ICD-10 prefixes the longest decides."""
    concept = snomed_code(entry.system, code=entry.code)
    icd10 = icd10_code(entry.system, code=entry.code)
    lengths = {
        rule: max((len(prefix) for prefix in _tidy(rule.icd10) if icd10.startswith(prefix)), default=0)
        for rule in rules
        if icd10
    }
    longest = max(lengths.values(), default=0)
    by_icd10 = [rule for rule, length in lengths.items() if length == longest > 0]
    return by_icd10 + [rule for rule in rules if concept and concept in rule.snomed]


def _tidy(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.replace(".", "").upper() for code in codes)


def _matches(line: Phrase, *, rules: Rules) -> list[Match[Rules]]:
    known = _phrases(rules)
    return find_phrases(line, known=known, longest=max((len(phrase) for phrase in known), default=0))[0]


@lru_cache(maxsize=64)
def _phrases(rules: Rules) -> dict[Phrase, Rules]:
    """Return every phrase that a rule looks for, and those that only look like one (they mean no rule)."""
    known: dict[Phrase, Rules] = dict.fromkeys(vocabulary().not_this, ())
    for rule in rules:
        for term in rule.terms:
            known[words(term)] = (*known.get(words(term), ()), rule)
    return known


def _is_not_theirs(line: Phrase, *, match: Match[Rules]) -> bool:
    """Whether the words around a condition deny it or give it to a relative; only fillers may stand between."""
    known = vocabulary()
    before = match.start - 1
    while before >= 0 and line[before] in known.fillers:
        before -= 1
    if before >= 0 and (line[before] in known.absent_before or line[before] in known.relative_before):
        return True
    after = match.end
    while after < len(line) and line[after] in known.fillers:
        after += 1
    return any(line[after : after + len(phrase)] == phrase for phrase in known.absent_after)


def _read_as_absent(about: str) -> Finding:
    return Finding(
        code="condition-recorded-as-absent",
        severity=Severity.INFORM,
        message=f"{about}: read as a condition that the patient does not have. If not so, enter the condition alone.",
        about=about,
        sources=(READ_AS_ABSENT,),
    )
