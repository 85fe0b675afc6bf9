"""The only door to files and addresses while a paper is typeset, and it is shut."""

from weasyprint.urls import FatalURLFetchingError, URLFetcher


class FetchRefused(FatalURLFetchingError):  # type: ignore[misc]
    """Something on a paper asked for a file or an address; the whole paper is refused."""


class DataOnly(URLFetcher):  # type: ignore[misc]
    """Lets nothing through but data that stands in the paper itself. Fonts come from fontconfig, by name."""

    def __init__(self) -> None:
        super().__init__(timeout=1, allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """Return the response for a data: address. Raises FetchRefused for any other."""
        if not url.startswith("data:"):
            message = f"the paper asks for {url[:60]!r}; a paper is made of nothing but what stands in it"
            raise FetchRefused(message)
        return super().fetch(url, headers)
