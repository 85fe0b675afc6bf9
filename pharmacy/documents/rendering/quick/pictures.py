"""Pictures made of black rectangles, such as a 2D code, as a PDF draws them."""

import re
from base64 import b64decode
from binascii import Error as NotBase64

from pharmacy.documents.rendering.quick.unknown import Unknown

START = "data:image/svg+xml;base64,"
SVG = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (\d+) (\d+)"><path d="((?:M\d+ \d+h\d+v1h-\d+z)*)"/></svg>'
)
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def rectangles(address: str) -> tuple[int, int, str]:
    """Return the width, the height and the rectangles of a picture, in its own units, for a PDF to fill.

    Raises Unknown for any other picture than ours.
    """
    try:
        found = SVG.fullmatch(b64decode(address.removeprefix(START), validate=True).decode())
    except (NotBase64, UnicodeDecodeError) as error:
        raise Unknown("a picture that is no drawing of ours") from error
    if not address.startswith(START) or not found:
        raise Unknown("a picture that is no drawing of ours")
    runs = RUN.findall(found[3])
    if any(there != back for _, _, there, back in runs):
        raise Unknown("a drawing of other shapes than rectangles")
    return int(found[1]), int(found[2]), " ".join(f"{left} {top} {width} 1 re" for left, top, width, _ in runs)
