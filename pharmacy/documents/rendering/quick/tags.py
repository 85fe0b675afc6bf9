"""The structure of a label that a screen reader follows, as a PDF holds it."""

from dataclasses import dataclass, field

from pharmacy.documents.rendering.inside_weasyprint import pdf_text
from pharmacy.documents.rendering.quick.laid import Picture, Piece, Structure
from pharmacy.documents.rendering.quick.objects import Objects, decimal

PT = 0.75  # points in a pixel

Marks = dict[Piece | Picture, int]


@dataclass
class Tags:
    """Writes the parts of one page. sheet: the number of its object; height: in pixels; marks: of what is drawn.

    owners: of each mark, the part it belongs to.
    """

    objects: Objects
    marks: Marks
    sheet: int
    height: float
    owners: dict[int, int] = field(default_factory=dict)

    def write(self, structure: Structure) -> int:
        """Write all parts; return the number of their root."""
        root = self.objects.reserve()
        document = self._part(structure, parent=root)
        order = b" ".join(b"%d 0 R" % self.owners[number] for number in sorted(self.owners))
        parents = self.objects.add(b"<</Nums[0 [%b]]>>" % order)
        return self.objects.add(
            b"<</Type/StructTreeRoot/ParentTree %d 0 R/K[%d 0 R]>>" % (parents, document), number=root
        )

    def _part(self, part: Structure, *, parent: int) -> int:
        number = self.objects.reserve()
        kids, extra = list[bytes](), b""
        for one in part.parts:
            if isinstance(one, Structure):
                kids.append(b"%d 0 R" % self._part(one, parent=number))
                continue
            self.owners[self.marks[one]] = number
            kids.append(b"%d" % self.marks[one])
            if isinstance(one, Picture):
                extra = self._alternative(one)
        data = b"<</Type/StructElem/S/%b/P %d 0 R/Pg %d 0 R%b/K[%b]>>"
        filled = data % (part.role.encode(), parent, self.sheet, extra, b" ".join(kids))
        return self.objects.add(filled, number=number)

    def _alternative(self, picture: Picture) -> bytes:
        left, top, width, height = picture.box
        sides = (left, self.height - top - height, left + width, self.height - top)
        box = " ".join(decimal(side * PT) for side in sides).encode()
        return b"/Alt%b/A<</O/Layout/BBox[%b]>>" % (pdf_text(picture.alt), box)
