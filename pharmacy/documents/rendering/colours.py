"""How well a text stands out from what it is printed on."""

from typing import Any

Colour = tuple[float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
FLARE = 0.05
WEIGHTS = (0.2126, 0.7152, 0.0722)


def laid_over(ground: Colour, *, top: Any, opacity: float) -> Colour:
    """Return what is seen of a colour laid over a ground. top: WeasyPrint's colour; opacity: 0 to 1, besides its own.

    Source: arithmetic.
    """
    share: float = top.alpha * opacity
    if share <= 0:
        return ground
    red, green, blue = (
        share * over + (1 - share) * under for over, under in zip(top.to("srgb").coordinates, ground, strict=True)
    )
    return red, green, blue


def contrast(colour: Colour, *, on: Colour) -> float:
    """Return the contrast of a colour on a ground, from 1 (the same) to 21 (black on white).

    Source: WCAG 2.2, definitions of contrast ratio and relative luminance.
    """
    lighter, darker = sorted((_luminance(colour), _luminance(on)), reverse=True)
    return (lighter + FLARE) / (darker + FLARE)


def _luminance(colour: Colour) -> float:
    return sum(weight * _linear(channel) for weight, channel in zip(WEIGHTS, colour, strict=True))


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    curved: float = ((channel + 0.055) / 1.055) ** 2.4
    return curved
