"""Where the facts come from: what each document states, the source of each fact, and what weighs most. Pure."""

from formulations.sources.fact import HOW_SURE, LOW, Gathered, Said, SourcedFact
from formulations.sources.gathering import gather
from formulations.sources.sections import SECTIONS, FactSection, section

__all__ = [
    "HOW_SURE",
    "LOW",
    "SECTIONS",
    "FactSection",
    "Gathered",
    "Said",
    "SourcedFact",
    "gather",
    "section",
]
