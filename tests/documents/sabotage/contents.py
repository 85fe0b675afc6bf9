"""Faults in a finished PDF whose pages look right, and text that stands in it and not on the paper."""

import re
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pypdfium2

from pharmacy.documents.papers.label_sheet import set_label
from tests.documents.sabotage.bench import Fault, found_in, original

SIZE = re.compile(rb"(/\S+) ([\d.]+) Tf")
TEXT = re.compile(rb"/Span <</MCID \d+>> BDC BT .*? ET EMC")
CATALOG = b"/MarkInfo<</Marked true>>"


@cache
def good() -> bytes:
    """The good label, set the quick way: its one page is one stream that these tests can write anew."""
    layout = set_label(original()[0])[1]
    assert layout.is_quick
    return layout.pdf


def redrawn(change: Callable[[bytes], bytes]) -> bytes:
    """The label with other operators on its page."""
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", good(), re.DOTALL):
        try:
            drawn = zlib.decompress(stream[1])
        except zlib.error:
            continue
        if b" BDC " in drawn:
            changed = change(drawn)
            assert changed != drawn
            return saved(good().replace(stream[1], zlib.compress(changed)))
    raise AssertionError("no page in the PDF")


def saved(pdf: bytes) -> bytes:
    """The PDF as another program writes it, which puts right where its objects stand."""
    pdf = re.sub(rb"startxref\s+\d+", b"startxref\n0", pdf)
    kept = BytesIO()
    pypdfium2.PdfDocument(pdf).save(kept)
    return kept.getvalue()


def with_note(kind: bytes) -> Callable[[], bytes]:
    note = b"/Annots[<</Type/Annot/Subtype/%b/Rect[10 10 60 40]/Contents(Take 9 ml)>>]" % kind
    return lambda: good().replace(b"/Tabs/S", b"/Tabs/S" + note)


def in_catalog(more: bytes) -> Callable[[], bytes]:
    return lambda: good().replace(CATALOG, CATALOG + more)


def words(number: int) -> bytes:
    """The operators of one piece of text, in their order on the label."""
    return TEXT.findall(drawn_page())[number]


@cache
def drawn_page() -> bytes:
    kept: list[bytes] = []
    redrawn(lambda drawn: kept.append(drawn) or drawn + b"\n")
    return kept[0]


HELD = {
    "a note on the page": with_note(b"Text"),
    "a link on the page": with_note(b"Link"),
    "a stamp on the page": with_note(b"Stamp"),
    "an attached file": in_catalog(b"/Names<</EmbeddedFiles<</Names[]>>>>"),
    "a program that runs when it is opened": in_catalog(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "a form to fill in": in_catalog(b"/AcroForm<</Fields[]>>"),
    "layers that may be switched off": in_catalog(b"/OCProperties<</OCGs[]/D<<>>>>"),
    "a scale that prints it twice as large": lambda: good().replace(b"/Tabs/S", b"/Tabs/S/UserUnit 2"),
    "a small picture of another page": lambda: good().replace(b"/Tabs/S", b"/Tabs/S/Thumb 1 0 R"),
    "words for screen readers that are not those of the page": lambda: good().replace(
        b"/Type/StructElem/S/P", b"/Type/StructElem/ActualText(Take 9 ml)/S/P", 1
    ),
}
BLACK_BOX, WHITE_BOX = b"\n0 0 0 rg 20 40 60 12 re f", b"\n1 1 1 rg 20 40 60 12 re f"
PAGES = {
    "text that is not drawn": (lambda drawn: drawn.replace(b" BDC BT ", b" BDC BT 3 Tr "), "ink-missing"),
    "white text": (lambda drawn: drawn.replace(b"0 0 0 rg", b"1 1 1 rg"), "ink-missing"),
    "a second layer of text": (lambda drawn: drawn + b"\n" + b"\n".join(TEXT.findall(drawn)), "words-foreign"),
    "a sentence again, off the page": (
        lambda drawn: drawn + b"\n1 0 0 1 0 900 cm " + words(4), "words-foreign",
    ),
    "a sentence again, invisible": (
        lambda drawn: drawn + b"\n" + words(4).replace(b"BT ", b"BT 3 Tr "), "words-foreign",
    ),
    "all text off the page": (lambda drawn: drawn.replace(b" cm\n", b" cm 1 0 0 1 0 900 cm\n", 1), "ink-missing"),
    "text behind a white box": (lambda drawn: drawn + WHITE_BOX, "ink-missing"),
    "text behind a black box": (lambda drawn: drawn + BLACK_BOX, "ink-foreign"),
    "a stroke inside a letter": (lambda drawn: drawn + stroke_in(drawn, number=4), "ink-foreign"),
    "letters drawn half as wide": (lambda drawn: drawn.replace(b" BDC BT ", b" BDC BT 50 Tz "), "squeezed"),
    "type drawn at two thirds of its size": (lambda drawn: SIZE.sub(smaller, drawn), "type-too-small"),
    "type drawn in grey": (lambda drawn: drawn.replace(b"0 0 0 rg", b".6 .6 .6 rg"), "low-contrast"),
    "letters drawn as outlines": (lambda drawn: drawn.replace(b" BDC BT ", b" BDC BT 1 Tr "), "not-plain"),
    "a line drawn over the one before it": (lambda drawn: moved(drawn, number=5, onto=4), "overlapping"),
    "a page drawn 3 mm too far up": (lambda drawn: drawn.replace(b" cm\n", b" cm 1 0 0 1 0 -11.3 cm\n", 1), "outside"),
    "a page in a mirror": (lambda drawn: b"-1 0 0 1 286.3 0 cm\n" + drawn, "code-differs"),
}  # fmt: skip


def smaller(found: re.Match[bytes]) -> bytes:
    return b"%b %.3f Tf" % (found[1], float(found[2]) * 2 / 3)


def moved(drawn: bytes, *, number: int, onto: int) -> bytes:
    """One text in the place of another."""
    texts = TEXT.findall(drawn)
    one, other = (re.search(rb"-1 ([\d.]+ [\d.]+) Tm", texts[at])[1] for at in (number, onto))
    return drawn.replace(texts[number], texts[number].replace(one, other))


def letters_swapped(one: str, other: str) -> bytes:
    """The label that says one letter and draws another: its glyphs and the table of its font agree on the lie."""
    table = next(
        found for found in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", good(), re.DOTALL) if is_table(found)
    )
    told = zlib.decompress(table)
    codes = [re.search(rb"<(\w{4})> <%04x>" % ord(letter), told)[1] for letter in (one, other)]
    lied = told.replace(codes[0], b"@@@@").replace(codes[1], codes[0]).replace(b"@@@@", codes[1])
    return saved(good().replace(table, zlib.compress(lied)))


def is_table(packed: bytes) -> bool:
    try:
        return zlib.decompress(packed).startswith(b"/CIDInit")
    except zlib.error:
        return False


def stroke_in(drawn: bytes, *, number: int) -> bytes:
    """A stroke of a fifth of a millimetre, no longer than a letter is high, at the start of some text."""
    left, base = re.search(rb"Tf 1 0 0 -1 ([\d.]+) ([\d.]+) Tm", TEXT.findall(drawn)[number]).groups()
    return b"\n0 0 0 rg %.2f %.2f 4 0.8 re f" % (float(left) + 1, float(base) - 4)


def held(make: Callable[[], bytes], code: str = "contents-foreign") -> Fault:
    """Return the fault that the PDF holds something besides its pages."""

    def found() -> set[str]:
        pdf = make()
        assert pdf != good()
        return found_in(pdf)

    return Fault("PDF", code, found)


def drawn(change: Callable[[bytes], bytes], code: str) -> Fault:
    """Return the fault that the page draws something else."""
    return Fault("PDF", code, lambda: found_in(redrawn(change)))


UNSEEN = {
    "the title of another medicine": (lambda: good().replace(b"/Title<feff004e0061006c", b"/Title<feff004e006f006c"),
                                      "words-foreign"),
    "another language for those who hear it": (lambda: good().replace(b"/Lang(en)", b"/Lang(fi)"), "fact-differs"),
    "other words for those who hear it": (
        lambda: good().replace(b"/Type/StructElem/S/P", b"/Type/StructElem/Alt(Take 9 ml)/S/P", 1),
        "alternative-differs",
    ),
}  # fmt: skip
FAULTS = {
    "a 4 that is drawn as a 7": Fault("PDF", "font-foreign", lambda: found_in(letters_swapped("4", "7"))),
    **{name: held(*made) for name, made in UNSEEN.items()},
    **{name: held(make) for name, make in HELD.items()},
    **{name: drawn(change, code) for name, (change, code) in PAGES.items()},
}
