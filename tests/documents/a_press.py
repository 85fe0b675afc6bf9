"""What the typesetting process does, done in this process."""

from functools import cache

import pytest

from pharmacy.documents.rendering.fonts import fontconfig_file
from pharmacy.documents.rendering.typesetter import Press


@cache
def a_press() -> Press:
    """Return a press with the shipped fonts alone, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(fontconfig_file()))
        return Press()
