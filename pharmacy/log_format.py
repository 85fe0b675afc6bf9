"""Log lines that never carry the values an exception was raised with."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """A formatter that names the exception and the lines it came through, but not its message."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """Return the kind of exception and where it happened; its message may hold a patient's data."""
        kind = ei[0].__name__ if ei[0] else "Exception"
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(ei[2])]
        return "\n".join([f"{kind} (message withheld)", *lines])
