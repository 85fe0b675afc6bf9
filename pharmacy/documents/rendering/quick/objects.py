"""The objects of a PDF file, put together byte by byte."""

from dataclasses import dataclass, field

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


def decimal(value: float) -> str:
    """Return a number with as many places as are seen."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


@dataclass
class Objects:
    """A file that grows object by object. places: of each object, by its number; the first objects may be given."""

    content: bytearray = field(default_factory=lambda: bytearray(HEADER))
    places: dict[int, int] = field(default_factory=dict)
    following: int = 1

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        number = self.following
        self.following += 1
        return number

    def add(self, data: bytes, *, number: int = 0) -> int:
        """Write an object; return its number."""
        number = number or self.reserve()
        self.places[number] = len(self.content)
        self.content += b"%d 0 obj\n%b\nendobj\n" % (number, data)
        self.following = max(self.following, number + 1)
        return number

    def add_stream(self, data: bytes, *, extra: bytes = b"") -> int:
        """Write a stream; return its number. extra: entries of its dictionary besides the length."""
        return self.add(b"<<%b/Length %d>>stream\n%b\nendstream" % (extra, len(data), data))

    def copy(self) -> "Objects":
        """Return a file that begins alike."""
        return Objects(bytearray(self.content), dict(self.places), self.following)

    def finished(self, *, root: int, info: int) -> bytes:
        """Return the whole file."""
        start = len(self.content)
        rows = b"".join(b"%010d 00000 n \n" % self.places[number] for number in range(1, self.following))
        table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (self.following, rows)
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>" % (self.following, root, info)
        return bytes(self.content) + table + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start
