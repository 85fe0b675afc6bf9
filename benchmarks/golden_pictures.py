"""Compares every kind of paper on every stock with the picture that is kept of it, or keeps them as they are now.

.venv/bin/python benchmarks/golden_pictures.py            status 1 when one differs
.venv/bin/python benchmarks/golden_pictures.py --renew    after somebody looked at them
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharmacy.settings")


def main() -> int:
    """Return 0 when no paper differs, or all were kept."""
    import django

    django.setup()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--renew", action="store_true")
    return _renew() if arguments.parse_args().renew else _compare()


def _compare() -> int:
    from tests.documents.gallery import exhibits
    from tests.documents.golden import differs

    found = [one for exhibit in exhibits() for one in differs(exhibit)]
    print("\n".join(found) or "Every paper looks as it did.")
    return 1 if found else 0


def _renew() -> int:
    from tests.documents.gallery import exhibits
    from tests.documents.golden import KEPT, keep, name_of

    wanted = list(exhibits())
    for old in KEPT.glob("*.png"):
        if not any(name_of(old) == one.name for one in wanted):
            old.unlink()
    size = sum(keep(one) for one in wanted)
    print(f"{len(wanted)} papers kept, {size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
