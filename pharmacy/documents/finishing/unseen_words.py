"""What a PDF says where nobody sees it: its title, its language, and words for those who hear it."""

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.figures import Drawn
from pharmacy.documents.finishing.raster import Opened
from pharmacy.documents.finishing.words import words_in
from pharmacy.documents.reports import Report, report


def unseen_words(
    document: Opened, *, said: str, drawn: list[Drawn], facts: PaperFacts, language: Language
) -> list[Report]:
    """Return whether the title says other words than the paper, or a reader is told another language or other words.

    said: all its text. The title may name the lot also where the paper does not, as on the label of a bag.
    """
    spoken, lot = language.code, language.say("label.lot", lot=facts.lot)
    more = set(words_in(document.title)) - set(words_in(f"{said} {lot}"))
    told = [words for page in drawn for words in page.told]
    found = []
    if more:
        found.append(
            report("words-foreign", f"The title of the PDF says more than the paper: {', '.join(sorted(more))}.")
        )
    if document.spoken != spoken:
        found.append(report("fact-differs", f"The PDF says that it is in {document.spoken!r}; it is in {spoken!r}."))
    if told:
        found.append(
            report("alternative-differs", f"Those who hear the paper are told {told[0]!r} in place of a text.")
        )
    return found
