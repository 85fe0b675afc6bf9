"""What fits instead, beside a finding that a part is to be avoided."""

from dataclasses import replace

import pytest
from django.test import Client

from pharmacy.prescriptions.actions import screen
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.fitting import what_fits
from tests.prescriptions.test_entry_page import ADDRESS, CAPSULES
from tests.world import ORDERS, entered

LACTOSE = KnownEntry("allergy", "lactose")


def test_nothing_is_compared_without_such_a_finding(world) -> None:
    assert what_fits([LACTOSE], findings=["opioid-analgesic"], formulation="naltrexone-capsule") is None


def test_only_allergies_are_compared(world) -> None:
    known = [LACTOSE, KnownEntry("medicine", "sucrose"), KnownEntry("condition", "gelatine")]
    found = what_fits(known, findings=["excipient-avoided"], formulation="naltrexone-capsule")
    assert found is not None
    assert [term.text for term in found.terms] == ["lactose"]


@pytest.fixture
def anna(world) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def test_the_entry_page_names_what_fits_beside_the_finding(anna: Client) -> None:
    typed = CAPSULES | {"allergies": "lactose\nzzyx", "choice_filler": "lactose", "do": "plan"}
    page = anna.post(ADDRESS, typed).content.decode()
    for words in ("What fits instead", "not understood", "sublingual drops", "does not fit", "sucrose"):
        assert words in page


def test_the_entry_page_says_nothing_of_it_where_nothing_is_to_be_avoided(anna: Client) -> None:
    assert "What fits instead" not in anna.post(ADDRESS, CAPSULES | {"do": "plan"}).content.decode()


def test_the_prescription_shows_it_until_the_finding_is_settled(anna: Client, world) -> None:
    entry = replace(ORDERS["naltrexone-capsule"], choices={"filler": "lactose"}, known=(LACTOSE,))
    prescription = entered(world, entry=entry)
    screen(prescription=prescription, by=world.anna)
    page = anna.get(f"/prescriptions/{prescription.public_id}/").content.decode()
    assert "What fits instead" in page
    assert "lactose" not in anna.get("/").content.decode()
