"""What a style, a font or a picture can do to a label whose words are right: each is caught, by its own name."""

import base64
from io import BytesIO

from fontTools.ttLib import TTFont

from pharmacy.documents.rendering.fonts import FOLDER
from tests.documents.sabotage.bench import Fault, changed, found_on, original, put

DOSE = '[data-element="directions"]'
LOT = '[data-element="lot"]'
NAME = '[data-element="patient-name"]'

STYLES = {
    "type of 5 points": (f"{LOT} {{ font-size: 5pt }}", "type-too-small"),
    "type of no size": (f"{LOT} {{ font-size: 0 }}", "element-missing"),
    "lines that touch": (".small { line-height: 0.9 }", "lines-too-close"),
    "grey on white": (f"{LOT} {{ color: #777 }}", "low-contrast"),
    "white on white": (f"{LOT} {{ color: #fff }}", "low-contrast"),
    "black on black": (f"{LOT} {{ background: #000 }}", "low-contrast"),
    "a colour that fades": (f"{DOSE} {{ opacity: 0.3 }}", "low-contrast"),
    "a colour that lets the ground through": (f"{DOSE} {{ color: rgba(0, 0, 0, 0.3) }}", "low-contrast"),
    "text that is hidden": (f"{LOT} {{ visibility: hidden }}", "not-plain"),
    "text that is not shown": (f"{LOT} {{ display: none }}", "element-missing"),
    "text pushed over the right edge": (".key { position: relative; left: 50mm }", "outside"),
    "text pushed over the upper edge": (f"{NAME} {{ position: relative; top: -4mm }}", "outside"),
    "text pushed over the lower edge": (".small { position: relative; top: 12mm }", "outside"),
    "text pushed over the left edge": (f"{DOSE} {{ position: relative; left: -3mm }}", "outside"),
    "type too large for the label": (f"{DOSE} {{ font-size: 40pt }}", "page-differs"),
    "a box that cuts": (f"{DOSE} {{ height: 3mm; overflow: hidden }}", "clipped"),
    "a narrow box that cuts": (f"{NAME} {{ width: 12mm; overflow: hidden; white-space: nowrap }}", "clipped"),
    "a clip": (f"{NAME} {{ position: absolute; clip: rect(0, 9mm, 9mm, 0) }}", "clipped"),
    "lines that run into each other": (f"{DOSE} {{ margin-top: -5mm }}", "overlapping"),
    "text that runs into the code": (".head { margin-right: 0 } .patient { text-align: right }", "overlapping"),
    "text on its head": (f"{DOSE} {{ transform: rotate(180deg) }}", "not-plain"),
    "text in a mirror": ("body { transform: scaleX(-1) }", "not-plain"),
    "text from right to left": (f"{DOSE} {{ direction: rtl }}", "not-plain"),
    "text struck through": (f"{DOSE} {{ text-decoration: line-through }}", "not-plain"),
    "text on a picture": (f"{DOSE} {{ background-image: linear-gradient(#000, #fff) }}", "not-plain"),
    "letters pushed together": (f"{DOSE} {{ letter-spacing: -0.15em }}", "squeezed"),
    "a style that sets the dose in capitals": (f"{DOSE} {{ text-transform: uppercase }}", "notation"),
    "a style that sets the name in capitals": (f"{NAME} {{ text-transform: uppercase }}", "fact-differs"),
    "the dose before the name": (
        f"{DOSE} {{ position: absolute; top: 0 }} .head {{ margin-top: 14mm }}", "element-order",
    ),
    "a number over two lines": (
        f"{LOT} {{ display: inline-block; width: 9mm; padding: 0; white-space: normal; overflow-wrap: anywhere }}",
        "number-broken",
    ),
    "another size of label": ("@page { size: 102mm 54mm }", "page-differs"),
    "a label of two pages": (".small { break-before: page }", "page-differs"),
    "a code half the size": ("img { width: 4.6mm; height: 4.6mm }", "code-differs"),
    "a code that is not shown": ("img { display: none }", "code-differs"),
    "a stroke beside the code": (
        "body::after { content: ''; position: absolute; top: 0; right: 8.4mm; width: 0.3mm; height: 8mm;"
        " background: #000 }", "code-not-quiet",
    ),
    "a code at the very edge": ("img { top: -3.4mm; right: -3.4mm }", "code-not-quiet"),
    "a white sticker on the dose": (
        f"{DOSE} {{ position: relative }} {DOSE}::after {{ content: ''; position: absolute; top: 1mm; left: 9mm;"
        " width: 6mm; height: 5mm; background: #fff }", "ink-missing",
    ),
    "a black bar on the dose": (
        f"{DOSE} {{ position: relative }} {DOSE}::after {{ content: ''; position: absolute; top: 1mm; left: 9mm;"
        " width: 30mm; height: 5mm; background: #000 }", "ink-foreign",
    ),
    "a stroke that turns 4 into something else": (
        f"{DOSE} {{ position: relative }} {DOSE}::after {{ content: ''; position: absolute; top: 6mm; left: 9mm;"
        " width: 9mm; height: 0.4mm; background: #000 }", "ink-foreign",
    ),
    "words added by a style": (f"{DOSE}::after {{ content: 'Take 2 doses.' }}", "words-foreign"),
}  # fmt: skip
DRAWN_INTO = {
    "a nought drawn behind the dose": (
        "(4.5~mg)",
        '(4.5~mg)<svg width="3mm" height="3mm" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3" stroke="#000"/></svg>',
        "ink-foreign",
    ),
    "a number at a line's end without its unit": ("Take 4.5~ml", "Take 4.5<br>ml", "unit-parted"),
    "the lot told before the use-by date": (
        '<span class="strong" data-element="use-by">', '<span data-element="lot">Lot 261122-001</span> '
        '<span class="strong" data-element="use-by">', "element-order",
    ),
}  # fmt: skip


def another_typeface(*, without: str) -> str:
    """The shipped type under another name, with one glyph taken out, as a style that brings it along."""
    font = TTFont(FOLDER / "AtkinsonHyperlegible-Regular.ttf")
    for table in font["cmap"].tables:
        table.cmap.pop(ord(without), None)
    for name in font["name"].names:
        if name.nameID in (1, 4, 6, 16):
            name.string = "Other"
    kept = BytesIO()
    font.save(kept)
    address = f"data:font/ttf;base64,{base64.b64encode(kept.getvalue()).decode()}"
    return f'@font-face {{ font-family: Other; src: url("{address}") }} .small {{ font-family: Other }}'


def styled(css: str, code: str) -> Fault:
    """Return the fault that a rule of style does to the good label."""
    group = "codes" if code.startswith("code-") or css.startswith("img") else "styles"
    return Fault(group, code, lambda: found_on(changed(original()[2], css=css)))


FAULTS = {
    **{name: styled(*spoilt) for name, spoilt in STYLES.items()},
    **{name: put(*spoilt, group="styles") for name, spoilt in DRAWN_INTO.items()},
}
