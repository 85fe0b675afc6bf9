"""What tests of the counter look at: which objections there were, the last event, the words of a paper."""

from pharmacy.dispensing.actions import HandOverRefused, RecallRefused, ReleaseRefused
from pharmacy.documents.finishing.raster import plain, text_of
from pharmacy.documents.models import Document
from pharmacy.ledger.models import Event


def codes_of(refused: ReleaseRefused | HandOverRefused | RecallRefused) -> list[str]:
    """Return the codes of the objections that an act was refused with."""
    return [objection.code for objection in refused.objections]


def last_event() -> Event:
    """Return the newest event of the ledger."""
    return Event.objects.latest("sequence")


def words_of(paper: Document) -> str:
    """Return what a finished paper says."""
    assert paper.file is not None
    return plain(text_of(bytes(paper.file.content)))
