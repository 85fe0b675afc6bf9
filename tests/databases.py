"""What the second run of the tests has to show: that PostgreSQL does the same as SQLite, not every rule again."""

from django.conf import settings


def examples(usual: int) -> int:
    """Return how many stories Hypothesis tries: all on SQLite, a third on the database that is tried after it."""
    return usual if settings.SQLITE else max(1, usual // 3)
