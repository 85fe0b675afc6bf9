"""What the exchange refuses; each message says what to do next."""


class ExchangeRefused(ValueError):
    """Something that was asked of the exchange and cannot be done."""


class NoSuchFile(ExchangeRefused):
    """A file that is not there, or cannot be read or written."""


class UnknownDrug(ExchangeRefused):
    """A drug that is not on record; the message lists those that are."""


class NothingToExport(ExchangeRefused):
    """A drug without any version that could stand in a file."""


class NotTheSame(ExchangeRefused):
    """A file that does not give back what was written into it: a fault of the program, found before it is written."""


class MayNotImport(ExchangeRefused):
    """A person who is not known, or whose role does not write specifications."""
