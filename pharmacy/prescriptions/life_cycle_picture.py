"""The picture of the life cycle, drawn from its table."""

from pharmacy.prescriptions.life_cycle import ENDS, PASSAGES
from pharmacy.prescriptions.models import Stage

_HEAD = """# The life of a prescription

This page is drawn from the table in `pharmacy/prescriptions/life_cycle.py` by `python manage.py draw_life_cycle`;
change the table, then draw again. A test compares the two. Nothing moves a prescription but the acts named here.

"""


def picture() -> str:
    """Return docs/life-cycle.md: a mermaid diagram, and the same in words."""
    return _HEAD + _diagram() + "\n" + _words()


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Stage.ENTERED.value}: enter"]
    lines += [f"    {passage.start.value} --> {passage.end.value}: {passage.act}" for passage in PASSAGES]
    lines += [f"    {end.value} --> [*]" for end in ENDS]
    return "\n".join([*lines, "```", ""])


def _words() -> str:
    rows = [f"| {passage.start.value} | {passage.act} | {passage.end.value} |" for passage in PASSAGES]
    return "\n".join(["| from | act | to |", "|---|---|---|", *rows, ""])
