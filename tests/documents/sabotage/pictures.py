"""Faults in what is drawn on a leaflet, every word of which is right: each is caught, by its own name."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.drawings import differing_drawings
from pharmacy.documents.finishing.figures import drawn_on
from pharmacy.documents.finishing.pictures import pictures_of_leaflet
from pharmacy.documents.finishing.raster import opened
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet import LeafletText
from pharmacy.documents.papers.web_code import web_code
from pharmacy.documents.rendering import Sheet, typeset
from tests.documents.a_paper import ENGLISH, capsules, container, cream, drops, facts, step
from tests.documents.sabotage.bench import Fault, recorded

SECTION = re.compile(r'<section [^>]*data-element="(?:dose-plan|how-to-take|storing).*?</section>', re.DOTALL)
UNPICTURED = re.compile(
    r'<section [^>]*data-element="(?!dose-plan|how-to-take|storing).*?</section>'
    r'|<div class="(?:key|page|main)".*?</div>',
    re.DOTALL,
)
ADDRESS, ANOTHER = "https://pharmacy.example/p/Ab3dEf5h", "https://pharmacy.example/p/Zy8xWv6u"
STEPS = (step("1.5 mg", "1.5 ml", to_day=14), step("4.5 mg", "4.5 ml", from_day=15))
TWO = (container("150 ml", of=2, last_day=14), container("150 ml", number=2, of=2, first_day=15))


def short(of: PaperFacts) -> PaperFacts:
    """The same paper with few sentences: pictures are what these tests look at."""
    return replace(of, blocks=("page",), medicine=replace(of.medicine, leaflet=()))


PAPERS = {
    "syringes": short(facts(steps=STEPS, containers=TWO)),
    "drops": short(drops(("0.25 mg", "1 drop"), ("0.75 mg", "3 drops"))),
    "capsules": short(capsules(page_address=ADDRESS)),
    "pump": short(cream()),
}


@cache
def good(name: str) -> tuple[LeafletText, Sheet]:
    sheets, set_leaflet = recorded(leaflet_sheet)
    text, _ = set_leaflet(PAPERS[name], language=ENGLISH, large_print=False)
    return text, sheets[-1]


def found(name: str, *, html: str = "", css: str = "") -> set[str]:
    """Return the codes of what the read-back finds on a leaflet with other HTML or one more rule of style."""
    text, sheet = good(name)
    layout = typeset(Sheet(html or sheet.html, f"{sheet.css}\n{css}"))
    return {one.code for one in read_back_leaflet(layout.pdf, text=text, facts=PAPERS[name], language=ENGLISH)}


def found_in_drawings(name: str, *, html: str) -> set[str]:
    """Return the codes of what is found in the drawings of a leaflet; only the sections that changed are set."""
    good_html, css = good(name)[1].html, good(name)[1].css
    pairs = list(zip(SECTION.findall(good_html), SECTION.findall(html), strict=True))
    all_alike = all(one == other for one, other in pairs)
    wanted, kept = iter(one for one in pictures_of_leaflet(PAPERS[name], language=ENGLISH) if one.shows), []
    for one, other in pairs:
        own = list(islice(wanted, one.count("<svg")))
        if all_alike or one != other:
            kept += own
        else:
            html = html.replace(other, "")
    assert next(wanted, None) is None
    html = UNPICTURED.sub("", html)
    with opened(typeset(Sheet(html, css)).pdf) as document:
        pages = [drawn_on(document, page=page) for page in range(document.pages)]
    return {one.code for one in differing_drawings(pages, wanted=kept, language=ENGLISH)}


def swapped(first: int, second: int) -> Callable[[str], str]:
    """Two pictures change places, each with its words for those who cannot see it."""

    def swap(html: str) -> str:
        drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
        one, other = drawn[first], drawn[second]
        return html.replace(one, "\0").replace(other, one).replace("\0", other)

    return swap


def lines_of(of: int, *, instead_of: int, on: str = "") -> Callable[[str], str]:
    """A picture is drawn as another one is, of the same paper or on another; its words stay."""

    def draw(html: str) -> str:
        drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
        other = re.findall(r"<svg.*?</svg>", good(on)[1].html, re.DOTALL) if on else drawn
        title = re.search("<title>.*?</title>", drawn[instead_of])[0]
        return html.replace(drawn[instead_of], re.sub("<title>.*?</title>", title, other[of]))

    return draw


def put(old: str, new: str, *, times: int = -1) -> Callable[[str], str]:
    return lambda html: html.replace(old, new, times)


def without(number: int) -> Callable[[str], str]:
    return lambda html: html.replace(re.findall(r"<svg.*?</svg>", html, re.DOTALL)[number], "")


# On the barrel of 5 ml, 0 ml stands at 70 and 5 ml at 410: 1.5 ml at 172, 4.5 ml at 376.
# In the HTML, pictures 0 and 1 are syringes, 2 to 7 signs (cold, freeze, light, in use, shake, reach), 8 and 9 bottles.
DRAWN = {
    "the syringes of two steps change places": ("syringes", swapped(0, 1)),
    "the syringe of another step": ("syringes", lines_of(0, instead_of=1)),
    "the plunger one mark too far": ("syringes", put('<rect x="376" y="63"', '<rect x="410" y="63"')),
    "the plunger a third of a millimetre off": ("syringes", put('<rect x="376" y="63"', '<rect x="382" y="63"')),
    "the liquid of a smaller dose": ("syringes", put('width="320" height="62"', 'width="218" height="62"')),
    "the arrow above another mark": ("syringes", put("M376 62l-7", "M274 62l-7")),
    "the amount above another mark": ("syringes", put('<text x="376"', '<text x="308"')),
    "the numbers of the barrel change places": (
        "syringes", lambda html: html.replace(">2</text>", ">0</text>").replace(">3</text>", ">2</text>").replace(
            ">0</text>", ">3</text>"),
    ),
    "one mark too few on the barrel": ("syringes", put("M172 124v-9", "", times=1)),
    "a barrel without its nozzle": ("syringes", put("M22 84h26v-10h10v38h-10v-10h-26z", "M22 84h1", times=1)),
    "one drop too few": ("drops", lambda html: html.replace(re.findall("<g transform.*?</g>", html)[-1], "")),
    "one drop too many": (
        "drops", lambda html: html.replace("</g>\n</svg>", '</g><g transform="translate(168 0)">'
        + re.findall('<path d="M124.*?</text>', html)[-1] + "</g></svg>"),
    ),
    "two drops in one place": ("drops", put("translate(112 0)", "translate(56 0)")),
    "the drops of two steps change places": ("drops", swapped(0, 1)),
    "tablets for capsules": ("capsules", put('path d="M4 46v-26a17 17 0 0 1 34 0v26z"', 'circle cx="21" cy="9" r="9"')),
    "one capsule too few": ("capsules", lambda html: re.sub('<g transform="translate.56 0.">.*?</g>', "", html)),
    "one pump stroke too few": ("pump", lambda html: re.sub('<g transform="translate.112 0.">.*?</g>', "", html)),
    "a snowflake for a sun": ("syringes", lines_of(3, instead_of=4)),
    "the signs of two sentences change places": ("syringes", swapped(2, 7)),
    "the sign of another temperature": ("capsules", lines_of(2, instead_of=1, on="syringes")),
    "a sign is missing": ("syringes", without(5)),
    "a picture too many": ("syringes", put(
        "</main>", '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm" viewBox="0 0 9 9" role="img">'
        '<title>A nought.</title><circle cx="4" cy="4" r="3"/></svg></main>')),
    "a bar that no longer crosses out the snowflake": ("syringes", put(
        '<path d="M7 41L41 7" stroke="#8e2f22" stroke-width="3.4" stroke-linecap="round"/>', "", times=1)),
    "a picture so pale that nobody sees it": ("syringes", put('stroke="#17221f" stroke-', 'stroke="#fafafa" stroke-')),
    "the bottles change places": ("syringes", swapped(8, 9)),
    "the number of another bottle": ("syringes", put(">1</text></svg>", ">2</text></svg>")),
}  # fmt: skip
STYLED = {
    "a picture in a mirror": ("syringes", ".signs li:nth-child(4) svg { transform: scaleX(-1) }", "drawing-differs"),
    "a syringe on its head": ("syringes", ".syringe { transform: rotate(180deg) }", "drawing-differs"),
    "a syringe that is stretched": ("syringes", ".syringe { transform: scale(1.1, 1) }", "drawing-differs"),
    "a picture moved beside the words of the next step": (
        "syringes", "tbody:nth-of-type(1) svg { position: relative; top: 14mm }", "drawing-differs",
    ),
    "a picture that lets the paper through": ("syringes", ".sign { opacity: 0.02 }", "drawing-differs"),
    "a picture off the page": ("syringes", ".sign { margin-left: -60mm; margin-right: 60mm }", "ink-missing"),
    "a white sticker on a syringe": (
        "syringes", "td { position: relative } tbody:nth-of-type(2) td:last-child::after { content: ''; width: 9mm; "
        "height: 4mm; position: absolute; left: 9mm; top: 3mm; background: #fff }", "ink-foreign",
    ),
    "a bar through a sentence": (
        "syringes", ".first::after { content: ''; position: absolute; width: 30mm; height: 0.3mm; margin-left: -30mm;"
        " margin-top: 2mm; background: #000 }", "ink-foreign",
    ),
    "a black panel over the main points": (
        "syringes", ".key { position: relative } .key::after { content: ''; position: absolute; inset: 0;"
        " background: #000 }", "ink-foreign",
    ),
    "a stroke that makes a 1 before a number": (
        "syringes", ".measure { position: relative } .measure::before { content: ''; position: absolute; left: -1mm;"
        " top: 1mm; width: 0.4mm; height: 3mm; background: #000 }", "ink-foreign",
    ),
}  # fmt: skip


def drawn(name: str, spoil: Callable[[str], str]) -> Fault:
    """Return the fault that a picture is drawn otherwise."""
    return Fault("pictures", "drawing-differs", lambda: found_in_drawings(name, html=spoilt(name, spoil)))


def in_html(name: str, spoil: Callable[[str], str], code: str) -> Fault:
    """Return a fault of the whole leaflet."""
    return Fault("pictures", code, lambda: found(name, html=spoilt(name, spoil)))


def styled(name: str, css: str, code: str) -> Fault:
    """Return the fault that a rule of style does to what is drawn."""
    return Fault("pictures", code, lambda: found(name, css=css))


def spoilt(name: str, spoil: Callable[[str], str]) -> str:
    html = good(name)[1].html
    assert spoil(html) != html
    return spoil(html)


SAID = {
    "a picture without words": (
        "drops", lambda html: re.sub("<title>3.drops fall.*?</title>", "", html), "alternative-differs",
    ),
    "a picture with the words of another": (
        "drops", lambda html: re.sub("<title>3.drops", "<title>1 drop", html), "alternative-differs",
    ),
    "drops cut off at the edge of their drawing": (
        "drops", put('viewBox="0 0 278 100"', 'viewBox="0 0 150 54"'), "ink-missing",
    ),
    "the code of another leaflet": (
        "capsules", lambda html: html.replace(web_code(ADDRESS), web_code(ANOTHER)), "code-differs",
    ),
}  # fmt: skip
FAULTS = {
    **{name: drawn(*spoils) for name, spoils in DRAWN.items()},
    **{name: styled(*spoils) for name, spoils in STYLED.items()},
    **{name: in_html(*spoils) for name, spoils in SAID.items()},
}
