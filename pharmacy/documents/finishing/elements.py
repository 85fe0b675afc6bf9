"""Which elements stand on a label, in which order."""

from dataclasses import replace
from itertools import pairwise

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.rendering import Run, Typeset
from pharmacy.documents.reports import Report, report

LABEL_ORDER = (
    "patient-name", "active-and-strength", "dosage-form", "route", "quantity", "which-label", "directions", "use-by",
    "lot", "prescription-number", "next-product", "changed", "storage", "in-use-life", "warnings", "keep-out-of-reach",
    "excipients", "made-on", "date-of-supply", "prescriber", "compounded-statement", "pharmacy-name-and-address",
    "telephone",
)  # fmt: skip
LEAFLET_ORDER = (
    "active-and-strength", "patient-name", "directions", "storage", "use-by", "key-facts", "what-it-is",
    "before-you-take", "how-to-take", "dose-plan", "what-if", "side-effects", "storing", "contents", "questions",
    "who-to-ask", "dose-calendar",
)  # fmt: skip
SAME_LINE_MM = 1.0
ON_EACH_OF_TWO = ("patient-name", "active-and-strength", "lot", "which-label")


def texts_by_part(layout: Typeset) -> dict[str, str]:
    """Return what each part says in the layout, by its code; a text with two codes stands under both."""
    found: dict[str, list[str]] = {}
    for run in layout.runs:
        for code in run.element.split() or [""]:
            found.setdefault(code, []).append(run.text.replace("\u00a0", " "))
    return {code: " ".join(texts) for code, texts in found.items()}


def missing_parts(parts: dict[str, str], *, facts: PaperFacts) -> list[Report]:
    """Return each part that the law asks for and the label does not have."""
    return [
        report(
            "element-missing",
            f"The label lacks {code}, which {facts.law.name} asks for ({facts.law.edition}).",
            source=f"{facts.law.name}, {facts.law.edition}",
        )
        for code in facts.law.label_elements
        if not parts.get(code, "").strip()
    ]


def missing_on_each_of_two(layout: Typeset) -> list[Report]:
    """Return what one of two labels does not say by itself, so that nobody could tell whose it is and what follows."""
    pages = {page: _on_page(layout, page=page) for page in range(1, layout.pages + 1)}
    return [
        report("label-not-whole", f"Label {page} of {layout.pages} lacks {code}.")
        for page, runs in pages.items()
        for code in ON_EACH_OF_TWO
        if len(pages) > 1 and not any(code in run.element.split() for run in runs)
    ]


def out_of_order_on_each(layout: Typeset, *, order: tuple[str, ...]) -> list[Report]:
    """Return the same as `out_of_order` of each page by itself: the second of two labels begins anew."""
    pages = range(1, layout.pages + 1)
    return [
        one for page in pages for one in out_of_order(replace(layout, runs=_on_page(layout, page=page)), order=order)
    ]


def out_of_order(layout: Typeset, *, order: tuple[str, ...]) -> list[Report]:
    """Return each part that is read, or stands, before one that comes first. order: codes as they must follow.

    Both are looked at: the order of the text itself, which a screen reader follows, and where it stands on the paper.
    """
    first = _first_runs(layout, order=order)
    by_place = sorted(first, key=lambda run: (run.page, _line(run, runs=first), run.left))
    found = [_swapped(runs, order=order) for runs in (first, by_place)]
    return list(dict.fromkeys(one for reports in found for one in reports))


def _on_page(layout: Typeset, *, page: int) -> tuple[Run, ...]:
    return tuple(run for run in layout.runs if run.page == page)


def _first_runs(layout: Typeset, *, order: tuple[str, ...]) -> list[Run]:
    found: dict[str, Run] = {}
    for run in layout.runs:
        code = (run.element.split() or [""])[0]
        if code in order:
            found.setdefault(code, run)
    return list(found.values())


def _line(run: Run, *, runs: list[Run]) -> float:
    """Where its line stands: texts of two sizes on one line have one foot, or nearly."""
    return min(
        other.bottom for other in runs if other.page == run.page and abs(other.bottom - run.bottom) < SAME_LINE_MM
    )


def _swapped(runs: list[Run], *, order: tuple[str, ...]) -> list[Report]:
    codes = [run.element.split()[0] for run in runs]
    return [
        report("element-order", f"{before} stands before {after}; it comes after it.")
        for before, after in pairwise(codes)
        if order.index(before) > order.index(after)
    ]
