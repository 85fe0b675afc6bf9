"""Names in letters that the first typeface lacks: set in the second, on the same lines, and read back as they are."""

import re
import unicodedata
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from pharmacy.documents.facts import PharmacyFacts
from pharmacy.documents.finishing.letters import parted_marks
from pharmacy.documents.finishing.lint import lint_label, lint_leaflet
from pharmacy.documents.finishing.raster import opened, text_of
from pharmacy.documents.finishing.read_back import differing_fonts, read_back_label, read_back_leaflet
from pharmacy.documents.finishing.side_labels import read_back_side_label
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.papers.side_labels.sheet import set_side_label
from pharmacy.documents.rendering import Sheet, typeset
from pharmacy.documents.rendering.fonts import (
    FAMILY,
    FOLDER,
    SUPPLEMENT,
    cut_of,
    drawn_with_marks,
    letters_of,
    width_in_ems,
)
from tests.documents.a_paper import ENGLISH, PHARMACY, facts, job

NAMES = ("Siân Ŵyn Gruffŷdd", "Nguyễn Thị Hồng Hạnh", "İbrahim Işık", "Guarã Ẽñ Ọlá", "Ольга Ёлкина", "Γιώργος Παπάς",
         "Adébáyọ\u0300 Ẹ\u0300bùn-Ọ\u0301lá", "Nkị\u0301rụ\u0304")  # fmt: skip
MOST_BYTES = 150_000


@pytest.mark.parametrize("name", NAMES)
def test_a_label_in_letters_of_the_second_typeface_passes_both_checks(name: str) -> None:
    of = facts(patient=name, pharmacy=PharmacyFacts("Fferyllfa’r Tŵr", "1 Ffordd y Tŵr, Tywyn", "555 0100"))
    text, layout = set_label(job(of))
    assert not layout.is_quick
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=job(of)) == []


def test_a_leaflet_in_letters_of_the_second_typeface_passes_both_checks() -> None:
    of = facts(patient=NAMES[1], pharmacy=PHARMACY)
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert lint_leaflet(layout, facts=of, language=ENGLISH, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_the_second_typeface_reads_back_as_itself(*, bold: bool) -> None:
    letters = [chr(code) for code in sorted(letters_of(SUPPLEMENT)) if unicodedata.category(chr(code))[0] == "L"]
    words = ["".join(letters[place : place + 12]) for place in range(0, len(letters), 12)]
    css = f'html {{ font: {700 if bold else 400} 9pt/1.5 "{FAMILY}", "{SUPPLEMENT}" }} p {{ margin: 0 }}'
    pdf = typeset(Sheet(f'<html lang="en"><title>t</title><body><p>{"<p>".join(words)}', css)).pdf
    assert text_of(pdf).split() == words
    with opened(pdf) as document:
        seen = document.see(dpi=150)
    assert differing_fonts([seen]) == []
    assert any(SUPPLEMENT.replace(" ", "-") in font for font in seen.fonts)
    assert any(FAMILY.replace(" ", "-") in font for font in seen.fonts) is False


@pytest.mark.parametrize("bold", [False, True])
def test_a_vowel_with_a_tone_is_drawn_as_one_letter_and_reads_back_as_two_characters(*, bold: bool) -> None:
    pairs = sorted(drawn_with_marks())
    assert len(pairs) == 24  # eight vowels with a dot below, three tones
    css = f'html {{ font: {700 if bold else 400} 9pt/1.5 "{FAMILY}", "{SUPPLEMENT}" }}'
    pdf = typeset(Sheet(f'<html lang="en"><title>t</title><body>{" ".join(pairs)}', css)).pdf
    assert text_of(pdf).split() == pairs
    with opened(pdf) as document:
        assert parted_marks([document.see(dpi=150)]) == []


def test_a_mark_beside_its_letter_is_found_though_it_reads_alike() -> None:
    css = f'html {{ font: 9pt "{FAMILY}", "{SUPPLEMENT}" }}'
    pdf = typeset(Sheet('<html lang="en"><title>t</title><body>Im\u0300ma', css)).pdf
    assert text_of(pdf) == "Im\u0300ma"
    with opened(pdf) as document:
        assert [one.code for one in parted_marks([document.see(dpi=150)])] == ["mark-parted"]


def test_no_line_moves_where_such_a_letter_stands() -> None:
    plain, other = (set_label(job(facts(patient=name)))[1] for name in ("Sian Wyn Gruffydd", "Sian Ŵyn Gruffŷdd"))
    assert [run.text for run in plain.runs][1:] == [run.text for run in other.runs][1:]
    for one, two in zip(plain.runs, other.runs, strict=True):
        assert (one.top, one.bottom) == pytest.approx((two.top, two.bottom), abs=0.0005)


def test_a_label_without_such_letters_is_still_set_the_quick_way() -> None:
    assert set_label(job(facts(patient="Siân Zażółć")))[1].is_quick


@pytest.mark.parametrize("bold", [False, True])
def test_the_second_typeface_has_the_lines_of_the_first_and_none_of_its_letters(*, bold: bool) -> None:
    paths = [FOLDER / cut_of(family, bold=bold) for family in (FAMILY, SUPPLEMENT)]
    with TTFont(paths[0], lazy=True) as first, TTFont(paths[1], lazy=True) as second:
        for font in (first, second):
            assert (font["hhea"].ascent, font["hhea"].descent, font["head"].unitsPerEm) == (950, -290, 1000)
        assert first["hmtx"]["space"] == second["hmtx"]["space"]
    assert letters_of(FAMILY) & letters_of(SUPPLEMENT) == {ord(" "), 0xA0}
    assert paths[1].stat().st_size < MOST_BYTES


def test_a_letter_is_as_wide_as_its_typeface_has_it_and_one_that_both_lack_half_an_em() -> None:
    assert width_in_ems("Ŵ", bold=False) == pytest.approx(0.93 * 0.935, abs=0.02)
    assert width_in_ems("ქ", bold=True) == 0.5


def test_every_page_brings_both_cuts_of_the_second_typeface() -> None:
    for name in ("secundum.css", "leaflet_page.css"):
        css = (FOLDER.parent / name).read_text("utf-8")
        assert re.findall(r'url\("fonts/(SecundumSupplement-\w+\.ttf)"\)', css) == [
            cut_of(SUPPLEMENT, bold=False),
            cut_of(SUPPLEMENT, bold=True),
        ]
        assert f'"{FAMILY}", "{SUPPLEMENT}", system-ui' in css
        firsts = re.findall(rf'@font-face {{ font-family: "{FAMILY}".*', css)
        assert all("unicode-range: U+0-2FF, U+370-10FFFF;" in face for face in firsts)


def test_the_licence_of_each_typeface_lies_beside_it() -> None:
    assert "Braille Institute" in (FOLDER / "OFL.txt").read_text("utf-8")
    licence = (FOLDER / "OFL-SecundumSupplement.txt").read_text("utf-8")
    assert "Google LLC" in licence
    assert "SIL Open Font License, Version 1.1" in licence


@pytest.mark.parametrize(
    ("name", "stock"),
    [("Zoë 652 Adébọ̀wálé", "roll-62"), ("Thị Ánh Nguyễn", "a4-63x38"), ("Łucja 61 Παπαδοπούλου", "letter-4x3in")],
)
def test_a_name_beside_the_code_is_not_parted_where_the_second_typeface_begins(name: str, stock: str) -> None:
    of = job(facts("naltrexone-capsule", patient=name), stock=stock)
    side = set_side_label("auxiliary", job=of, may_grow=True, between=lambda: None)
    assert read_back_side_label(side.layout.pdf, kind="auxiliary", side=side, job=replace(of, stock=side.stock)) == []


def test_a_name_with_a_real_space_in_it_is_another_name() -> None:
    of = job(facts("naltrexone-capsule", patient="Thị Ánh Nguyễn"), stock="a4-63x38")
    spaced = job(facts("naltrexone-capsule", patient="Thị Ánh Nguy ễn"), stock="a4-63x38")
    side = set_side_label("auxiliary", job=spaced, may_grow=True, between=lambda: None)
    found = read_back_side_label(side.layout.pdf, kind="auxiliary", side=side, job=replace(of, stock=side.stock))
    assert "fact-differs" in {one.code for one in found}
