"""Editing a draft: its sections and their fields, what is typed into them, and the document that follows. Pure."""
