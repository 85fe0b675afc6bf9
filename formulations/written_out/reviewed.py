"""When the source of each line was last reviewed, set into lines that are already written out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from formulations.written_out.document import Line, Section

Reviewed = Mapping[tuple[str, str], str]


def with_reviews(sections: Iterable[Section], *, reviewed: Reviewed) -> tuple[Section, ...]:
    """Return the sections with the last review of each source that they cite.

    reviewed: words by the code and the title of a source; a list that shows a source by its code alone has no title.
    """
    return tuple(
        replace(section, lines=tuple(_line(one, reviewed=reviewed) for one in section.lines)) for section in sections
    )


def _line(line: Line, *, reviewed: Reviewed) -> Line:
    found = (replace(one, reviewed=reviewed.get((one.code, one.title), "")) for one in line.cited)
    return replace(line, cited=tuple(found))
