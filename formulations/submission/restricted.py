"""Components that a restriction forbids, or sets a condition on."""

from dataclasses import replace

from formulations.science.restrictions import objections_to_components
from formulations.science.specification import Restriction, Specification
from formulations.submission.objection import Objection


def restricted_components(specification: Specification, *, drug_rules: tuple[Restriction, ...]) -> list[Objection]:
    """Return an objection for each component that breaks a restriction of its own or of the drug.

    Source: the restriction's own sources, which its reason names.
    """
    return [
        Objection("restricted-component", sentence, f"components[{number}]", "the restriction")
        for number, component in enumerate(specification.components, 1)
        for sentence in objections_to_components(
            replace(specification, components=(component,)), from_elsewhere=drug_rules
        )
    ]
