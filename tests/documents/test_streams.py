"""The streams of a PDF come out whole, whatever byte they end in."""

import zlib

import pytest

from pharmacy.documents.finishing.streams import streams_of, unpacked

PDF = b"1 0 obj\n<</Length %d>>\nstream\n%bendstream\nendobj\n"


def ending_in(last: bytes) -> bytes:
    """Words whose packed form ends in this byte."""
    texts = (b"Take %d capsules at bedtime." % number for number in range(10_000))
    return next(text for text in texts if zlib.compress(text).endswith(last))


@pytest.mark.parametrize("last", [b"\r", b"\n", b"x"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b""])
def test_a_packed_stream_that_ends_in_a_line_end_is_read_to_its_last_letter(last: bytes, line_end: bytes) -> None:
    text = ending_in(last)
    packed = zlib.compress(text)
    ((before, stream), _) = streams_of(PDF % (len(packed), packed + line_end))
    assert before.startswith(b"1 0 obj")
    assert unpacked(stream) == text


def test_a_stream_that_is_not_packed_says_itself() -> None:
    assert unpacked(b"/CIDInit /ProcSet findresource begin") == b"/CIDInit /ProcSet findresource begin"
    assert unpacked(b"x is not packed", most=4) == b"x is"


def test_only_the_start_of_a_stream_is_unpacked_where_that_is_enough() -> None:
    assert unpacked(zlib.compress(b"/CIDInit and more"), most=8) == b"/CIDInit"
