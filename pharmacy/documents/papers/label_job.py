"""What one label is made from."""

from dataclasses import dataclass

from formulations.reference.label_stock import LabelStock
from formulations.reference.papers import Language
from pharmacy.documents.codes import ONLY, code_text, typed_code
from pharmacy.documents.facts import ContainerFacts, PaperFacts


@dataclass(frozen=True)
class LabelJob:
    """What a label is made of. container: its number, from 1. code: the paper's internal id.

    which: 1 or 2 where one of two labels is meant, 0 for the only one.
    """

    facts: PaperFacts
    container: int
    stock: LabelStock
    language: Language
    code: str
    which: int = ONLY

    @property
    def box(self) -> ContainerFacts:
        """The container that the label is for."""
        return self.facts.container(self.container)

    @property
    def code_text(self) -> str:
        """What its 2D code says."""
        return code_text(self.code, which=self.which)

    @property
    def typed_code(self) -> str:
        """The same for people to type."""
        return typed_code(self.code, which=self.which)
