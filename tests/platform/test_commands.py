"""The commands that set up, fill and start an installation."""

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from formulations.models import DeviceCalibration, Specification
from pharmacy.ledger.models import Event
from pharmacy.ledger.verification import verify_ledger
from pharmacy.management.commands.serve import programs, welcome
from pharmacy.staff.demo import DEMO_PEOPLE, demo_password
from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.staff.queries import command_line_user, the_pharmacy

pytestmark = pytest.mark.django_db

READY = 24  # six of naltrexone and eighteen of other drugs; nystatin ships as a draft


@pytest.fixture
def demo() -> None:
    """The demo pharmacy."""
    call_command("set_up", stdout=StringIO())


@pytest.mark.usefixtures("demo")
def test_the_demo_pharmacy_has_people_of_every_role_and_the_whole_formulary() -> None:
    assert "(demo)" in the_pharmacy().name
    assert {user.role for user in User.objects.all()} == set(Role.values)
    assert Specification.objects.exclude(approved_at=None).count() == READY
    assert not command_line_user().has_usable_password()


@pytest.mark.usefixtures("demo")
def test_the_demo_pharmacy_measured_every_dropper_and_pump() -> None:
    kinds = {
        (row.formulation.code, device["code"])
        for row in Specification.objects.select_related("formulation")
        for device in row.content["devices"]
        if device["kind"] in {"dropper", "pump"}
    }
    assert len(kinds) >= 2
    assert kinds <= set(DeviceCalibration.objects.values_list("formulation__code", "device_code"))


@pytest.mark.usefixtures("demo")
def test_set_up_again_keeps_what_is_there() -> None:
    User.objects.filter(username="anna").update(full_name="Anna Changed")
    Pharmacy.objects.update(name="Changed")
    tables = (User, Pharmacy, Specification, DeviceCalibration, Event)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    call_command("set_up", stdout=StringIO())
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


@pytest.mark.usefixtures("demo")
def test_everything_that_set_up_did_is_in_the_ledger() -> None:
    verbs = [event.verb for event in Event.objects.all()]
    assert verbs.count("staff.hired") == 7
    assert verbs.count("specification.approved") == READY
    assert verify_ledger().fault is None


def test_the_demo_pharmacy_is_refused_in_production(settings: object) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="public passwords"):
        call_command("demo_pharmacy")
    call_command("set_up", stdout=StringIO())
    assert [user.username for user in User.objects.all()] == ["command-line"]


@pytest.mark.usefixtures("demo")
def test_the_demo_log_ins_are_shown_and_are_the_real_ones() -> None:
    text = welcome("127.0.0.1:8000")
    assert "http://127.0.0.1:8000/" in text
    for username in DEMO_PEOPLE:
        assert demo_password(username) in text
        assert User.objects.get(username=username).check_password(demo_password(username))


@pytest.mark.usefixtures("demo")
def test_production_shows_no_log_ins(settings: object) -> None:
    settings.PRODUCTION = True
    assert "demo-only" not in welcome("127.0.0.1:8000")


def test_a_taken_address_is_named_with_the_setting_that_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("BIND", f"127.0.0.1:{port}")
        with pytest.raises(
            CommandError, match=rf"127\.0\.0\.1:{port} is taken .* BIND=127\.0\.0\.1:{port + 1} make run"
        ):
            call_command("serve")


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:http"])
def test_an_address_that_is_none_says_how_one_looks(bind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", bind)
    with pytest.raises(CommandError, match=r"not of the form 127\.0\.0\.1:8000"):
        call_command("serve")


def test_web_server_worker_and_relay_run_as_one() -> None:
    assert [program.name for program in programs("127.0.0.1:8000")] == ["web server", "worker", "relay"]


def test_the_worker_rings_for_the_duties_of_the_night() -> None:
    worker = next(program for program in programs("127.0.0.1:8000") if program.name == "worker")
    assert "--beat" in worker.arguments


def said(*command: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


ANNA = ("add_person", "anna", "--full-name", "Anna Bell", "--role", "pharmacist")
LINDEN = ("set_pharmacy", "--name", "Linden", "--address", "12 Mill Lane", "--phone", "555", "--law", "gb")


def test_a_new_person_gets_a_first_password_that_works() -> None:
    password = said(*ANNA).split()[-1]
    assert len(password) >= 16
    assert User.objects.get(username="anna").check_password(password)
    assert [event.verb for event in Event.objects.all()] == ["staff.hired"]


def test_a_user_name_is_given_once() -> None:
    said(*ANNA)
    with pytest.raises(CommandError, match="already an account 'anna'"):
        said(*ANNA)


@pytest.mark.parametrize("name", ["worker", "nobody", "command-line", "Worker", "ｗorker"])
def test_a_name_by_which_the_ledger_names_the_program_is_given_to_nobody(name: str) -> None:
    with pytest.raises(CommandError, match=f"'{name}' is no name for a person: the ledger uses command-line, nobody"):
        said("add_person", name, *ANNA[2:])
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_user_name_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(CommandError, match="'an na' cannot be a user name"):
        said("add_person", "an na", *ANNA[2:])


def test_the_pharmacy_says_who_it_is_and_can_change_it() -> None:
    said(*LINDEN, "--time-zone", "Europe/London")
    said(*LINDEN, "--time-zone", "Europe/Dublin")
    assert (the_pharmacy().name, the_pharmacy().law, the_pharmacy().time_zone) == ("Linden", "gb", "Europe/Dublin")
    assert [event.verb for event in Event.objects.all()] == ["pharmacy.set", "pharmacy.set"]


def test_what_is_not_given_of_the_pharmacy_stays_as_it_is() -> None:
    said(*LINDEN, "--time-zone", "Europe/London", "--label-stock", "a4-63x38", "--counts-in-words")
    assert said("set_pharmacy", "--training") == "Linden, law gb, time zone Europe/London.\n"
    linden = Pharmacy.objects.values("name", "phone", "law", "label_stock", "is_training", "counts_in_words").get()
    kept = {"name": "Linden", "phone": "555", "law": "gb", "label_stock": "a4-63x38"}
    assert linden == {**kept, "is_training": True, "counts_in_words": True}
    assert Event.objects.latest("pk").facts == '{"is_training":true}'


def test_a_new_pharmacy_under_us_law_is_told_of_letter_until_it_chose_a_paper() -> None:
    american = (*LINDEN[:-1], "us")
    assert said(*american).endswith("If the printer holds US Letter: set_pharmacy --leaflet-paper letter\n")
    assert "Letter" not in said("set_pharmacy", "--leaflet-paper", "letter")
    assert (the_pharmacy().name, the_pharmacy().leaflet_paper) == ("Linden", "letter")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("--training",), "No pharmacy is entered yet, so --name, --address, --phone cannot be left out."),
        (("--label-stock", "a5"), "invalid choice: 'a5'"),
        (("--leaflet-paper", "legal"), "invalid choice: 'legal'"),
        (("--language", "sv"), "invalid choice: 'sv'"),
    ],
)
def test_a_pharmacy_is_entered_whole_and_with_what_ships(command: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        said("set_pharmacy", *command)


def test_a_change_of_nothing_is_refused() -> None:
    said(*LINDEN)
    with pytest.raises(CommandError, match="Nothing is given to change"):
        said("set_pharmacy")


def test_a_time_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CommandError, match="'Mars' is not known"):
        said(*LINDEN, "--time-zone", "Mars")


def test_the_formulary_needs_two_formulary_admins_of_this_pharmacy() -> None:
    said(*LINDEN)
    for name in ("fay", "gus"):
        said("add_person", name, "--full-name", name.title(), "--role", "formulary-admin")
    with pytest.raises(CommandError, match="no formulary admin 'anna'"):
        said("stock_formulary", "--author", "fay", "--approver", "anna")
    with pytest.raises(CommandError, match="cannot be both author and approver"):
        said("stock_formulary", "--author", "fay", "--approver", "fay")
    assert (
        said("stock_formulary", "--author", "fay", "--approver", "gus")
        == f"{READY} formulations ready to be prescribed.\n"
    )
