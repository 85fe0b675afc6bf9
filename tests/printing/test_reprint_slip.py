"""The slip of a reprint: it says what was printed again and why, and leaves the paper as it was."""

from dataclasses import replace
from secrets import token_hex

import pytest

from pharmacy.documents.finishing.raster import text_of
from pharmacy.printing.actions import reprint, send_job
from pharmacy.printing.reprint_slip import NoSlip, ReprintSlip, set_slip, slip_of
from tests.journeys.browsing import browser_of
from tests.world import papered

SLIP = ReprintSlip(
    number=2,
    which="Label 1",
    lot="261122-001",
    prescription="1042",
    code="A1B2C 3D4E5",
    reason="Smudged.",
    when="22 November 2026, 10:15",
    by="Tom Rossi",
    fingerprint="0123456789abcdef",
    pharmacy="Linden Pharmacy",
)


def test_the_slip_says_which_paper_was_printed_again_why_and_by_whom() -> None:
    said = text_of(set_slip(SLIP))
    for words in (
        "Reprint 2",
        "Label 1, lot 261122-001",
        "Why: Smudged.",
        "Tom Rossi",
        "A1B2C 3D4E5",
        "0123456789abcdef",
    ):
        assert words in said


def test_the_same_slip_has_the_same_bytes() -> None:
    assert set_slip(SLIP) == set_slip(SLIP)


def test_markup_in_a_reason_is_printed_as_it_was_typed() -> None:
    reason = "<b>{{ slip.by }}</b> {% now 'Y' %} & more"
    assert f"Why: {reason}" in text_of(set_slip(replace(SLIP, reason=reason)))


def test_the_longest_reason_that_the_page_takes_stands_on_the_slip_in_smaller_type() -> None:
    reason = ("The printer jammed in the middle of a label. " * 12)[:500].strip()
    pdf = set_slip(replace(SLIP, reason=reason, which="Auxiliary label 2"))
    assert f"Why: {reason}" in text_of(pdf)


def test_a_reason_that_does_not_fit_is_refused_and_stays_on_record() -> None:
    with pytest.raises(NoSlip, match="too long for the slip"):
        set_slip(replace(SLIP, reason="The printer jammed again and again. " * 30))


@pytest.mark.django_db
def test_a_reprint_offers_its_slip_and_prints_the_same_bytes(world) -> None:
    label = papered(world).documents.get(kind="label")
    tom = browser_of(world.tom)
    before = tom.get(f"/documents/{label.public_id}/paper.pdf").content
    first = send_job(document=label, by=world.tom, request_key=token_hex(16))
    with pytest.raises(NoSlip):
        slip_of(first)
    again = reprint(job=first, by=world.tom, reason="Paper jam.", request_key=token_hex(16))
    assert f"/printing/{again.public_id}/slip.pdf" in tom.get(f"/printing/{again.public_id}/").content.decode()
    said = text_of(tom.get(f"/printing/{again.public_id}/slip.pdf").content)
    assert f"Label 1, lot {label.batch.lot}" in said
    assert "Ada" not in said
    assert tom.get(f"/documents/{label.public_id}/paper.pdf").content == before
    assert tom.get(f"/printing/{first.public_id}/slip.pdf").status_code == 409
