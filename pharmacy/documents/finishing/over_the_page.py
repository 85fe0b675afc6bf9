"""The words of a leaflet from page to page: the foot of a page parts no sentence that goes on behind it."""

from collections.abc import Sequence

from pharmacy.documents.finishing.raster import plain


def over_the_page(pages: Sequence[str], *, foot: str, mark: str, drawn: set[str]) -> str:
    """Return all text, with what goes on over a page's end in one piece; what stands between comes after all pages.

    pages: the text of each, its foot last; foot: the words that it begins with; mark: of training, above it where it
    has one; drawn: words in pictures, which the reader gives between the text and the foot.
    """
    bodies, rest = list[str](), list[str]()
    for page in pages:
        body, end = _parted(page, foot=plain(foot), mark=plain(mark), drawn=drawn)
        bodies.append(body)
        rest.append(end)
    return plain(" ".join([*bodies, *rest]))


def _parted(page: str, *, foot: str, mark: str, drawn: set[str]) -> tuple[str, str]:
    """Return what goes on and what does not."""
    at = page.rfind(foot)
    body = page[:at].strip() if at >= 0 else page
    words = body.removesuffix(mark).split()
    while words and words[-1] in drawn:
        words.pop()
    held = " ".join(words)
    return held, page[len(held) :]
