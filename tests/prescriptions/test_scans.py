"""A scan of the paper prescription: what is taken, what is refused and why, how it is shown, and to whom."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Attachment, EntryDraft, Prescription
from pharmacy.prescriptions.scans.kinds import LARGEST_FILE, BadScan, kind_of
from pharmacy.prescriptions.scans.redraw import pictures_of
from tests.prescriptions.paper import locked_pdf, pages, pdf_of_size, picture
from tests.prescriptions.test_drafts import Window
from tests.prescriptions.test_entry_page import ADDRESS, _text

ARCHIVE = b"PK\x05\x06" + b"\0" * 18
BOMB = picture("PNG", size=(9000, 6000))  # 54 million dots in a file of some 160 kB


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "PDF"])
def test_a_picture_or_pdf_is_redrawn_as_a_plain_jpeg(kind):
    content = picture(kind)
    (page,) = pictures_of(content, kind=kind_of(content))
    drawn = Image.open(BytesIO(page.jpeg))
    assert (drawn.format, drawn.size, drawn.mode) == ("JPEG", (page.width, page.height), "RGB")
    assert page.jpeg != content
    assert drawn.convert("L").getextrema()[0] < 60  # the ink is still there


def test_each_page_of_a_pdf_or_tiff_is_a_picture():
    for kind, media in (("PDF", "application/pdf"), ("TIFF", "image/tiff")):
        assert len(pictures_of(pages(kind, count=3), kind=media)) == 3


def test_where_and_when_a_photograph_was_taken_is_not_shown():
    exif = Image.Exif()
    exif[0x010F] = "Maker of the telephone"
    (page,) = pictures_of(picture("JPEG", exif=exif), kind="image/jpeg")
    assert b"Maker of the telephone" not in page.jpeg


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (picture() + b"\0" * LARGEST_FILE, "larger than 10 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "drawing in SVG"),
        (b"  <!DOCTYPE html><html><body>paper.png</body></html>", "web page"),
        (b"GIF89a" + b"\0" * 50, "no JPEG, PNG, WebP, TIFF or PDF"),
        (b"MZ\x90\0" + b"\0" * 50, "no JPEG, PNG, WebP, TIFF or PDF"),
        (picture("JPEG") + b"more" + ARCHIVE, "something else at once"),
        (pages("PDF", count=1) + ARCHIVE, "something else at once"),
        (b"\xff\xd8\xff\xe0 %PDF-1.7 " + picture("JPEG"), "something else at once"),
        (b"\xff\xd8\xff\xe0 <script>alert(1)</script>" + picture("JPEG"), "something else at once"),
        (b"%PDF-1.7\n<html><script>1</script></html>", "something else at once"),
    ],
    ids=["empty", "large", "svg", "html", "gif", "program", "jpeg+zip", "pdf+zip", "jpeg+pdf", "jpeg+html", "pdf+html"],
)
def test_what_is_no_scan_is_refused_by_its_content_with_what_to_do(content, words):
    with pytest.raises(BadScan, match=words):
        kind_of(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "more than 50 million dots"),
        (picture(size=(3000, 100)), "more than four times as long"),
        (picture("JPEG")[:700], "broken or not finished"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "broken or not finished"),
        (pages("PNG", count=3), "moves"),
        (pages("WEBP", count=3), "moves"),
        (pages("TIFF", count=11), "more than 10 pages"),
        (pages("PDF", count=11), "more than 10 pages"),
        (b"%PDF-1.7\nnothing follows", "broken or not finished"),
        (pages("PDF", count=1)[:300], "broken or not finished"),
        (pages("PDF", count=1) + b"\n% /JavaScript", "holds a program"),
        (pdf_of_size(width=100, height=14000), "more than four times as long"),
        (locked_pdf(), "locked with a password"),
    ],
    ids=[
        "bomb", "strip", "half a jpeg", "empty png", "apng", "moving webp", "11 of tiff", "11 of pdf",
        "no pdf", "half a pdf", "script", "pdf strip", "locked",
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_with_what_to_do(content, words):
    with pytest.raises(BadScan, match=words):
        pictures_of(content, kind=kind_of(content))


def test_a_decoder_that_breaks_breaks_nothing_else(monkeypatch):
    monkeypatch.setattr("pharmacy.prescriptions.scans.redraw.LONGEST_WAIT_SECONDS", 0)
    with pytest.raises(BadScan, match="more memory or time"):
        pictures_of(picture(), kind="image/png")


def _attached(world, *, content=None, name="paper.png", act="attach"):
    window = Window(world.anna)
    file = SimpleUploadedFile(name, picture() if content is None else content, "image/png")
    return window, window.do(act, scan=file)


def test_a_scan_stands_beside_the_form_and_is_kept_with_the_draft(world):
    _, answer = _attached(world)
    scan = Attachment.objects.get()
    assert (scan.draft, scan.prescription) == (EntryDraft.objects.get(), None)
    assert f"/scans/{scan.public_id}/1/" in answer.content.decode()
    facts = json.loads(Event.objects.get(verb="scan.attached").facts)
    assert facts == {"kind": "image/png", "pages": 1, "sha256": scan.sha256, "size": scan.size}


def test_a_scan_may_come_before_anything_is_typed(world):
    window = Window(world.anna)
    file = SimpleUploadedFile("paper", picture())
    window.client.post(ADDRESS, window.ids | {"do": "attach", "scan": file, "step": "1", "past": "1"})
    assert Attachment.objects.get().draft == EntryDraft.objects.get()


def test_the_scan_moves_to_the_prescription_and_stands_on_its_page(world):
    window, _ = _attached(world)
    window.do("enter")
    scan, prescription = Attachment.objects.get(), Prescription.objects.get()
    assert (scan.draft, scan.prescription) == (None, prescription)
    page = window.client.get(f"/prescriptions/{prescription.public_id}/").content.decode()
    assert f"/scans/{scan.public_id}/1/" in page
    assert json.loads(Event.objects.get(verb="draft.entered").facts)["scans"] == [scan.sha256]


def test_a_file_chosen_and_entered_at_once_comes_along(world):
    _attached(world, act="enter")
    assert Attachment.objects.get().prescription == Prescription.objects.get()


def test_a_refused_file_is_said_at_its_field_and_nothing_is_entered(world):
    _, answer = _attached(world, content=b"<html>", name="paper.png", act="enter")
    assert answer.status_code == 422
    assert "Not attached: the file is a web page" in _text(answer)
    assert not Prescription.objects.exists()
    assert EntryDraft.objects.get().data["given_name"] == ["Ada"]


def test_a_file_that_is_too_large_is_cut_off_while_it_comes_in(world):
    _, answer = _attached(world, content=b"\x89PNG\r\n\x1a\n" + b"\0" * (LARGEST_FILE + 5_000_000))
    assert "Not attached: the file is larger than 10 MB" in _text(answer)


def test_the_same_file_twice_is_one_scan_and_a_fifth_is_refused(world):
    window, _ = _attached(world)
    for size in (50, 50, 60, 70, 80):
        answer = window.do("attach", scan=SimpleUploadedFile("x", picture(size=(size, size))))
    assert Attachment.objects.count() == 4
    assert "there are 4 scans already" in _text(answer)


def test_a_scan_is_taken_off_with_an_event(world):
    window, _ = _attached(world)
    window.do(f"detach-{Attachment.objects.get().public_id}")
    assert not Attachment.objects.exists()
    assert Event.objects.filter(verb="scan.taken-off").count() == 1


def test_the_file_as_it_came_is_only_ever_saved(world):
    window, _ = _attached(world)
    scan = Attachment.objects.get()
    answer = window.client.get(f"/scans/{scan.public_id}/")
    assert answer.content == picture()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="scan.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_what_is_shown_is_never_the_file_that_came(world):
    window, _ = _attached(world)
    shown = window.client.get(f"/scans/{Attachment.objects.get().public_id}/1/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown.content[:3] == b"\xff\xd8\xff"


def test_a_scan_of_an_entry_is_its_writers_and_that_of_a_prescription_is_the_readers(world, client):
    window, _ = _attached(world)
    address = f"/scans/{Attachment.objects.get().public_id}/1/"

    def answers():
        codes = []
        for user in (world.ben, world.aud, world.fay):
            client.force_login(user)
            codes.append(client.get(address).status_code)
        return codes

    assert answers() == [404, 404, 403]
    window.do("enter")
    assert answers() == [200, 200, 403]
