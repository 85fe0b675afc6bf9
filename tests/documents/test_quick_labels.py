"""The quick way to set a label comes to the same words in the same boxes as WeasyPrint, or is not taken."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import weasyprint
from pypdfium2 import PdfDocument

from pharmacy.documents.rendering import Sheet, Typeset, inside_weasyprint
from pharmacy.documents.rendering.fonts import fontconfig_file
from pharmacy.documents.rendering.quick.agreement import first_difference
from pharmacy.documents.rendering.quick.setting import QuickPress, quick_press
from pharmacy.documents.rendering.quick.unknown import Unknown
from pharmacy.documents.rendering.typesetter import Press
from tests.documents.random_labels import random_sheets

LABELS = 40
NEAR_POINTS = 0.01
SHEET = Sheet(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A &amp; B</title></head><body>\n'
    '<div class="a" data-element="name">Ada <span class="b">Lindqvist</span></div>\n'
    "<p>Take 2 capsules (3 mg) at bedtime.</p>\n</body></html>",
    '@page { size: 70mm 35mm; margin: 2mm; }\n'
    'html { font-family: "Atkinson Hyperlegible"; font-size: 9pt; line-height: 1.1; }\n'
    "body, p { margin: 0; }\n.b { font-weight: 700; }\n",
    one_page=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def new_press() -> Iterator[Callable[[], Press]]:
    """Makes a press with the shipped fonts in this process, as the typesetting process has one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(fontconfig_file()))
        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        logging.getLogger("weasyprint.progress").setLevel(logging.CRITICAL)
        yield Press


@pytest.fixture(scope="module")
def press(new_press: Callable[[], Press]) -> Press:
    """One press for all tests that do not mind what it has set before."""
    return new_press()


def quick_of(press: Press) -> QuickPress:
    assert press.quick is not None
    return press.quick


def changed(*, html: tuple[str, str] = ("", ""), css: str = "") -> Sheet:
    """The small sheet with one text replaced and a rule added."""
    assert html[0] in SHEET.html
    return replace(SHEET, html=SHEET.html.replace(*html) if html[0] else SHEET.html, css=SHEET.css + css)


def letters_of(pdf: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Every letter of a PDF with its box in points, read by another library."""
    text = PdfDocument(pdf)[0].get_textpage()
    found = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
    return [(letter, box) for letter, box in found if letter.strip()]


def test_the_inside_of_this_weasyprint_was_compared() -> None:
    assert weasyprint.__version__ == inside_weasyprint.INTERNALS_OF, (
        "run `benchmarks/quick_labels.py --compare 3000` with the new one; if nothing differs, name its version"
    )


def test_both_ways_have_the_same_words_in_the_same_boxes(press: Press) -> None:
    for sheet in random_sheets(7, labels=LABELS):
        quick, full = quick_of(press).set(sheet, full=press.measure), press.measure(sheet)
        assert first_difference(quick, full) == ""
        assert bool(quick.pdf) == full.fits


def test_both_pdfs_have_the_same_letters_in_the_same_boxes(press: Press) -> None:
    fitting = 0
    for sheet in random_sheets(11, labels=12):
        quick, full = press.set(sheet), press.set_in_full(sheet)
        if not full.fits:
            continue
        fitting += 1
        mine, theirs = letters_of(quick.pdf), letters_of(full.pdf)
        assert [letter for letter, _ in mine] == [letter for letter, _ in theirs]
        assert (
            max(abs(a - b) for (_, m), (_, t) in zip(mine, theirs, strict=True) for a, b in zip(m, t, strict=True))
            < NEAR_POINTS
        )
    assert fitting > 3


def test_what_a_label_said_before_changes_no_byte_of_the_next(new_press: Callable[[], Press]) -> None:
    sheets = list(random_sheets(3, labels=5))
    first, second = new_press(), new_press()
    forward = [first.set(sheet).pdf for sheet in sheets]
    backward = [second.set(sheet).pdf for sheet in reversed(sheets)]
    assert forward == backward[::-1]


def test_the_pdf_is_tagged_in_the_order_of_reading_and_names_its_language_and_title(press: Press) -> None:
    pdf = press.set(SHEET).pdf
    for entry in (
        b"/Lang(en)",
        b"/MarkInfo<</Marked true>>",
        b"<</DisplayDocTitle true>>",
        b'pdfuaid:part="1"',
        b"A &amp; B",
    ):
        assert entry in pdf
    roles = [line.split(b"/S/")[1].split(b"/")[0] for line in pdf.split(b"\n") if b"/StructElem" in line]
    assert sorted(roles) == [b"Div", b"Document", b"P", b"Span"]
    assert PdfDocument(pdf)[0].get_textpage().get_text_range() == "Ada Lindqvist\r\nTake 2 capsules (3 mg) at bedtime."


def test_the_band_of_a_training_paper_is_set_alike(press: Press) -> None:
    band = (
        'margin-bottom: 6mm; @bottom-center { content: "TRAINING. For nobody."; width: 100%; margin: 0.8mm 0 1.5mm; '
        'background: #000; color: #fff; font: 700 7pt/1 "Atkinson Hyperlegible"; text-align: center; '
        "vertical-align: middle; white-space: nowrap; } }"
    )
    sheet = replace(SHEET, css=SHEET.css.replace("margin: 2mm; }", f"margin: 2mm; {band}"))
    quick, full = press.set(sheet), press.set_in_full(sheet)
    assert quick.is_quick
    assert first_difference(quick, full) == ""
    assert [letter for letter, _ in letters_of(quick.pdf)] == [letter for letter, _ in letters_of(full.pdf)]
    assert quick.runs[-1].element == "page-edge"


@pytest.mark.parametrize(
    "css",
    [
        ".a { transform: rotate(3deg) }",
        ".a { display: flex }",
        ".a { float: left }",
        ".a { background-color: #eee }",
        ".a { opacity: 0.5 }",
        ".a { text-align: center }",
        ".a { letter-spacing: 1pt }",
        ".a { margin-bottom: 2mm }",
        ".a { border: 1mm solid #000 }",
        ".a { text-transform: uppercase }",
        ".b { padding-left: 2mm }",
        ".b { vertical-align: super }",
        "p::before { content: 'x' }",
        "p:last-child { font-size: 12pt }",
        "p { width: calc(10mm + 2pt) }",
        "@page { @bottom-left { content: 'x' } }",
    ],
)
def test_what_the_quick_way_does_not_know_goes_the_full_way(press: Press, css: str) -> None:
    result = press.set(changed(css=css))
    assert not result.is_quick
    assert result.runs == press.set_in_full(changed(css=css)).runs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take 2", "<br>Take 2"),
        ("Take 2", "<b>Take</b> 2"),
        ("Take 2", "Take \u05d0\u05d1 2"),
        ("Take 2", "Take \u4e2d 2"),
        ("Take 2", "e\u0301\u0302 2"),
        ("<p>", "<div><p>"),
        ("<p>", "<p><p>"),
        ("<p>", "<p onclick=x>"),
        ("Take 2", "Take & 2"),
        ("Take 2", '<img src="data:image/png;base64,AAAA" alt="x"> 2'),
    ],
)
def test_a_text_or_a_tag_that_it_does_not_know_goes_the_full_way(press: Press, old: str, new: str) -> None:
    assert press.set(SHEET).is_quick
    assert not press.set(changed(html=(old, new))).is_quick


def test_a_form_on_which_both_ways_differ_is_never_set_the_quick_way(new_press: Callable[[], Press]) -> None:
    one = new_press()

    def a_hair_lower(sheet: Sheet) -> Typeset:
        full = one.measure(sheet)
        return replace(full, runs=tuple(replace(run, bottom=run.bottom + 0.001) for run in full.runs))

    with pytest.raises(Unknown, match="the full way differs"):
        quick_of(one).set(SHEET, full=a_hair_lower)
    with pytest.raises(Unknown, match="the full way differs"):
        quick_of(one).set(SHEET, full=one.measure)
    assert not one.set(SHEET).is_quick


def test_one_lost_word_is_a_difference(press: Press) -> None:
    full = press.measure(SHEET)
    assert first_difference(full, full) == ""
    assert "2 and 3 texts" in first_difference(replace(full, runs=full.runs[1:]), full)
    other = replace(full, runs=(*full.runs[:2], replace(full.runs[2], text="Take 3 capsules (3 mg) at bedtime.")))
    assert "Take 3 capsules" in first_difference(other, full)


def test_with_another_weasyprint_every_label_goes_the_full_way(
    new_press: Callable[[], Press], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside_weasyprint, "INTERNALS_OF", "69.0")
    assert quick_press(None) is None
    result = new_press().set(SHEET)
    assert not result.is_quick
    assert result.fits


def test_a_label_that_is_too_long_does_not_fit_either_way(press: Press) -> None:
    long = changed(html=("Take 2", "Take 2 " + "or rather more than two " * 60))
    quick, full = press.set(long), press.set_in_full(long)
    assert quick.is_quick
    assert (quick.fits, full.fits, quick.pdf, full.pdf) == (False, False, b"", b"")
    assert {edge.side for edge in quick.edges} == {edge.side for edge in full.edges} == {"bottom"}


def test_the_quick_way_takes_a_fifth_of_the_full_one_at_most(press: Press) -> None:
    sheet = next(one for one in random_sheets(5, labels=20) if press.set(one).fits)
    quick, full = (_cpu(work, sheet) for work in (press.set, press.set_in_full))
    assert quick * 5 < full


def _cpu(work: Callable[[Sheet], Typeset], sheet: Sheet) -> float:
    """The least processor time of five runs, which is the one least disturbed."""
    taken = []
    for _ in range(5):
        start = time.process_time()
        work(sheet)
        taken.append(time.process_time() - start)
    return min(taken)
