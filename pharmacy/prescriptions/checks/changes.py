"""Says in words what differs between the facts of two screenings. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from formulations.science.day_text import day_in_words

LISTS = {"medicines": "medicine", "allergies": "allergy or intolerance", "conditions": "condition"}


def changes_between(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return one sentence for each thing that is not as it was; none for the same facts.

    before, now: facts as `check_facts` gives them. Source: arithmetic of sets.
    """
    found = [*_about_the_preparation(before, now), *_about_the_patient(before, now)]
    if not found and dict(before) != dict(now):
        found = ["Something that the check rests on changed."]  # nothing passes unsaid
    return tuple(found)


def _about_the_preparation(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    found = []
    if before["formulation"] != now["formulation"]:
        found.append(f"Another formulation: {now['formulation']}, not {before['formulation']}.")
    elif before["specification"] != now["specification"]:
        versions = (now["specification"]["version"], before["specification"]["version"])
        found.append("The specification is now version {}; it was version {}.".format(*versions))
    if before["law"] != now["law"]:
        found.append(f"The law is now {_law(now)}; it was {_law(before)}.")
    if before["strength"] != now["strength"]:
        found.append(f"The strength is now {now['strength']}; it was {before['strength']}.")
    if before["choices"] != now["choices"]:
        found.append(f"The choices are now {_choices(now)}; they were {_choices(before)}.")
    if before["doses"] != now["doses"]:
        found.append("The doses are not the same.")
    if before["days"] != now["days"]:
        found.append(f"It is now for {now['days']} days; it was for {before['days']}.")
    return found


def _about_the_patient(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    found = []
    for name, word in LISTS.items():
        old, new = _named(before[name]), _named(now[name])
        found += [f"New {word}: {text}." for text in sorted(new - old)]
        found += [f"No longer listed, {word}: {text}." for text in sorted(old - new)]
    if before["changed"] != now["changed"]:
        found.append("What the patient was supplied with last is not what it was then.")
    if before["dictionary"] != now["dictionary"]:
        found.append("The dictionary of medicines and excipients is another edition.")
    return found


def _named(entries: list[dict[str, str]]) -> set[str]:
    return {_entry(one) for one in entries}


def _entry(one: Mapping[str, str]) -> str:
    named = one["text"] or f"code {one['code']}"
    coded = f" ({one['code']})" if one["code"] and one["text"] else ""
    ended = f", last taken on {day_in_words(date.fromisoformat(one['ended_on']))}" if one["ended_on"] else ""
    return f"{named}{coded}{ended}"


def _law(facts: Mapping[str, Any]) -> str:
    return f"{facts['law']['code']} from {day_in_words(date.fromisoformat(facts['law']['edition']))}"


def _choices(facts: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {code}" for name, code in sorted(facts["choices"].items())) or "the usual ones"
