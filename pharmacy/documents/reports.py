"""What the checks of a finished paper may report: each by a code that never changes, with how it binds and why."""

from dataclasses import asdict, dataclass

from formulations.science.findings import Severity

USP_17 = "USP <17>, as summarised by the Wisconsin literacy guide (second-hand)"
ISMP = "ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations (second-hand)"
WCAG_TEXT = "WCAG 2.2, success criterion 1.4.3"
WCAG_LABEL = "WCAG 2.2, success criterion 1.4.6; thermal printers know black alone"
GS1 = "GS1 General Specifications, Data Matrix in healthcare (from memory, not confirmed)"
DATA_MATRIX = "ISO/IEC 16022, quiet zone of one module"
UNICODE = "Unicode general categories; a right-to-left override prints 05 as 50"
SCRIPTS = "Unicode Technical Standard 39, mixed scripts (from memory, not confirmed)"
PDF_UA = "PDF/UA-1 (ISO 14289-1), alternative text of figures (from memory, not confirmed)"
HOUSE = "house rule"
READABILITY = "EU guideline on readability, 2009 (9 points and 3 mm between lines, not confirmed)"
PLAIN = "house rule, after plain-language guidance; formulas in reference/reading_levels.toml"
RECORD = "the record that the paper was made from"


@dataclass(frozen=True)
class Rule:
    """One thing that is looked for. means: in one sentence, for the pharmacist. source: of the rule."""

    code: str
    severity: Severity
    means: str
    source: str


@dataclass(frozen=True)
class Report:
    """One thing found on a paper. severity: stop (nothing is archived) or inform (noted with the paper)."""

    code: str
    severity: str
    text: str
    source: str

    def as_document(self) -> dict[str, str]:
        """Return the report as plain JSON values, as a paper's row keeps it."""
        return asdict(self)


def _stop(code: str, *, means: str, source: str) -> Rule:
    return Rule(code, Severity.STOP, means, source)


def _inform(code: str, *, means: str, source: str) -> Rule:
    return Rule(code, Severity.INFORM, means, source)


LINT_RULES = (
    _stop(
        "facts-changed",
        means="The facts, or their amounts as written, are not those the paper was asked for with.",
        source=RECORD,
    ),
    _stop("amount-empty", means="An amount of the record is nothing, or less than nothing.", source=HOUSE),
    _stop("element-missing", means="An element that the law asks for is not on the label.", source="the law's own"),
    _stop("label-not-whole", means="One of two labels lacks patient, medicine, lot or its number.", source=HOUSE),
    _stop("element-order", means="An element stands before one that comes first.", source=USP_17),
    _stop("type-too-small", means="Type is below the least of the law or of large print.", source="the law's own"),
    _stop("lines-too-close", means="Lines of a paragraph touch, or are under 3 mm in a leaflet.", source=READABILITY),
    _stop("low-contrast", means="Text stands out too little from its ground.", source=WCAG_TEXT),
    _stop("outside", means="Text passes the printable area, or stands on a second page of a label.", source=HOUSE),
    _stop("overlapping", means="Text runs into other text or into the 2D code.", source=HOUSE),
    _stop("clipped", means="A box around it cuts text off.", source=USP_17),
    _stop("not-plain", means="Text is hidden, turned, mirrored, struck through or on a picture.", source=USP_17),
    _stop("squeezed", means="Letters stand closer than their type gives them.", source=USP_17),
    _stop("number-broken", means="A number is broken at the end of a line.", source=ISMP),
    _stop("unit-parted", means="A number stands at the end of a line and its unit on the next.", source=ISMP),
    _stop("glyph-missing", means="The paper's type has no glyph for a character.", source=HOUSE),
    _stop("alphabets-mixed", means="A word mixes letters of two alphabets that look alike.", source=SCRIPTS),
    _stop("hidden-character", means="A character is invisible or turns the order of reading.", source=UNICODE),
    _stop("notation", means="A notation has led to wrong doses.", source=ISMP),
    _stop("ambiguous-date", means="A date can be read in two ways.", source="USP <7>, date format (not confirmed)"),
    _stop("claim", means="Words claim a benefit, a safety or a use.", source="the ban list of the language"),
    _stop("training-mark", means="A training paper lacks its mark, or a real one has it.", source=HOUSE),
    _inform("key-type-small", means="Name, medicine or dose is set below 11 points.", source=USP_17),
    _inform("sentence-long", means="A sentence for the patient has more than 20 words.", source=PLAIN),
    _inform("hard-to-read", means="The leaflet scores below the least of its language's formula.", source=PLAIN),
    _inform("lines-tight", means="Lines have less than a quarter of extra space.", source=USP_17),
)
READ_BACK_RULES = (
    _stop("fact-differs", means="A fact of the record does not read back from the PDF.", source=RECORD),
    _stop("words-lost", means="A part or sentence does not stand on the PDF as it should.", source=RECORD),
    _stop("words-foreign", means="The PDF says words that the paper should not.", source=RECORD),
    _stop("number-foreign", means="The PDF says a number that no fact and no listed sentence has.", source=RECORD),
    _stop("page-differs", means="The PDF has another size or number of pages than its stock.", source=RECORD),
    _stop(
        "font-foreign",
        means="Text is set in another typeface than the shipped ones, or in other letters.",
        source=HOUSE,
    ),
    _stop("mark-parted", means="A mark is drawn beside its letter, and not with it.", source=HOUSE),
    _stop("ink-missing", means="A character of the PDF is covered or not drawn.", source=HOUSE),
    _stop("ink-foreign", means="Something is drawn that is no text, no code and no rule.", source=HOUSE),
    _stop("contents-foreign", means="The PDF holds a note, a link, a file, a program or a layer.", source=HOUSE),
    _stop(
        "drawing-differs", means="A picture is missing, another, or elsewhere than the facts ask for.", source=RECORD
    ),
    _stop("alternative-differs", means="A picture tells those who cannot see it nothing, or another's.", source=PDF_UA),
    _stop("code-differs", means="The 2D code, or its letters, is not this label's own.", source=RECORD),
    _stop("code-too-fine", means="A module of the 2D code is below 0.254 mm.", source=GS1),
    _stop("code-not-quiet", means="Something stands in the quiet zone of the 2D code.", source=DATA_MATRIX),
)
RULES = {rule.code: rule for rule in (*LINT_RULES, *READ_BACK_RULES)}


def report(code: str, text: str, *, source: str = "") -> Report:
    """Return a report under one of the rules. source: where it is not the rule's own. Raises KeyError."""
    rule = RULES[code]
    return Report(code, rule.severity.value, text, source or rule.source)
