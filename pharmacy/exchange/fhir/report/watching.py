"""Which elements of a resource were looked at, so that those that were not can be named."""

from collections.abc import Iterator
from typing import Any

_NOT_ABOUT_ANYTHING = ("resourceType", "id")  # what it is and what it is called; both were used to find it


class Watched(dict[str, Any]):
    """A JSON object that notes which of its members were read. Asking whether one is there does not read it."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__({name: watched(item) for name, item in content.items()})
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a member, or the default; either way it was looked for."""
        self.read.add(name)
        return super().get(name, default)


def watched(value: Any) -> Any:
    """Return the same JSON value in which every object notes what is read of it."""
    if isinstance(value, list):
        return [watched(item) for item in value]
    return Watched(value) if isinstance(value, dict) else value


def unread(value: object, *, path: str) -> tuple[str, ...]:
    """Return the path of each element that nobody read, the outermost of each.

    value: a watched resource. path: of the resource, such as "Patient". Lists are named without a place:
    "Patient.telecom", "Patient.name.suffix".
    """
    return tuple(dict.fromkeys(_unread(value, path=path)))


def _unread(value: object, *, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _unread(item, path=path)
    if not isinstance(value, Watched):
        return
    for name, item in value.items():
        if name not in value.read and name not in _NOT_ABOUT_ANYTHING:
            yield f"{path}.{name}"
        elif name in value.read:
            yield from _unread(item, path=f"{path}.{name}")


def plain(value: Any) -> Any:
    """Return the JSON value of a watched one; reading that is not noticed."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def was_read(value: object) -> bool:
    """Whether anything of a watched resource was read beyond what it takes to find it."""
    return isinstance(value, Watched) and bool(value.read - {*_NOT_ABOUT_ANYTHING})
