"""The streams of a PDF as its bytes have them, packed or not."""

import zlib
from collections.abc import Iterator

LINE_ENDS = b"\r\n"


def streams_of(pdf: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give what stands before each stream, and the stream as it is stored, with the line end that closes it.

    Nothing is taken from its end: the last byte of a packed stream may look like a line end.
    """
    for piece in pdf.split(b"endstream"):
        before, _, stream = piece.partition(b"stream")
        yield before, stream.lstrip(LINE_ENDS)


def unpacked(stream: bytes, *, most: int = 0) -> bytes:
    """Return what a stream says; one that is not packed says itself. most: bytes from its start, 0 for all."""
    try:
        return zlib.decompressobj().decompress(stream, most)
    except zlib.error:
        return stream[: most or None]
