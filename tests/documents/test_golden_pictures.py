"""Every paper looks as it did when somebody last looked at it; `make pictures RENEW=--renew` keeps it as it is now."""

import pytest
from PIL import ImageDraw

from tests.documents import golden
from tests.documents.gallery import Exhibit, exhibits
from tests.documents.golden import KEPT, differs, name_of, pictures_of

ALL = tuple(exhibits())


@pytest.mark.parametrize("exhibit", ALL, ids=lambda one: one.name)
def test_a_paper_looks_as_it_did(exhibit: Exhibit) -> None:
    assert differs(exhibit) == []


def test_every_paper_has_its_picture_and_no_picture_is_left_over() -> None:
    names = {name_of(path) for path in KEPT.glob("*.png")}
    assert names == {one.name for one in ALL}


def test_a_line_that_moved_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    exhibit = ALL[0]
    pdf = exhibit.make()
    moved = next(pictures_of(pdf))
    ImageDraw.Draw(moved).line((20, 30, 90, 30), fill=0, width=2)
    monkeypatch.setattr(golden, "SHOWN", tmp_path)
    monkeypatch.setattr(golden, "pictures_of", lambda _: iter([moved]))
    (found,) = differs(exhibit)
    assert "of the dots are other ink" in found
    assert (tmp_path / f"{exhibit.name}-1.png").exists()
