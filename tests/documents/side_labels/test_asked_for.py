"""Side labels asked for besides label and leaflet: made, printed and scanned like any other paper."""

import pytest

from formulations.reference.stocks import flag_stocks, label_stocks
from pharmacy.documents.actions import drain, request_documents
from pharmacy.documents.forms import RequestForm
from pharmacy.documents.models import Document
from pharmacy.documents.refusals import PapersRefused
from pharmacy.printing.actions import WrongCode, confirm_scanned, send_all
from tests.world import World, checked

pytestmark = pytest.mark.django_db
ALL = ("auxiliary", "bag", "batch", "flag")


def test_side_labels_are_made_archived_printed_and_seen_by_their_own_codes(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom, besides=ALL)
    drain()
    papers = {paper.kind: paper for paper in Document.objects.filter(batch=batch)}
    assert set(papers) == {"label", "leaflet", *ALL}
    assert {paper.state for paper in papers.values()} == {"rendered"}, [paper.problem for paper in papers.values()]
    assert papers["flag"].stock == "flag-51x19"
    assert (papers["bag"].container, papers["batch"].container, papers["flag"].container) == (0, 0, 1)
    assert papers["batch"].facts["batch"]["checked_by"] == "Anna Berg"
    assert len({paper.code for paper in papers.values()}) == 6
    send_all(batch=batch, by=world.tom)
    seen = confirm_scanned(batch=batch, by=world.tom, code=papers["bag"].code)
    assert seen.document == papers["bag"]
    with pytest.raises(WrongCode):
        confirm_scanned(batch=batch, by=world.tom, code=papers["bag"].code)


def test_a_flag_is_never_instead_of_a_full_label(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom, besides=("flag",))
    assert Document.objects.filter(batch=batch, kind="label").count() == 1


def test_a_kind_that_is_asked_for_twice_is_made_once(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom, besides=("bag", "bag"))
    assert Document.objects.filter(batch=batch, kind="bag").count() == 1


def test_a_stock_that_does_not_exist_is_refused_and_nothing_is_stored(world: World) -> None:
    with pytest.raises(PapersRefused, match="not known"):
        request_documents(batch=checked(world), by=world.tom, besides=("bag",), side_stock="label-1x1")
    assert not Document.objects.exists()


def test_the_page_offers_each_kind_and_no_flag_as_a_stock_for_labels(pharmacy: object) -> None:
    form = RequestForm()
    assert [code for code, _ in form.fields["besides"].choices] == list(ALL)
    flags = {stock.code for stock in flag_stocks()}
    assert flags == {"flag-51x19", "flag-57x32"}
    for name in ("stock", "side_stock"):
        assert not flags & {code for code, _ in form.fields[name].choices}
    assert not flags & {stock.code for stock in label_stocks()}
