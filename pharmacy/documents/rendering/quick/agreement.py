"""Whether both ways of setting a label come to the same words in the same boxes."""

from dataclasses import replace

from pharmacy.documents.rendering.sheet import Run, Typeset

NEAR_MM = 0.0005
BOX = ("left", "top", "right", "bottom", "size_pt")


def first_difference(quick: Typeset, full: Typeset) -> str:
    """Return what differs first between two layouts, or an empty text. Two that do not fit are alike."""
    if not quick.fits and not full.fits:
        return ""
    if quick.fits != full.fits or quick.pages != full.pages or len(quick.runs) != len(full.runs):
        return f"fits {quick.fits} and {full.fits}, {len(quick.runs)} and {len(full.runs)} texts"
    if abs(quick.filled - full.filled) > NEAR_MM:
        return f"filled {quick.filled} and {full.filled}"
    return next(
        (f"{one} and {other}" for one, other in zip(quick.runs, full.runs, strict=True) if _differ(one, other)), ""
    )


def _differ(one: Run, other: Run) -> bool:
    if any(abs(getattr(one, name) - getattr(other, name)) > NEAR_MM for name in BOX):
        return True
    return replace(one, **{name: getattr(other, name) for name in BOX}) != other
