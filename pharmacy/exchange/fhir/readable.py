"""A file that is only reported on is read although it holds characters that no text may hold; each is told of."""

import re
from dataclasses import dataclass, field
from typing import Any

from pharmacy.exchange.fhir.problems import BadBundle, shown
from pharmacy.exchange.fhir.strict_json import MOST_BYTES_OF_A_RECORD, NEVER_IN_TEXT, once_each, value_of


@dataclass(frozen=True)
class Cleaned:
    """A text that held such characters. path: where it stands. characters: which, each once ("U+0001")."""

    path: str
    characters: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path} held {', '.join(self.characters)}"


@dataclass(frozen=True)
class Readable:
    """A JSON value without such characters, and every text that held one, in the order of the file."""

    value: Any
    cleaned: tuple[Cleaned, ...] = ()


@dataclass
class _Cleaning:
    cleaned: list[Cleaned] = field(default_factory=list)

    def value(self, value: Any, *, path: str) -> Any:
        if isinstance(value, str):
            return self.text(value, path=path)
        if isinstance(value, list):
            return [self.value(one, path=f"{path}[{place}]") for place, one in enumerate(value)]
        return self.members(value, path=path) if isinstance(value, dict) else value

    def members(self, value: dict[str, Any], *, path: str) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name, one in value.items():
            readable = self.text(name, path=path)
            if readable in result:
                raise BadBundle(f"FILE: has the name {shown(readable)} twice in one object; keep one of them")
            result[readable] = self.value(one, path=f"{path}.{readable}")
        return result

    def text(self, text: str, *, path: str) -> str:
        if NEVER_IN_TEXT.search(text):
            found = dict.fromkeys(NEVER_IN_TEXT.findall(text))
            self.cleaned.append(Cleaned(path, tuple(f"U+{ord(one):04X}" for one in found)))
        return NEVER_IN_TEXT.sub(_in_letters, text)


def parse_readable(content: bytes, *, most_bytes: int = MOST_BYTES_OF_A_RECORD) -> Readable:
    """Return the JSON value of UTF-8 bytes, and which texts of it held control or direction characters.

    Each of those becomes its number between two replacement characters: nothing that was apart is joined to a dose or
    a name that nobody wrote, and two names that differ stay two. Raises BadBundle for all else that `parse` refuses.
    Source: Unicode Standard, section 23.8 (replacement character); RFC 8259; house rule.
    """
    value = value_of(content, most_bytes=most_bytes, make_object=once_each, is_strict=False)
    cleaning = _Cleaning()
    root = value.get("resourceType") if isinstance(value, dict) else None
    is_plain = isinstance(root, str) and not NEVER_IN_TEXT.search(root)
    return Readable(cleaning.value(value, path=str(root) if is_plain else "FILE"), tuple(cleaning.cleaned))


def _in_letters(found: re.Match[str]) -> str:
    return f"\ufffd{ord(found.group()):04X}\ufffd"
