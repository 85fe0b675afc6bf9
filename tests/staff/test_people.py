"""Two persons, the pharmacy's clock, and the service account."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from pharmacy.staff import clock
from pharmacy.staff.actions import require_different_people
from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.staff.queries import NoCommandLineUser, command_line_user, the_pharmacy
from pharmacy.staff.refusals import SamePerson

pytestmark = pytest.mark.django_db


def test_nobody_releases_their_own_work(people: dict[str, User]) -> None:
    anna = people["pharmacist"]
    with pytest.raises(SamePerson, match="pharmacist did this work and may not release it"):
        require_different_people(maker=anna, checker=User.objects.get(pk=anna.pk), act="release")


def test_a_colleague_may_release_it(people: dict[str, User]) -> None:
    require_different_people(maker=people["technician"], checker=people["pharmacist"], act="release")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 4, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 22, 5, 0, tzinfo=UTC), date(2026, 11, 22)),
    ],
)
def test_today_is_the_calendar_day_in_new_york_and_not_in_london(
    moment: datetime, day: date, pharmacy: Pharmacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert clock.today() == day
    assert clock.now() == moment


def test_there_is_one_pharmacy(pharmacy: Pharmacy) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Pharmacy.objects.create(name="Another", address="", phone="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Pharmacy.objects.create(pk=2, name="Another", address="", phone="")
    assert the_pharmacy() == pharmacy


def test_the_command_line_acts_under_its_own_name() -> None:
    with pytest.raises(NoCommandLineUser, match="make setup"):
        command_line_user()
    user = User.objects.create_user("command-line", role=Role.PHARMACIST)
    assert command_line_user() == user
    assert not user.has_usable_password()
