"""Settings from the environment: each wrong one says what to do."""

import stat
from pathlib import Path

import pytest

from pharmacy import env
from pharmacy.env import BadSetting, MissingSetting

LONG = "kJ3n-Wq8Zr5_xT0vBm2Ls7Hd9Fy4Gc6Pe1Ua-Nb8Qi3Ok5Rw7Sz2Xt"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> object:
    """Set the setting X, or take it away."""
    monkeypatch.delenv("X", raising=False)
    return lambda value: monkeypatch.setenv("X", value)


def test_a_missing_setting_says_which_and_how(given: object) -> None:
    with pytest.raises(MissingSetting, match=r"setting X is missing\. Set it in the environment"):
        env.text("X")
    given("  ")
    with pytest.raises(MissingSetting):
        env.text("X")


def test_a_setting_that_is_given_goes_before_the_default(given: object) -> None:
    assert env.text("X", default="a") == "a"
    given(" b ")
    assert env.text("X", default="a") == "b"


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)])
def test_yes_and_no_are_read_in_the_usual_spellings(value: str, meant: bool, given: object) -> None:
    given(value)
    assert env.boolean("X", default=not meant) is meant


def test_neither_yes_nor_no_is_refused(given: object) -> None:
    given("maybe")
    with pytest.raises(BadSetting, match="X='maybe' is neither yes nor no"):
        env.boolean("X", default=False)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many"])
def test_a_number_must_be_whole_and_large_enough(value: str, given: object) -> None:
    given(value)
    with pytest.raises(BadSetting, match="not a whole number of at least 1"):
        env.whole_number("X", default=8, least=1)


def test_the_least_number_itself_will_do(given: object) -> None:
    given("1")
    assert env.whole_number("X", default=8, least=1) == 1


def test_an_unknown_choice_lists_the_known_ones(given: object) -> None:
    given("test")
    with pytest.raises(BadSetting, match="one of: local, production"):
        env.choice("X", default="local", choices=("local", "production"))


def test_words_are_separated_by_commas(given: object) -> None:
    given("a.example, b.example ,")
    assert env.words("X") == ["a.example", "b.example"]


def test_a_key_is_made_once_and_only_its_owner_may_read_it(given: object, tmp_path: Path) -> None:
    place = tmp_path / "var" / "secret-key"
    first = env.secret_key("X", kept_in=place)
    assert len(first) >= 50
    assert env.secret_key("X", kept_in=place) == first
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["secret-key"]


def test_another_installation_gets_another_key(given: object, tmp_path: Path) -> None:
    assert env.secret_key("X", kept_in=tmp_path / "a") != env.secret_key("X", kept_in=tmp_path / "b")


def test_a_key_from_the_environment_goes_before_the_file(given: object, tmp_path: Path) -> None:
    given(LONG)
    assert env.secret_key("X", kept_in=tmp_path / "secret-key") == LONG
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize("key", ["short", "a" * 60, LONG[:49], "django-insecure-" + LONG])
def test_a_short_or_default_key_is_refused(key: str, given: object) -> None:
    given(key)
    with pytest.raises(BadSetting, match="too short or a default"):
        env.secret_key("X", kept_in=None)


def test_in_production_a_key_must_be_given(given: object) -> None:
    with pytest.raises(MissingSetting):
        env.secret_key("X", kept_in=None)


def test_a_file_is_a_database(given: object) -> None:
    given("sqlite:////srv/secundum/rows%201.sqlite3")
    assert env.database("X", default="") == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "/srv/secundum/rows 1.sqlite3",
    }


def test_a_server_is_a_database(given: object) -> None:
    given("postgresql://anna:p%40ss@db.example:5433/secundum?sslmode=require")
    assert env.database("X", default="") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "secundum",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["mysql://x:pw-9/y", "sqlite://", "postgresql://pw-9@host", "rows.sqlite3"])
def test_another_kind_of_database_is_refused_without_showing_a_password(address: str, given: object) -> None:
    given(address)
    with pytest.raises(BadSetting, match="no database address") as refusal:
        env.database("X", default="")
    assert "pw-9" not in str(refusal.value)
