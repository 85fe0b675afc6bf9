"""Lint and read-back of side labels: auxiliary, bag and batch labels, and flags."""

from decimal import Decimal

from PIL import Image

from formulations.reference.label_stock import Rung
from pharmacy.documents.finishing import elements, lint, measured
from pharmacy.documents.finishing.code_seen import read_code_of
from pharmacy.documents.finishing.drawings import differing_ink
from pharmacy.documents.finishing.expected import Expected
from pharmacy.documents.finishing.figures import drawn_on
from pharmacy.documents.finishing.foreign_contents import foreign_contents
from pharmacy.documents.finishing.ink import band_seen, foreign_ink, missing_ink
from pharmacy.documents.finishing.pictures import pictures_of_side_label
from pharmacy.documents.finishing.raster import Box, Opened, Seen, opened, plain
from pharmacy.documents.finishing.read_back import (
    differing_fonts,
    differing_pages,
    faint_training,
    foreign,
    foreign_figures,
    lost,
    missing,
)
from pharmacy.documents.finishing.unseen_words import unseen_words
from pharmacy.documents.finishing.words import foreign_words, words_of_side_label
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.names import medicine_title
from pharmacy.documents.papers.side_labels.rows import SideLabelText
from pharmacy.documents.papers.side_labels.sheet import SideLabel, sign_mm
from pharmacy.documents.rendering import Typeset
from pharmacy.documents.reports import Report, report
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.training import training_mark

INK = 150
HAIR_MM = Decimal("0.3")
# What a side label of each kind is not without, besides what its specification asks for.
NEVER_WITHOUT = {
    "auxiliary": ("patient-name", "lot"),
    "bag": ("patient-name", "prescription-number", "pharmacy-name-and-address"),
    "batch": ("internal", "medicine", "lot", "use-by", "quantity", "made-on", "made-by", "checked-by"),
    "flag": ("patient-name", "active-and-strength", "use-by", "lot", "full-label"),
}
NO_PATIENT = ("batch",)


def lint_side_label(layout: Typeset, *, kind: str, text: SideLabelText, job: LabelJob) -> list[Report]:
    """Return what is wrong with a side label's layout; none means it may be printed."""
    facts = job.facts
    said = elements.texts_by_part(layout)
    lacking = [code for code in NEVER_WITHOUT[kind] if not said.get(code, "").strip()]
    return [
        *(report("element-missing", f"The {kind} label lacks {code}.", source="house rule") for code in lacking),
        *elements.out_of_order(layout, order=text.codes),
        *measured.small_type(layout, least=Decimal(facts.law.least_type_size_pt), why=f"{facts.law.name}"),
        *measured.close_lines(layout),
        *measured.low_contrast(layout, least=measured.LABEL_CONTRAST),
        *lint.lint_any_paper(layout, facts=facts, language=job.language),
    ]


def read_back_side_label(pdf: bytes, *, kind: str, side: SideLabel, job: LabelJob) -> list[Report]:
    """Return every difference between a finished side label and the facts; none means they agree."""
    with opened(pdf) as document:
        return [*_read_back(document, kind=kind, side=side, job=job), *foreign_contents(pdf)]


def _read_back(document: Opened, *, kind: str, side: SideLabel, job: LabelJob) -> list[Report]:
    text, rung = side.text, side.rung
    said, seen = document.text(), document.see(dpi=job.stock.printer_dpi)
    pages = [document.see(page=page, dpi=job.stock.printer_dpi) for page in range(document.pages)]
    mark = training_mark(job.facts, language=job.language)
    code, where = read_code_of(document, page=0, seen=seen, job=job, said=said)
    drawn = [drawn_on(document, page=page) for page in range(document.pages)]
    pictures = pictures_of_side_label(kind, job=job)
    column = _column(seen, job=job, rung=rung) if text.signs else None
    return [
        *missing(_expected(kind, job=job) | {"mark of training": mark}, said=said),
        *_patient_on_it(kind, said=said, job=job),
        *lost([f"{row.code}: {row.text}" for row in text.rows if plain(row.text) not in said]),
        *foreign(said, words=foreign_words(said, allowed=words_of_side_label(text, mark=mark))),
        *foreign_figures(said, job=job, pages=1),
        *differing_pages(pages, wanted=1, job=job),
        *differing_fonts(pages),
        *missing_ink(seen),
        *foreign_ink(seen, code=where, band=band_seen(seen) if mark else None, drawn=column),
        *_signs(seen, column=column, wanted=text.signs),
        *differing_ink(drawn, seen=pages, wanted=pictures, language=job.language),
        *faint_training([seen], facts=job.facts),
        *unseen_words(document, said=said, drawn=drawn, facts=job.facts, language=job.language),
        *code,
    ]


def _expected(kind: str, *, job: LabelJob) -> Expected:
    """What a side label must say, worded anew from the facts."""
    facts, say = job.facts, job.language.say
    use_by = date_text(facts.use_by, language=job.language, style=facts.law.date_style, length="short")
    lot = {"lot": say("label.lot", lot=facts.lot)}
    dated = {"use by": f"{say('label.use-by')} {use_by}"}
    whose = {"patient": facts.patient}
    return {
        "auxiliary": whose | lot,
        "bag": whose | {"pharmacy": facts.pharmacy.name, "address of the pharmacy": facts.pharmacy.address},
        "batch": lot | dated | {"medicine": medicine_title(facts.medicine), **_made(job)},
        "flag": whose | lot | dated | {"active": facts.medicine.active_name, "strength": facts.medicine.strength},
    }[kind]


def _made(job: LabelJob) -> Expected:
    made = job.facts.batch
    return {"quantity": made.quantity, "maker": made.made_by, "checker": made.checked_by} if made else {}


def _patient_on_it(kind: str, *, said: str, job: LabelJob) -> list[Report]:
    if kind not in NO_PATIENT or plain(job.facts.patient) not in said:
        return []
    return [report("words-foreign", "The batch label names a patient; what is made may go to several.")]


def _column(seen: Seen, *, job: LabelJob, rung: Rung) -> Box:
    """Where the drawings stand: at the left margin, all as wide."""
    dots = Decimal(str(seen.picture.width / seen.width))
    left, right = job.stock.margin - HAIR_MM, job.stock.margin + sign_mm(rung) + HAIR_MM
    bottom = (band_seen(seen) or (0, seen.picture.height, 0, 0))[1]
    return (int(left * dots), 0, int(right * dots), bottom)


def _signs(seen: Seen, *, column: Box | None, wanted: int) -> list[Report]:
    """Count the drawings: each has rows of ink of its own, with white between them."""
    found = _runs_of_ink(seen.picture.crop(column)) if column else 0
    if found == wanted:
        return []
    return [report("ink-missing", f"{wanted} drawings should stand beside the words; {found} are to be seen.")]


def _runs_of_ink(picture: Image.Image) -> int:
    rows = picture.point(lambda dot: 255 if dot < INK else 0).resize((1, picture.height), Image.Resampling.BOX)
    inked = [dot > 0 for dot in rows.tobytes()]
    return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))
