"""What one label is made from."""

from dataclasses import dataclass

from formulations.reference.label_stock import LabelStock
from formulations.reference.papers import Language
from pharmacy.documents.facts import ContainerFacts, PaperFacts


@dataclass(frozen=True)
class LabelJob:
    """What a label is made of. container: its number, from 1. code: the paper's internal id."""

    facts: PaperFacts
    container: int
    stock: LabelStock
    language: Language
    code: str

    @property
    def box(self) -> ContainerFacts:
        """The container that the label is for."""
        return self.facts.container(self.container)
