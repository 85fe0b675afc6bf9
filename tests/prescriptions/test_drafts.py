"""What is typed on the entry page is kept for its owner, in one window, until it is entered or thrown away."""

import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import EntryDraft, Prescription
from tests.prescriptions.test_entry_page import ADDRESS, CAPSULES, _text

KEEP = "/prescriptions/new/keep/"
BEGUN = "/prescriptions/begun/"


class Window:
    """One browser window of a person: what it was given with the page, posted back with each step."""

    def __init__(self, user, *, address=ADDRESS):
        self.client = Client()
        self.client.force_login(user)
        self._learn(self.client.get(address))

    def _learn(self, answer):
        sheet = (answer.context or {}).get("sheet")
        if sheet:
            self.ids = {"draft": sheet.draft, "window": sheet.window, "revision": sheet.revision}
        return answer

    def keep(self, **fields):
        """Post as the page does a second after somebody stopped typing."""
        return self._learn(self.client.post(KEEP, CAPSULES | fields | self.ids, headers={"HX-Request": "true"}))

    def do(self, act, **fields):
        """Press a button without any script."""
        return self._learn(self.client.post(ADDRESS, CAPSULES | fields | self.ids | {"do": act}))


def _event(verb):
    return json.loads(Event.objects.get(verb=verb).facts)


def test_a_page_on_which_nobody_typed_is_not_kept(world):
    window = Window(world.anna)
    untouched = {"step": "1", "step-1-unit": "mg", "step-1-times_a_day": "1", "past": "1", **window.ids}
    window.client.post(KEEP, untouched)
    window.client.post(ADDRESS, untouched | {"do": "leave"})
    assert not EntryDraft.objects.exists()


def test_what_was_typed_is_found_again_on_today_and_on_the_entry_page(world):
    window = Window(world.anna)
    window.keep(given_name="Ada", medicines="sertraline\nlithium")
    for address in (BEGUN, ADDRESS):
        page = _text(window.client.get(address))
        assert "Ada Lindqvist" in page
        assert "Go on" in page
        assert "Throw away" in page
    address = f"{BEGUN}{window.ids['draft']}/"
    again = _text(window.client.get(address))
    assert "sertraline lithium" in again
    assert "60 capsules" in again


def test_what_was_left_lying_pushes_no_work_of_today_away(world):
    for name in ("Ava", "Ben", "Cy", "Dee"):
        window = Window(world.anna)
        window.keep(given_name=name)
    part = _text(window.client.get(BEGUN, headers={"HX-Request": "true"}))
    assert [name in part for name in ("Ava", "Ben", "Cy", "Dee")] == [False, True, True, True]
    assert "All 4 that you began" in part
    assert "Ava" in _text(window.client.get(BEGUN))


def test_every_step_without_a_script_keeps_what_was_typed(world):
    Window(world.anna).do("add-step", given_name="Noa")
    assert EntryDraft.objects.get().data["given_name"] == ["Noa"]


def test_typing_on_keeps_one_draft_and_not_many(world):
    window = Window(world.anna)
    for purpose in ("p", "pa", "pain"):
        window.keep(purpose=purpose)
    draft = EntryDraft.objects.get()
    assert (draft.data["purpose"], draft.revision) == (["pain"], 3)


def test_a_draft_is_its_owners_alone(world):
    window = Window(world.anna)
    window.keep()
    ben = Client()
    ben.force_login(world.ben)
    address = f"{BEGUN}{window.ids['draft']}/"
    assert ben.get(address).status_code == 404
    assert ben.post(f"{address}discard/").status_code == 404
    assert "Lindqvist" not in _text(ben.get(BEGUN))
    assert "somebody else" in _text(ben.post(KEEP, CAPSULES | window.ids))
    assert EntryDraft.objects.get().saved_by == world.anna


def test_a_window_that_did_not_see_the_last_words_does_not_write_over_them(world):
    first = Window(world.anna)
    first.keep(purpose="as the first window has it")
    second = Window(world.anna, address=f"{BEGUN}{first.ids['draft']}/")
    second.keep(purpose="as the second window has it")
    answer = first.keep(purpose="as the first window would have it")
    assert "was changed in another window" in _text(answer)
    assert first.do("enter").status_code == 409
    assert EntryDraft.objects.get().data["purpose"] == ["as the second window has it"]
    assert not Prescription.objects.exists()


def test_a_window_may_keep_its_words_as_an_entry_of_its_own(world):
    first = Window(world.anna)
    first.keep(purpose="one")
    Window(world.anna, address=f"{BEGUN}{first.ids['draft']}/").keep(purpose="two")
    first.do("separate", purpose="three")
    assert sorted(draft.data["purpose"][0] for draft in EntryDraft.objects.all()) == ["three", "two"]


def test_an_entry_is_entered_once_however_often_the_button_is_pressed(world):
    window = Window(world.anna)
    ids = dict(window.ids)
    assert window.do("enter").status_code == 302
    window.ids = ids
    answer = window.do("enter")
    assert answer.status_code == 409
    assert f"This entry is prescription {Prescription.objects.get().number} already." in _text(answer)


def test_entering_ends_the_draft_with_one_event_that_names_no_patient(world):
    window = Window(world.anna)
    window.keep()
    window.do("enter")
    assert not EntryDraft.objects.exists()
    assert _event("draft.entered") == {"prescription": Prescription.objects.get().number, "scans": []}
    assert not any("Lindqvist" in event.facts for event in Event.objects.all())


def test_what_cannot_be_entered_stays_a_draft(world):
    window = Window(world.anna)
    assert window.do("enter", days="0").status_code == 422
    assert EntryDraft.objects.get().data["days"] == ["0"]


def test_leaving_keeps_what_was_typed(world):
    answer = Window(world.anna).do("leave", given_name="Noa")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert EntryDraft.objects.get().data["given_name"] == ["Noa"]


def test_throwing_away_is_one_event_and_typing_on_is_refused(world):
    window = Window(world.anna)
    window.keep()
    window.client.post(f"{BEGUN}{window.ids['draft']}/discard/")
    assert not EntryDraft.objects.exists()
    assert _event("draft.discarded") == {"scans": []}
    assert "This entry was thrown away." in _text(window.keep())
    assert not EntryDraft.objects.exists()


def test_what_was_confirmed_as_of_today_is_asked_again_on_another_day(world):
    window = Window(world.anna)
    window.keep(carried_from=str(uuid4()), still_right_medicines="on")
    address = f"{BEGUN}{window.ids['draft']}/"
    assert "still_right_medicines" in window.client.get(address).context["sheet"].data
    EntryDraft.objects.update(saved_at=timezone.now() - timedelta(days=1))
    assert "still_right_medicines" not in window.client.get(address).context["sheet"].data


@pytest.mark.parametrize(("days", "left"), [(13, 1), (15, 0)])
def test_a_draft_is_thrown_away_after_fourteen_days(world, days, left):
    Window(world.anna).keep()
    EntryDraft.objects.update(saved_at=timezone.now() - timedelta(days=days))
    said = StringIO()
    call_command("discard_old_drafts", stdout=said)
    assert EntryDraft.objects.count() == left
    assert said.getvalue().startswith(f"{1 - left} begun prescription")


def test_nothing_that_was_typed_stands_in_an_address(world):
    window = Window(world.anna)
    window.keep()
    pages = [window.client.get(address).content.decode() for address in (BEGUN, ADDRESS)]
    links = [part.split('"')[0] for page in pages for part in page.split('href="')[1:] + page.split('action="')[1:]]
    assert not [link for link in links if "Ada" in link or "Lindqvist" in link or "?" in link]
