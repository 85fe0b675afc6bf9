"""Reads the formulary: what may be made, by which specification, and with what choices."""

from formulations.queries.approved import (
    NoApprovedSpecification,
    SpecificationAltered,
    Unavailable,
    UnknownFormulation,
    approved_specification,
    check_unaltered,
    formulary_list,
    formulation_page,
    offered,
    pinned_specification,
    read_sections,
    why_unavailable,
)

__all__ = [
    "NoApprovedSpecification",
    "SpecificationAltered",
    "Unavailable",
    "UnknownFormulation",
    "approved_specification",
    "check_unaltered",
    "formulary_list",
    "formulation_page",
    "offered",
    "pinned_specification",
    "read_sections",
    "why_unavailable",
]
