"""One value inside a resource, together with the path that names it in a message."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pharmacy.exchange.fhir.problems import BadBundle, bad, missing

MOST_CHARACTERS = 200
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_STACKED = re.compile(r"[^\W\d_][\u0300-\u036f]{3,}")


@dataclass(frozen=True)
class Element:
    """A JSON object of a resource. path: where it stands, as in FHIRPath ("Bundle.entry[2].resource.name[0]")."""

    value: Mapping[str, Any]
    path: str

    def bad(self, do: str, *, name: str = "") -> BadBundle:
        """Return the refusal of this element, or of the named one in it, with its value and what to do."""
        return bad(self._path(name), self.value.get(name) if name else self.value, do=do)

    def missing(self, name: str, *, do: str) -> BadBundle:
        """Return the refusal for a named element that is not there."""
        return missing(self._path(name), do=do)

    def has(self, name: str) -> bool:
        """Whether the named element is there."""
        return name in self.value

    def child(self, name: str, *, do: str) -> "Element":
        """Return the object of that name. do: what to write where it is missing. Raises BadBundle."""
        if name not in self.value:
            raise self.missing(name, do=do)
        return self._object(self.value[name], self._path(name))

    def children(self, name: str) -> "tuple[Element, ...]":
        """Return the objects of a list; none where the list is not there. Raises BadBundle when it is no list."""
        return tuple(self._object(item, path) for item, path in self._items(name))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list; none where it is not there. Raises BadBundle for what is no list of texts."""
        return tuple(_text(item, path=path) for item, path in self._items(name))

    def word(self, name: str) -> str:
        """Return the text of that name without spaces around it; empty where it is not there. Raises BadBundle."""
        return _text(self.value[name], path=self._path(name)) if name in self.value else ""

    def folded(self, name: str) -> str:
        """Return the text of that name with its line ends made spaces, for texts that have lines (an address)."""
        value = self.value.get(name, "")
        if not isinstance(value, str):
            raise self.bad("is not text; write it in quotation marks", name=name)
        return _text(" ".join(value.split()), path=self._path(name)) if name in self.value else ""

    def number(self, name: str, *, do: str) -> Decimal:
        """Return the exact number of that name. do: what to write where it is missing. Raises BadBundle."""
        if name not in self.value:
            raise self.missing(name, do=do)
        value = self.value[name]
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.bad("is not a number; write digits with a point and no quotation marks, such as 4.5", name=name)
        return Decimal(value)

    def whole(self, name: str, *, least: int, most: int) -> int:
        """Return the whole number of that name, from least to most. Raises BadBundle."""
        number = self.number(name, do=f"write a whole number from {least} to {most}")
        if not least <= number <= most or number != number.to_integral_value():
            raise self.bad(f"is not a whole number from {least} to {most}; correct it", name=name)
        return int(number)

    def truth(self, name: str) -> bool:
        """Return whether the named element is true; False where it is not there. Raises BadBundle."""
        value = self.value.get(name, False)
        if not isinstance(value, bool):
            raise self.bad("is neither true nor false; write one of them without quotation marks", name=name)
        return value

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if name else self.path

    def _items(self, name: str) -> list[tuple[Any, str]]:
        value = self.value.get(name, [])
        if not isinstance(value, list):
            raise self.bad("is not a list; put it in [ ]", name=name)
        return [(item, f"{self._path(name)}[{index}]") for index, item in enumerate(value)]

    @staticmethod
    def _object(value: Any, path: str) -> "Element":
        if not isinstance(value, dict):
            raise bad(path, value, do="is not an object; write it as { }")
        if not value:
            raise bad(path, value, do="has nothing in it; fill it or leave it out")
        return Element(value, path)


def _text(value: Any, *, path: str) -> str:
    """Text that may reach a screen or a paper: short enough, and nothing in it that a reader cannot see."""
    if not isinstance(value, str):
        raise bad(path, value, do="is not text; write it in quotation marks")
    if not value.strip():
        raise bad(path, value, do="is empty; write it or leave the element out")
    if len(value) > MOST_CHARACTERS:
        raise bad(path, value, do=f"has {len(value):,} characters; shorten it to {MOST_CHARACTERS}")
    for character in value:
        if unicodedata.category(character) in _UNSEEN:
            raise bad(path, value, do=f"holds the character U+{ord(character):04X}, which nobody can see; remove it")
    if _STACKED.search(value):
        raise bad(path, value, do="stacks marks on one letter; write the letter as people do")
    return unicodedata.normalize("NFC", value.strip())
