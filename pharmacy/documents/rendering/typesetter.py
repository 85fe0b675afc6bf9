"""The typesetting process: reads sheets from standard input, answers with a layout report and a PDF.

Run as `python -m pharmacy.documents.rendering.typesetter`. The one place that imports WeasyPrint.
"""

import gc
import json
import logging
import struct
import sys
from dataclasses import replace
from functools import lru_cache
from typing import Any, BinaryIO

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from pharmacy.documents.rendering.fetcher import DataOnly
from pharmacy.documents.rendering.inside_weasyprint import is_known_version
from pharmacy.documents.rendering.known_lines import remember_lines
from pharmacy.documents.rendering.layout import measure_layout
from pharmacy.documents.rendering.limits import allow_next_paper, shut_in
from pharmacy.documents.rendering.page import page_of
from pharmacy.documents.rendering.quick.setting import quick_press
from pharmacy.documents.rendering.sheet import Sheet, Typeset, report_of

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
SIZE = struct.Struct(">I")
MOST_DRAFTS = 4  # of one paper: a leaflet is tried with four kinds of white
SELDOM = (20_000, 5, 5)  # looking for rubbish took a twentieth of the time; a leaflet makes some 20,000 things


class Press:
    """What is built once per process: the door for addresses, the fonts, and the style sheets already read."""

    def __init__(self) -> None:
        self.fetcher = DataOnly()
        self.fonts = FontConfiguration()
        self.styles = lru_cache(maxsize=64)(self._read_style)
        self.quick = quick_press(self.fonts)
        self.drafts: dict[Sheet, tuple[Any, Typeset]] = {}
        if is_known_version():
            remember_lines()

    def set(self, sheet: Sheet) -> Typeset:
        """Return the layout of a sheet, with its PDF unless it is a one-page sheet that does not fit.

        A label of a known form is set the quick way, and everything else in full.
        """
        if sheet.one_page and sheet.labels == 1 and self.quick:
            try:
                return self.quick.set(sheet, full=self.measure)
            except Exception:  # noqa: BLE001, S110  whatever the quick way trips over, the full way is right
                pass
        return self.set_in_full(sheet)

    def set_first(self, sheets: list[Sheet]) -> tuple[int, Typeset]:
        """Return the layout of the first sheet that fits, and its place from 0; of the last where none does."""
        for number, sheet in enumerate(sheets[:-1]):
            if not self._is_too_long(sheet) and (result := self.set(sheet)).fits:
                return number, result
        return len(sheets) - 1, self.set(sheets[-1])

    def _is_too_long(self, sheet: Sheet) -> bool:
        """Whether a label surely does not fit, which the quick way knows before it has laid it out to the end."""
        if not (sheet.one_page and sheet.labels == 1 and self.quick):
            return False
        try:
            return self.quick.is_too_long(sheet)
        except Exception:  # noqa: BLE001  whatever the quick way trips over, the full way knows
            return False

    def set_in_full(self, sheet: Sheet) -> Typeset:
        """Return the same, laid out by WeasyPrint."""
        document, report = self._kept_or_measured(sheet)
        if sheet.is_draft:
            self._keep(sheet, measured=(document, report))
            return report
        self.drafts.clear()
        pdf = document.write_pdf(**OPTIONS) if report.fits or not sheet.one_page else b""
        return replace(report, pdf=pdf)

    def measure(self, sheet: Sheet) -> Typeset:
        """Return the layout of a sheet by WeasyPrint, without a PDF."""
        return measure_layout(self._laid_out(sheet).pages, one_page=sheet.one_page)

    def _kept_or_measured(self, sheet: Sheet) -> tuple[Any, Typeset]:
        draft = replace(sheet, is_draft=True)
        if draft in self.drafts:
            return self.drafts.pop(draft)
        document = self._laid_out(sheet)
        return document, measure_layout(document.pages, one_page=sheet.one_page, labels=sheet.labels)

    def _keep(self, sheet: Sheet, *, measured: tuple[Any, Typeset]) -> None:
        if len(self.drafts) >= MOST_DRAFTS:
            self.drafts.clear()
        self.drafts[sheet] = measured

    def _laid_out(self, sheet: Sheet) -> Any:
        html = page_of(sheet.html, fetcher=self.fetcher)
        return html.render(font_config=self.fonts, stylesheets=[self.styles(sheet.css)], **OPTIONS)

    def _read_style(self, css: str) -> CSS:
        return CSS(string=css, url_fetcher=self.fetcher, font_config=self.fonts)


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer one sheet after another until the input ends. Each message is its length and then its bytes."""
    press = Press()
    gc.freeze()  # what is built once need not be looked through for every few labels
    gc.set_threshold(*SELDOM)
    while header := source.read(SIZE.size):
        document = json.loads(source.read(SIZE.unpack(header)[0]))
        allow_next_paper()
        sheets = [Sheet(**document | {"css": css}) for css in document["css"]]
        report, pdf = _answer(press, sheets=sheets)
        for part in (json.dumps(report).encode(), pdf):
            target.write(SIZE.pack(len(part)) + part)
        target.flush()


def _answer(press: Press, *, sheets: list[Sheet]) -> tuple[dict[str, object], bytes]:
    try:
        number, result = press.set_first(sheets)
    except (Exception, FatalURLFetchingError) as error:  # noqa: BLE001  told to the process that asked
        return {"problem": f"{type(error).__name__}: {error}"[:500]}, b""
    return report_of(result) | {"number": number}, result.pdf


def main() -> None:
    """Shut this process in and serve standard input."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its messages quote the paper's text
    shut_in()
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
