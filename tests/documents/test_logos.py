"""A logo is drawn anew from what was uploaded, or refused; what was uploaded reaches no paper."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin

from pharmacy.documents.logos import LARGEST_FILE, BadLogo, redrawn
from pharmacy.documents.models import ArchivedFile
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.staff.models import Pharmacy
from tests.documents.a_paper import ENGLISH, capsules
from tests.documents.structure import tagged
from tests.world import World, papered

LEAF = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><circle cx="10" cy="10" r="9" fill="#0c4f49"/>{}</svg>'
)


def svg(inside: str = "") -> bytes:
    return LEAF.format(inside).encode()


def png(size: tuple[int, int] = (120, 40)) -> bytes:
    out, secret = io.BytesIO(), PngImagePlugin.PngInfo()
    secret.add_text("Comment", "who drew it")
    Image.new("RGB", size, "navy").save(out, "PNG", pnginfo=secret)
    return out.getvalue()


@pytest.mark.parametrize("content", [svg(), png()], ids=["svg", "png"])
def test_a_drawing_and_a_picture_come_out_as_dots_of_at_most_48_by_16_mm(content: bytes) -> None:
    logo = Image.open(io.BytesIO(redrawn(content)))
    assert logo.format == "PNG"
    assert logo.width <= 567
    assert logo.height <= 189
    assert (logo.info.get("Comment"), b"who drew it" in redrawn(content)) == (None, False)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a" + b"\0" * 40, "neither a PNG nor an SVG"),
        (b"%PDF-1.7", "neither a PNG nor an SVG"),
        (b"", "neither a PNG nor an SVG"),
        (png()[:60], "nothing can be seen|cannot be drawn"),
        (svg("<script>alert(1)</script>"), "holds a program"),
        (svg("<foreignObject><html>x</html></foreignObject>"), "holds a program"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<text>&a;</text>"), "holds a program"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><g>', "nothing can be seen|cannot be drawn"),
        (svg() + b" " * LARGEST_FILE, "larger than 500 kB"),
    ],
)
def test_what_is_no_plain_logo_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(BadLogo, match=why):
        redrawn(content)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/logo.png", "/etc/passwd"])
def test_a_drawing_that_asks_for_something_from_outside_gets_nothing(address: str) -> None:
    inside = f'<image href="{address}" width="60" height="20"/>'
    try:
        assert redrawn(svg(inside)) == redrawn(svg())
    except BadLogo as refused:
        assert "cannot be drawn" in str(refused)


def test_the_leaflet_carries_the_logo_with_the_name_of_the_pharmacy() -> None:
    _, layout = set_leaflet(capsules(), language=ENGLISH, large_print=False, logo=redrawn(svg()))
    figures = [figure.alternative for figure in tagged(layout.pdf).all("Figure")]
    assert figures[0] == "Linden Pharmacy"
    assert layout.pages == 2


@pytest.fixture
def ben(world: World) -> Client:
    client = Client()
    client.force_login(world.ben)
    return client


def upload(client: Client, content: bytes | None):
    file = {"take_off": "on"} if content is None else {"logo": SimpleUploadedFile("logo.png", content)}
    return client.post(reverse("documents:change-logo"), file)


@pytest.mark.django_db
def test_a_logo_is_kept_shown_printed_and_taken_off(world: World, ben: Client) -> None:
    assert upload(ben, svg()).status_code == 302
    kept = Pharmacy.objects.get().logo_sha256
    assert ben.get(reverse("documents:logo")).content == bytes(ArchivedFile.objects.get(sha256=kept).content)
    leaflet = papered(world).documents.get(kind="leaflet")
    assert (leaflet.state, leaflet.facts["pharmacy"]["logo_sha256"]) == ("rendered", kept)
    assert upload(ben, None).status_code == 302
    assert Pharmacy.objects.get().logo_sha256 == ""
    assert ben.get(reverse("documents:logo")).status_code == 404


@pytest.mark.django_db
def test_no_file_chosen_takes_no_logo_off(world: World, ben: Client) -> None:
    upload(ben, svg())
    answer = ben.post(reverse("documents:change-logo"))
    assert answer.status_code == 422
    assert "Choose the file of the logo first." in answer.content.decode()
    assert Pharmacy.objects.get().logo_sha256 != ""


@pytest.mark.django_db
def test_a_bad_logo_says_why_and_changes_nothing(world: World, ben: Client) -> None:
    answer = upload(ben, b"GIF89a")
    assert answer.status_code == 409
    assert "neither a PNG nor an SVG" in answer.content.decode()
    assert Pharmacy.objects.get().logo_sha256 == ""
