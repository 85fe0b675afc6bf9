"""How a scan comes in: kept in memory, never in a file of the system, and cut off once it is too large."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from pharmacy.prescriptions.scans.kinds import LARGEST_FILE

FIELD = "scan"


class ScanUploadHandler(FileUploadHandler):
    """Takes the file of one field alone; one byte more than is allowed is kept, to refuse it by name."""

    field, largest = FIELD, LARGEST_FILE

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin with a file, and keep the other ways of storing away from it."""
        super().new_file(field_name, *args, **kwargs)
        self.taken = field_name == self.field
        if self.taken:
            self.kept = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a part of the file; hand on what is not this handler's."""
        if not self.taken:
            return raw_data
        self.kept.write(raw_data[: max(0, self.largest + 1 - start)])
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Return the file, at most one byte too large."""
        if not self.taken:
            return None
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(self.kept, self.field, self.field, self.content_type, size, None)
