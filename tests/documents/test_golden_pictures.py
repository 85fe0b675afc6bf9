"""Papers look as they did when somebody last looked at them; `make pictures` compares all, this compares some."""

import pytest
from PIL import ImageDraw

from tests.documents import golden
from tests.documents.gallery import Exhibit, exhibits
from tests.documents.golden import KEPT, differs, pictures_of

ALL = tuple(exhibits())
SAMPLES = tuple(one for one in ALL if one.sample)


@pytest.mark.parametrize("exhibit", SAMPLES, ids=lambda one: one.name)
def test_a_paper_looks_as_it_did(exhibit: Exhibit) -> None:
    assert differs(exhibit) == []


def test_every_paper_has_its_picture_and_no_picture_is_left_over() -> None:
    names = {path.stem.rpartition("-")[0] for path in KEPT.glob("*.png")}
    assert names == {one.name for one in ALL}


def test_a_line_that_moved_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    exhibit = SAMPLES[0]
    pdf = exhibit.make()
    moved = next(pictures_of(pdf))
    ImageDraw.Draw(moved).line((20, 30, 90, 30), fill=0, width=2)
    monkeypatch.setattr(golden, "SHOWN", tmp_path)
    monkeypatch.setattr(golden, "pictures_of", lambda _: iter([moved]))
    (found,) = differs(exhibit)
    assert "of the dots are other ink" in found
    assert (tmp_path / f"{exhibit.name}-1.png").exists()
