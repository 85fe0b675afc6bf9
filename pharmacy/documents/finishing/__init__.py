"""Finishing: a paper is typeset, linted and read back; only one without a difference comes out."""

from pharmacy.documents.finishing.making import Finished, make_paper

__all__ = ["Finished", "make_paper"]
