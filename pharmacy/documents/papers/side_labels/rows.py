"""What stands on a side label, row by row, in the order of reading."""

from dataclasses import dataclass

NAME, SAY, KEY, SMALL = "name", "say", "key", "small"  # how large a row is set, from the ladder of the stock


@dataclass(frozen=True)
class Row:
    """One row. code: what it is, two where it says both; size: NAME, SAY, KEY or SMALL.

    sign: the drawing beside it, empty for none.
    """

    code: str
    text: str
    size: str
    sign: str = ""


@dataclass(frozen=True)
class SideLabelText:
    """All rows of a side label. code_lines: its code in letters, as it stands beside the 2D code."""

    rows: tuple[Row, ...]
    code_lines: tuple[str, ...]

    @property
    def signs(self) -> int:
        """How many rows have a drawing."""
        return sum(bool(row.sign) for row in self.rows)

    @property
    def codes(self) -> tuple[str, ...]:
        """What each row is, in order, each once."""
        return tuple(dict.fromkeys(row.code.split()[0] for row in self.rows))
