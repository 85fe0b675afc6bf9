"""Wording: facts become sentences, in one language, without a database."""
