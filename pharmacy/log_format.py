"""Log lines that never carry the values an exception was raised with."""

import logging
import re
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError
from django.template.exceptions import TemplateDoesNotExist

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# Messages of these speak of the installation ("no such table", "connection refused"), never of a row.
SPEAK_OF_THE_INSTALLATION = (OperationalError, ImproperlyConfigured, TemplateDoesNotExist, ImportError)


OPENS_A_LEAFLET = re.compile(r"/leaflet/[^/\s]+")  # whoever reads a log may not open a patient's leaflet with it


class WithoutValues(logging.Formatter):
    """A formatter that names the exception and the lines it came through, but not the values in its message.

    Nor does a line carry the address of a patient's leaflet.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with every address of a leaflet cut off before what opens it."""
        return OPENS_A_LEAFLET.sub("/leaflet/...", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """Return the kind of exception and where it happened; its message may hold a patient's data."""
        kind = ei[0].__name__ if ei[0] else "Exception"
        said = str(ei[1]) if isinstance(ei[1], SPEAK_OF_THE_INSTALLATION) else "(message withheld)"
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(ei[2])]
        return "\n".join([f"{kind} {said}", *lines])
