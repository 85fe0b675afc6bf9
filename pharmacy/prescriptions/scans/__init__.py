"""Scans and PDFs of the paper prescription: what is taken, how it is shown, and where it is kept."""
