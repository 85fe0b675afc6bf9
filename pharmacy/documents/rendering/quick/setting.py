"""Sets a sheet the quick way, where its form is known and both ways agree on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pharmacy.documents.rendering import inside_weasyprint as inside
from pharmacy.documents.rendering.quick.agreement import first_difference
from pharmacy.documents.rendering.quick.flow import Flow
from pharmacy.documents.rendering.quick.forms import Form, Forms
from pharmacy.documents.rendering.quick.laid import Laid
from pharmacy.documents.rendering.quick.markup import Page, Reader
from pharmacy.documents.rendering.quick.report import report_of
from pharmacy.documents.rendering.quick.unknown import Unknown
from pharmacy.documents.rendering.quick.writing import Writer
from pharmacy.documents.rendering.sheet import Sheet, Typeset

Full = Callable[[Sheet], Typeset]


def quick_press(fonts: Any) -> "QuickPress | None":
    """Return the quick way of this process, or None with a WeasyPrint whose inside nobody has compared yet."""
    return QuickPress(fonts) if inside.is_known_version() else None


class QuickPress:
    """What is built once per process: the forms that were read, their typefaces and the fonts as they go into PDFs."""

    def __init__(self, fonts: Any) -> None:
        self.reader = Reader()
        self.forms = Forms(fonts)
        self.writer = Writer(self.forms.faces)

    def set(self, sheet: Sheet, *, full: Full) -> Typeset:
        """Return the layout of a sheet, with its PDF if it fits. full: lays it out in the full way, without a PDF.

        Raises Unknown for what only the full way can set; whatever was new in the form is compared with the full way.
        """
        laid, page = self.lay(sheet, full=full)
        report = report_of(laid)
        pdf = self.writer.write(laid, page=page) if report.fits else b""
        return replace(report, pdf=pdf, is_quick=True)

    def is_too_long(self, sheet: Sheet) -> bool:
        """Whether a line passes the foot of the page; only said of forms that were compared. Raises Unknown."""
        page = self.reader.read(sheet.html)
        found = self.forms.form_of(page, html=sheet.html, css=sheet.css)
        return page.all_keys <= found.form.agreed and Flow(found, page).is_too_long()

    def lay(self, sheet: Sheet, *, full: Full) -> tuple[Laid, Page]:
        """Return the sheet laid out, and as read. Raises Unknown."""
        if not sheet.one_page:
            raise Unknown("a paper of several pages")
        page = self.reader.read(sheet.html)
        found = self.forms.form_of(page, html=sheet.html, css=sheet.css)
        laid = Flow(found, page).lay()
        if not page.all_keys <= found.form.agreed:
            self._compare(laid, form=found.form, full=full(sheet))
            found.form.agreed |= page.all_keys
        return laid, page

    def _compare(self, laid: Laid, *, form: Form, full: Typeset) -> None:
        difference = first_difference(report_of(laid), full)
        if difference:
            form.refuse(f"the full way differs: {difference}")
            raise Unknown(form.refused[""])
