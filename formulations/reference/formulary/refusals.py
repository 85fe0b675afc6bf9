"""What is said when a formulary document cannot be used."""

from formulations.reference.typed_reader import BadDocument


class BadSpecification(BadDocument):
    """A specification that cannot be used; the message names the formulation or file, the key, its value and why."""
