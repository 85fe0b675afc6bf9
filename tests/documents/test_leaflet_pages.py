"""The leaflet on the pharmacy's own server: off until switched on, the words of the paper, gone when it must be."""

import logging
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse

from pharmacy.compounding.actions import discard_batch
from pharmacy.dispensing.actions import recall
from pharmacy.documents.finishing.raster import opened, page_picture, plain
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.leaflet_pages import token_of
from pharmacy.documents.papers.leaflet_sheet import leaflet_page, set_leaflet
from pharmacy.log_format import WithoutValues
from pharmacy.staff.models import Pharmacy
from tests.documents.a_paper import ENGLISH, capsules, container, drops, facts
from tests.documents.structure import tagged
from tests.documents.test_labels import SIX
from tests.world import World, papered

ADDRESS = "https://linden.example/leaflet/k7q2m9x4c0v5b8n1t6w3z2r7hd/"
TWO = (container("150 ml", of=2, last_day=14), container("150 ml", number=2, of=2, first_day=15))
PAPERS = {name: SIX[name] for name in ("liquid", "capsules", "cream")} | {
    "titration": drops(("0.25 mg", "1 drop"), ("0.5 mg", "2 drops")),
    "two bottles": facts(containers=TWO),
}


class Page(HTMLParser):
    """A page as it is read out. said: its words, in their order; pictures: what stands for each picture."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.inside, self.said, self.pictures = list[str](), list[str](), list[str]()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("head", "svg", "title"):
            self.inside.append(tag)
        if tag == "img":
            self.pictures.append(str(dict(attrs)["alt"]))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside == ["svg", "title"]:
            self.pictures.append(data)
        elif not self.inside:
            self.said.append(data)


def letters(text: str) -> str:
    return "".join(plain(text).replace("•", "").split())


@pytest.mark.parametrize("name", PAPERS)
def test_the_page_says_the_words_of_the_paper_in_the_order_of_the_paper(name: str) -> None:
    of = replace(PAPERS[name], page_address=ADDRESS)
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    page = Page(leaflet_page(text, facts=of, language=ENGLISH, large_print=False))
    paper = tagged(layout.pdf)
    assert letters(" ".join(page.said)) == letters(paper.text)
    assert page.pictures == [figure.alternative for figure in paper.all("Figure")]


@pytest.mark.parametrize(
    ("blocks", "order"),
    [
        (("page", "calendar"), ["Read this leaflet", "Your dose calendar"]),
        (("calendar", "page"), ["Your dose calendar", "Read this leaflet"]),
        (("page",), ["Read this leaflet"]),
    ],
)
def test_what_follows_the_text_stands_in_the_order_that_the_pharmacy_chose(blocks, order: list[str]) -> None:
    of = replace(PAPERS["titration"], page_address=ADDRESS, blocks=blocks)
    text, _ = set_leaflet(of, language=ENGLISH, large_print=False)
    said = " ".join(Page(leaflet_page(text, facts=of, language=ENGLISH, large_print=False)).said)
    found = [(said.index(words), words) for words in ("Your dose calendar", "Read this leaflet") if words in said]
    assert [words for _, words in sorted(found)] == order


def test_the_code_on_the_paper_opens_the_page() -> None:
    of = replace(capsules(), page_address=ADDRESS)
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    pictures = [page_picture(layout.pdf, page=number, dpi=150) for number in range(layout.pages)]
    read = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    assert read == [ADDRESS]
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


def test_an_address_that_goes_on_in_the_next_line_reads_back_in_one_piece() -> None:
    of = replace(capsules(), page_address=ADDRESS.replace("linden", "pharmacy-at-the-old-market"))
    text, layout = set_leaflet(of, language=ENGLISH, large_print=True)
    with opened(layout.pdf) as paper:
        assert of.page_address not in paper.text()
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []
    other = replace(of, page_address=of.page_address.replace("k7q2", "k7q3"))
    neighbour = replace(text, page=text.page.replace("k7q2", "k7q3"))
    found = read_back_leaflet(layout.pdf, text=neighbour, facts=other, language=ENGLISH)
    assert {one.code for one in found} == {"words-lost", "words-foreign", "code-differs"}


def test_the_page_loads_nothing_from_anywhere_else() -> None:
    of = replace(capsules(), page_address=ADDRESS)
    text, _ = set_leaflet(of, language=ENGLISH, large_print=False)
    page = leaflet_page(text, facts=of, language=ENGLISH, large_print=False).decode()
    loaded = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert {one[:22] for one in loaded} == {"/static/secundum/leafl", "data:image/png;base64,"}
    assert "<script" not in page
    assert " style=" not in page


@pytest.fixture
def open_world(world: World) -> World:
    """The pharmacy of the world, with leaflets that can be opened on a screen."""
    Pharmacy.objects.update(web_address="https://linden.example", leaflet_pages=True)
    return world


def leaflet_of(world: World):
    return papered(world).documents.get(kind="leaflet")


def at(document) -> str:
    return reverse("leaflet-page", args=[document.page_token])


@pytest.mark.django_db
def test_it_is_switched_off_until_somebody_switches_it_on(world: World) -> None:
    leaflet = leaflet_of(world)
    assert (leaflet.page, leaflet.page_token, leaflet.facts["page_address"]) == (None, None, "")


@pytest.mark.django_db
def test_whoever_has_the_address_reads_the_leaflet_without_a_log_in(open_world: World) -> None:
    leaflet = leaflet_of(open_world)
    assert re.fullmatch(r"https://linden\.example/leaflet/[0-9a-z]{26}/", leaflet.facts["page_address"])
    answer = Client().get(at(leaflet))
    assert answer.status_code == 200
    assert answer.content == bytes(leaflet.page.content)
    assert b"Made for Ada Lindqvist" in answer.content
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive, nosnippet"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.cookies == {}


@pytest.mark.django_db
def test_the_leaflet_of_a_lot_that_was_called_back_is_withdrawn_and_says_whom_to_ask(open_world: World) -> None:
    leaflet = leaflet_of(open_world)
    recall(batch=leaflet.batch, by=open_world.ben, reason="Glass in a bottle.")
    answer = Client().get(at(leaflet))
    assert answer.status_code == 410
    said = answer.content.decode()
    assert "no longer valid" in said
    assert "Linden Pharmacy, 555 0100" in said
    assert "Ada" not in said


@pytest.mark.django_db
def test_the_leaflet_of_a_discarded_batch_is_withdrawn(open_world: World) -> None:
    leaflet = leaflet_of(open_world)
    discard_batch(batch=leaflet.batch, by=open_world.tom, reason="The powder did not mix.")
    assert Client().get(at(leaflet)).status_code == 410


@pytest.mark.django_db
def test_switched_off_again_every_page_is_gone(open_world: World) -> None:
    leaflet = leaflet_of(open_world)
    Pharmacy.objects.update(leaflet_pages=False)
    answer = Client().get(at(leaflet))
    assert answer.status_code == 404
    assert "There is no leaflet at this address" in answer.content.decode()


@pytest.mark.django_db
def test_a_wrong_address_opens_nothing(open_world: World) -> None:
    label = papered(open_world).documents.get(kind="label")
    for token in ("0" * 26, label.code, str(label.public_id)):
        assert Client().get(reverse("leaflet-page", args=[token])).status_code == 404


def test_a_line_of_the_log_carries_no_address_of_a_leaflet() -> None:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(WithoutValues("%(message)s"))
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/leaflet/k7q2m9/",), None)
    handler.emit(record)
    assert out.getvalue() == "Not Found: /leaflet/.../\n"


def test_the_address_ends_with_what_opens_the_page() -> None:
    assert token_of(ADDRESS) == "k7q2m9x4c0v5b8n1t6w3z2r7hd"
    assert token_of("") is None


LETTERHEAD = {
    "name": "Linden Pharmacy",
    "address": "12 Linden Street\nTestville",
    "phone": "555 0100",
    "label_stock": "a4-63x38",
    "leaflet_paper": "letter",
    "leaflet_blocks": "page calendar",
}


@pytest.mark.django_db
def test_a_pharmacist_switches_it_on_and_the_ledger_says_so(world: World) -> None:
    ben = Client()
    ben.force_login(world.ben)
    sent = {**LETTERHEAD, "web_address": "https://linden.example/", "leaflet_pages": "on"}
    assert ben.post(reverse("documents:letterhead"), sent).status_code == 302
    pharmacy = Pharmacy.objects.get()
    assert (pharmacy.web_address, pharmacy.leaflet_pages) == ("https://linden.example", True)
    assert leaflet_of(world).facts["pharmacy"]["address"] == "12 Linden Street, Testville"


@pytest.mark.django_db
def test_a_pharmacist_chooses_the_usual_label_and_leaflet_paper_and_how_counts_are_said(world: World) -> None:
    ben = Client()
    ben.force_login(world.ben)
    assert ben.post(reverse("documents:letterhead"), {**LETTERHEAD, "counts_in_words": "on"}).status_code == 302
    pharmacy = Pharmacy.objects.get()
    chosen = (pharmacy.label_stock, pharmacy.leaflet_paper, pharmacy.counts_in_words)
    assert chosen == ("a4-63x38", "letter", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"leaflet_pages": "on"}, 409, "need the address of this server"),
        ({"web_address": "https://linden.example/secundum"}, 422, "scheme and host alone"),
        ({"web_address": "javascript:alert(1)"}, 422, "scheme and host alone"),
        ({"name": "Linden \u202e Pharmacy"}, 422, "U+202E"),
        ({"address": "a\nb\nc\nd\ne\nf"}, 422, "at most 5"),
        ({"leaflet_paper": "legal"}, 422, "legal is not one of the available choices"),
        ({"label_stock": "flag-51x19"}, 422, "flag-51x19 is not one of the available choices"),
    ],
)
def test_what_cannot_stand_on_paper_is_refused(world: World, change: dict[str, str], status: int, said: str) -> None:
    ben = Client()
    ben.force_login(world.ben)
    answer = ben.post(reverse("documents:letterhead"), {**LETTERHEAD, **change})
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert Pharmacy.objects.get().name == "Linden Pharmacy"
