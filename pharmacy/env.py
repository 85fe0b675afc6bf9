"""Typed readers for settings that come from the environment. Each says what to do when a value is missing or wrong."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50


class MissingSetting(ImproperlyConfigured):
    """A setting that has no default was not given."""


class BadSetting(ImproperlyConfigured):
    """A setting was given with a value that cannot be used."""


def text(name: str, *, default: str | None = None) -> str:
    """Return the setting `name`, or the default when it is not set. An empty value counts as not set.

    Raises MissingSetting when it is not set and has no default. Source: house rule.
    """
    value = os.environ.get(name, "").strip() or default
    if value is None:
        message = f"The setting {name} is missing. Set it in the environment ({name}=...); see docs/installing.md."
        raise MissingSetting(message)
    return value


def boolean(name: str, *, default: bool) -> bool:
    """Return True for 1, true, yes, on and False for 0, false, no, off. Raises BadSetting for anything else."""
    value = text(name, default="yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    message = f"The setting {name}={value!r} is neither yes nor no. Write {name}=1 or {name}=0."
    raise BadSetting(message)


def whole_number(name: str, *, default: int, least: int = 0) -> int:
    """Return a whole number of at least `least`. Raises BadSetting for anything else."""
    value = text(name, default=str(default))
    if not value.isdecimal() or int(value) < least:
        message = (
            f"The setting {name}={value!r} is not a whole number of at least {least}. Write e.g. {name}={default}."
        )
        raise BadSetting(message)
    return int(value)


def choice(name: str, *, default: str, choices: tuple[str, ...]) -> str:
    """Return one of `choices`. Raises BadSetting, which lists them, for anything else."""
    value = text(name, default=default)
    if value not in choices:
        message = f"The setting {name}={value!r} is not known. Write one of: {', '.join(choices)}."
        raise BadSetting(message)
    return value


def words(name: str, *, default: str | None = None) -> list[str]:
    """Return the comma-separated words of the setting, without spaces around them and without empty ones."""
    return [word.strip() for word in text(name, default=default).split(",") if word.strip()]


def secret_key(name: str, *, kept_in: Path | None) -> str:
    """Return the secret key from the environment, or the one that is generated once into the file `kept_in`.

    kept_in: None in production, where the key must be given and be long. Raises MissingSetting, BadSetting.
    """
    if os.environ.get(name, "").strip() or kept_in is None:
        return _long_enough(name, text(name))
    if not kept_in.exists():
        _write_secret(kept_in)
    return kept_in.read_text().strip()


def _long_enough(name: str, value: str) -> str:
    if len(value) < SHORTEST_SECRET or len(set(value)) < 5 or value.startswith("django-insecure-"):
        message = (
            f"The setting {name} is too short or a default. Make one of at least {SHORTEST_SECRET} characters: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
        raise BadSetting(message)
    return value


def _write_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(64))
    try:
        os.link(fresh, path)  # fails when another process was first: its key is the one that counts
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def database(name: str, *, default: str) -> dict[str, object]:
    """Return Django's ENGINE, NAME, USER, PASSWORD, HOST and PORT from sqlite:///FILE or postgresql://USER@HOST/NAME.

    Raises BadSetting for any other address.
    """
    value = text(name, default=default)
    address = urlsplit(value)
    if address.scheme == "sqlite" and address.path.strip("/"):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(address.path.removeprefix("/"))}
    if address.scheme in {"postgres", "postgresql"} and address.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path.strip("/")),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": address.hostname or "",
            "PORT": str(address.port or ""),
            "OPTIONS": dict(parse_qsl(address.query)),
        }
    message = (
        f"The setting {name} is no database address. Write sqlite:////path/to/file or postgresql://user@host/name."
    )
    raise BadSetting(message)
