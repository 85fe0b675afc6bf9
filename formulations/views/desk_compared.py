"""What a version changes, in short: for the pages on which somebody decides about it."""

from typing import Any

from formulations.comparing import side_by_side
from formulations.queries.version_lines import VersionLine, version_of


def compared(line: VersionLine) -> dict[str, Any]:
    """Return for a page: `before`, the version it is compared with (None: the first), and `changed`, what differs."""
    if line.before is None:
        return {"before": None, "changed": ()}
    before = version_of(line.row.formulation.code, version=line.before)
    sections = side_by_side(before.content, line.row.content)
    return {"before": before, "changed": tuple(section for section in sections if section.differs)}
