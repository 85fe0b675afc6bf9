"""The one answer of the quick way to what it does not know."""


class Unknown(Exception):
    """Something on a sheet that the quick way does not set; the message names it, and the sheet goes the full way."""
