"""How a product is called where its strength must not be missed."""

import re


def with_strength(name: str, *, strength: str) -> str:
    """Return the name with its strength, once: names of preparations in several strengths do not hold it.

    A longer number or another unit is another strength: "2.5 mg/ml" does not hold "5 mg/ml", nor "1 mg/ml" "1 mg".
    Source: house rule: a strength is never left out because another one looks like it.
    """
    said = re.search(rf"(?<![\w.,/]){re.escape(strength)}(?![\w/])", name)
    return name if said else f"{name} {strength}"
