"""What kind of file a scan is, told by its content. Its name and what a browser says of it are not asked."""

JPEG, PNG, WEBP, TIFF, PDF = "image/jpeg", "image/png", "image/webp", "image/tiff", "application/pdf"
ENDINGS = {JPEG: "jpg", PNG: "png", WEBP: "webp", TIFF: "tif", PDF: "pdf"}
LARGEST_FILE = 10_000_000  # bytes; a photograph of a telephone has 2 to 6 million
_BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"%PDF-", PDF),
)
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<body")
_READ_FOR_A_SECOND_KIND = 1024  # so far into a file a browser looks for markup, and a PDF reader for its beginning
_ARCHIVE_ENDS, _LONGEST_ARCHIVE_END = b"PK\x05\x06", 65_557


class BadScan(ValueError):
    """A file that is not kept as a scan. The message says why, and what to do."""


def kind_of(content: bytes) -> str:
    """Return the media type of a scan.

    Raises BadScan for an empty file, one over 10 MB, one that is neither a picture nor a PDF, and one that is two
    kinds of file at once. Source: house rule.
    """
    if not content:
        raise BadScan("the file is empty; scan the page again")
    if len(content) > LARGEST_FILE:
        raise BadScan("the file is larger than 10 MB; scan with fewer dots an inch (200 are enough) or fewer pages")
    kind = _kind_at_the_beginning(content)
    if _is_a_second_kind(content, kind=kind):
        raise BadScan("the file is a picture or PDF and something else at once; scan or photograph the paper again")
    return kind


def _kind_at_the_beginning(content: bytes) -> str:
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if any(mark in content[:_READ_FOR_A_SECOND_KIND].lower() for mark in _MARKUP):
        raise BadScan("the file is a web page or a drawing in SVG, whatever its name says; save it as a PDF or PNG")
    raise BadScan("the file is no JPEG, PNG, WebP, TIFF or PDF; scan it to a PDF, or photograph the paper")


def _is_a_second_kind(content: bytes, *, kind: str) -> bool:
    head = content[:_READ_FOR_A_SECOND_KIND].lower()
    has_archive = _ARCHIVE_ENDS in content[-_LONGEST_ARCHIVE_END:]
    if kind == PDF:
        return has_archive or b"<script" in head or b"<html" in head
    # Pictures of cameras carry XMP, which is XML, but never in the place of a page.
    has_page = any(mark in head for mark in (b"<!doctype", b"<html", b"<script", b"<svg", b"<body"))
    return has_archive or has_page or b"%pdf-" in head
