"""Reads the forms of a page as a browser without script does, so that a test can post what a person sees."""

from html.parser import HTMLParser

Posted = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects the fields of each form with an id, as they would be posted."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Posted] = {}
        self.actions: dict[str, str] = {}
        self._posted: Posted | None = None
        self._area = self._select = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posted = self.forms.setdefault(said.get("id", f"form-{len(self.forms)}"), {})
            self.actions[said.get("id", "")] = said.get("action", "")
        if self._posted is None or "disabled" in said:
            return
        if tag == "input" and "name" in said:
            if said.get("type") not in ("checkbox", "radio") or "checked" in said:
                self._add(said["name"], said.get("value", "on"))
        elif tag == "textarea":
            self._area, self._text = said["name"], []
        elif tag == "select":
            self._select = said["name"]
            self._posted.setdefault(self._select, []).append("")
        elif tag == "option" and self._select and "selected" in said:
            self._posted[self._select][-1] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            text = "".join(self._text)
            self._add(self._area, text.removeprefix("\n"))
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._posted = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def _add(self, name: str, value: str) -> None:
        if self._posted is not None:
            self._posted.setdefault(name, []).append(value)


def form_of(page: object, *, named: str) -> Posted:
    """Return the fields of one form of a page, by its id, as a browser would post them."""
    reader = _Forms()
    reader.feed(page.content.decode())  # type: ignore[attr-defined]
    return reader.forms[named]
