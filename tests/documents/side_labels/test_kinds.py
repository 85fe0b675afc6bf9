"""What each kind of side says, and that it stands on its stock, checked and read back."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from formulations.reference.papers import language
from pharmacy.documents.facts import BatchFacts, PaperFacts
from pharmacy.documents.finishing.raster import opened
from pharmacy.documents.finishing.side_labels import lint_side_label, read_back_side_label
from pharmacy.documents.papers.label_sheet import LabelDoesNotFit
from pharmacy.documents.papers.side_labels.kinds import KINDS, NothingToSay, side_label_text
from pharmacy.documents.papers.side_labels.sheet import SideLabel, set_side_label, side_label_sheet
from pharmacy.documents.rendering import typeset
from pharmacy.documents.reports import Report
from tests.documents.a_paper import capsules, container, cream, drops, facts, job
from tests.documents.gallery import said as translated

MADE = BatchFacts("60 capsules", "Tom Rossi", "Anna Berg")


def said(kind: str, *, of: PaperFacts) -> list[str]:
    """The rows of a side label as plain text."""
    rows = side_label_text(kind, job=job(of)).rows
    return [row.text.replace("\u00a0", " ") for row in rows]


def laid_out(kind: str, *, of: PaperFacts, stock: str = "label-70x35") -> SideLabel:
    return set_side_label(kind, job=job(of, stock=stock), may_grow=True, between=lambda: None)


def checks(side: SideLabel, *, kind: str, of: PaperFacts) -> list[Report]:
    """Everything that lint and read-back find."""
    on_it = replace(job(of), stock=side.stock)
    found = lint_side_label(side.layout, kind=kind, text=side.text, job=on_it)
    return [*found, *read_back_side_label(side.layout.pdf, kind=kind, side=side, job=on_it)]


def test_a_liquid_from_the_fridge_is_shaken_kept_cold_and_thrown_away_in_time() -> None:
    assert said("auxiliary", of=facts())[2:] == [
        "Keep in a refrigerator, 2 to 8 °C.",
        "Do not freeze.",
        "Protect from light.",
        "Shake well.",
        "Throw away after 2026 Dec 19.",
    ]


@pytest.mark.parametrize(("spoken", "stock"), [("fi", "letter-4x3in"), ("es", "label-101x54")])
def test_a_sign_stands_by_its_line_below_a_sentence_that_takes_two(spoken: str, stock: str) -> None:
    of = replace(job(translated(facts(), spoken=spoken), stock=stock), language=language(spoken))
    side = set_side_label("auxiliary", job=of, may_grow=True, between=lambda: None)
    on_it = replace(of, stock=side.stock)
    assert read_back_side_label(side.layout.pdf, kind="auxiliary", side=side, job=on_it) == []


def test_there_is_as_much_white_below_a_sentence_of_two_lines_as_below_one_of_a_single_line() -> None:
    side = laid_out("auxiliary", of=facts(), stock="letter-4x3in")
    signed = [row for row in side.text.rows if row.sign]
    lines = [[run for run in side.layout.runs if run.text in row.text] for row in signed]
    assert [len({run.line for run in row}) for row in lines] == [2, 1, 1, 1, 2]
    white = [below[0].top - above[-1].bottom for above, below in pairwise(lines)]
    assert white == pytest.approx([white[0]] * 4, abs=0.05)


def test_a_cream_is_for_the_skin_only_and_drops_go_under_the_tongue() -> None:
    assert "Only for the skin. Do not swallow." in said("auxiliary", of=cream())
    assert "Put it under the tongue." in said("auxiliary", of=drops(("0.5 mg", "2 drops")))


def test_a_medicine_that_asks_for_nothing_gets_no_auxiliary_label() -> None:
    of = capsules()
    plain = replace(of, storage=replace(of.storage, protect_from_light=False, do_not_freeze=False, in_use_days=None))
    with pytest.raises(NothingToSay, match="asks for an auxiliary label"):
        side_label_text("auxiliary", job=job(plain))


def test_each_drawing_stands_beside_its_own_words() -> None:
    rows = {row.sign: row.text for row in side_label_text("auxiliary", job=job(facts())).rows if row.sign}
    assert rows["shake"] == "Shake well."
    assert rows["freeze"] == "Do not freeze."
    assert rows["light"] == "Protect from light."


def test_a_bag_names_the_patient_and_no_medicine() -> None:
    of = facts(containers=(container("150 ml", of=2), container("150 ml", number=2, of=2)))
    words = said("bag", of=of)
    assert words[:3] == ["Ada Lindqvist", "Rx 1042", "Containers in this bag: 2"]
    assert "Keep in a refrigerator, 2 to 8 °C." in words
    assert "altrexone" not in " ".join(words)


def test_a_batch_label_names_what_was_made_by_whom_and_no_patient() -> None:
    words = said("batch", of=capsules(batch=MADE))
    for line in ("Lot 261122-001", "Use by 2026 Dec 26", "Quantity 60 capsules", "Made 2026 Nov 22"):
        assert line in words
    assert words[-3:-1] == ["Made by Tom Rossi", "Checked by Anna Berg"]
    assert "Lindqvist" not in " ".join(words)


def test_a_batch_that_nobody_checked_says_so() -> None:
    assert "Not checked yet" in said("batch", of=capsules(batch=replace(MADE, checked_by="")))


def test_a_flag_says_whose_it_is_and_where_the_full_label_stands() -> None:
    words = said("flag", of=facts())
    assert words[0] == "Ada Lindqvist"
    assert "Use by 2026 Dec 26, Lot 261122-001" in words
    assert words[-1] == "The full label is on the outer container."


def test_the_day_on_a_flag_stands_on_one_line_however_long_its_month_is() -> None:
    of = replace(job(facts()), language=language("fi"))
    (dated,) = [row.text for row in side_label_text("flag", job=of).rows if row.code == "use-by lot"]
    assert "26.\u00a0joulukuuta\u00a02026, Erä\u00a0261122-001" in dated


def test_a_drawing_stands_in_the_middle_of_the_first_line_beside_it() -> None:
    side = laid_out("auxiliary", of=facts(), stock="label-101x54")
    lines = [*{run.paragraph: run for run in reversed(side.layout.runs) if run.weight == 700}.values()][::-1]
    assert [run.text.split()[0] for run in lines] == ["Keep", "Do", "Protect", "Shake", "Throw"]
    with opened(side.layout.pdf) as document:
        picture = document.see(dpi=254).picture  # ten dots a millimetre
    rows = [picture.crop((30, top, 90, top + 1)).getextrema()[0] < 150 for top in range(picture.height)]
    starts = [top for top in range(1, len(rows)) if rows[top] and not rows[top - 1]]
    ends = [top for top in range(1, len(rows)) if rows[top - 1] and not rows[top]]
    for line, top, bottom in zip(lines, starts, ends, strict=True):
        assert abs((line.top + line.bottom) / 2 - (top + bottom) / 20) < 0.5, line.text


def test_a_flag_of_one_bottle_of_many_in_training_grows_onto_the_larger_flag() -> None:
    of = drops(("0.5 mg", "2 drops"), is_training=True, containers=(container("10 ml", of=11, last_day=7),))
    side = laid_out("flag", of=of, stock="flag-51x19")
    assert side.stock.code == "flag-57x32"
    assert checks(side, kind="flag", of=of) == []


def test_an_auxiliary_label_of_the_second_bottle_has_the_day_of_the_second_bottle() -> None:
    second = container("150 ml", number=2, of=2, discard_on=date(2027, 1, 16))
    words = side_label_text("auxiliary", job=job(facts(containers=(container("150 ml", of=2), second)), number=2)).rows
    assert words[-1].text.replace("\u00a0", " ") == "Throw away after 2027 Jan 16."
    assert "Amber bottle 2 of 2" in [row.text.replace("\u00a0", " ") for row in words]


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("is_training", [False, True])
def test_each_kind_stands_on_its_stock_and_passes_its_checks(kind: str, is_training: bool) -> None:
    of = drops(("0.5 mg", "2 drops"), batch=MADE, is_training=is_training)
    side = laid_out(kind, of=of, stock="flag-51x19" if kind == "flag" else "roll-62")
    assert checks(side, kind=kind, of=of) == []


def test_a_side_label_grows_within_the_family_of_its_stock_and_keeps_one_that_was_named() -> None:
    of = capsules(batch=MADE)
    assert laid_out("batch", of=of).stock.code == "label-101x54"
    with pytest.raises(LabelDoesNotFit, match="batch label does not fit on 70 x 35 mm"):
        set_side_label("batch", job=job(of), may_grow=False, between=lambda: None)


def test_what_a_flag_does_not_hold_is_told_in_plain_words() -> None:
    of = replace(capsules(batch=MADE), lot="261122-001" * 4)
    with pytest.raises(LabelDoesNotFit, match=r"in its least type \(use by and lot\)"):
        set_side_label("flag", job=job(of, stock="flag-51x19"), may_grow=False, between=lambda: None)


@pytest.mark.parametrize(
    ("kind", "old", "new", "code"),
    [
        ("auxiliary", "Shake well.</p>", "Do not shake.</p>", "words-lost"),
        ("auxiliary", "Lot&nbsp;261122-001", "Lot 261122-007", "fact-differs"),
        ("auxiliary", "Dec&nbsp;19.</p>", "Dec 29.</p>", "words-lost"),
        ("auxiliary", "<svg ", '<svg style="display: none" ', "ink-missing"),
        ("bag", "Ada Lindqvist", "Ada Lindquist", "fact-differs"),
        ("batch", "For the pharmacy only", "For Ada Lindqvist only", "words-foreign"),
        ("batch", "60&nbsp;ml", "600 ml", "fact-differs"),
        ("batch", "Checked by Anna Berg", "", "element-missing"),
        ("flag", "1&nbsp;mg", "10 mg", "fact-differs"),
        ("flag", "The full label is on the outer container.", "", "element-missing"),
        ("flag", "<p>A1B2C</p>", "<p>A1B2D</p>", "code-differs"),
    ],
)
def test_a_fault_on_a_side_label_is_caught(kind: str, old: str, new: str, code: str) -> None:
    of = facts(batch=BatchFacts("60 ml", "Tom Rossi", "Anna Berg"))
    good = laid_out(kind, of=of, stock="flag-51x19" if kind == "flag" else "label-101x54")
    sheet = side_label_sheet(good.text, job=replace(job(of), stock=good.stock), rung=good.rung)
    html = sheet.html.replace("\u2060", "")
    old = old.replace("&nbsp;", "\u00a0")
    assert old in html
    broken = replace(good, layout=typeset(replace(sheet, html=html.replace(old, new, 1), one_page=False)))
    assert code in {one.code for one in checks(broken, kind=kind, of=of)}
