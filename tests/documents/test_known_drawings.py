"""Every drawing that ships is known by its lines, so that no other can stand in its place unseen."""

from pathlib import Path
from types import SimpleNamespace

from django.template.loader import render_to_string

from formulations.science.quantities import Quantity
from pharmacy.documents.drawings.counted import counted
from pharmacy.documents.drawings.syringe import syringe
from pharmacy.documents.finishing.figures import Figure, drawn_on
from pharmacy.documents.finishing.filled_syringe import PARTS
from pharmacy.documents.finishing.known_forms import Line, known_drawings, syringe_forms
from pharmacy.documents.finishing.raster import opened
from pharmacy.documents.rendering import Sheet, typeset

PRINT = Path(__file__).resolve().parents[2] / "templates" / "print"
SIZED = "@page { size: 210mm 600mm } .sign, .container, .syringe { width: 20mm; height: 20mm }"
FULL = syringe(Quantity.read("5 ml"), capacity=Quantity.read("5 ml"), mark=Quantity.read("1 ml"))


def names(folder: str) -> list[str]:
    return sorted(path.stem for path in (PRINT / folder).glob("*.svg"))


def one_of(folder: str, *, key: str) -> list[str]:
    return [render_to_string(f"print/{folder}/{name}.svg", {key: {"words": name}}) for name in names(folder)]


def drawn() -> dict[str, Figure]:
    """Every drawing on one sheet; of what is counted, one."""
    shapes = {name: FULL if name == "syringe" else counted(1) for name in names("drawings")}
    pictures = [
        *one_of("signs", key="sign"),
        *one_of("containers", key="picture"),
        *(
            render_to_string(f"print/drawings/{name}.svg", {"d": SimpleNamespace(words=name, shape=shape)})
            for name, shape in shapes.items()
        ),
    ]
    html = f'<html lang="en"><title>All</title><body>{"".join(f"<p>{one}</p>" for one in pictures)}</body></html>'
    with opened(typeset(Sheet(html, SIZED)).pdf) as document:
        return {figure.words: figure for figure in drawn_on(document, page=0).figures}


def test_every_drawing_that_ships_is_known_by_the_lines_it_has() -> None:
    found = {name: _lines(figure) for name, figure in drawn().items() if name != "syringe"}
    known = {name: [*one.before, *one.each, *one.after] for name, one in known_drawings().items()}
    assert found == known


def test_the_parts_of_a_syringe_that_are_the_same_in_each_are_known() -> None:
    parts = dict(zip(PARTS, drawn()["syringe"].strokes, strict=True))
    assert {name: parts[name].form for name in syringe_forms()} == dict(syringe_forms())


def test_no_two_drawings_have_the_same_lines() -> None:
    lines = [(one.before, one.each, one.after) for one in known_drawings().values()]
    assert len(set(lines)) == len(lines) == 21


def _lines(figure: Figure) -> list[Line]:
    return [Line(one.form, round(one.left, 2), round(one.top, 2)) for one in figure.strokes]
