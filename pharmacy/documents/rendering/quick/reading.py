"""Reads how the elements of a form are set, from WeasyPrint's computed styles; what it does not know, it refuses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pharmacy.documents.rendering.quick.lengths import Length, length
from pharmacy.documents.rendering.quick.looks import Edges, Look, Place, Type
from pharmacy.documents.rendering.quick.unknown import Unknown

SIDES = ("top", "right", "bottom", "left")
KINDS = {("block", "flow"): "block", ("inline", "flow"): "inline"}
OF_TYPE = (
    "font_family", "font_size", "font_style", "font_weight", "font_stretch", "line_height", "lang",
)  # fmt: skip
SET_HERE = frozenset(
    {
        *OF_TYPE, "color", "display", "position", "white_space", "text_align_all", "text_align_last",
        "width", "height", *SIDES,
        *(f"margin_{side}" for side in SIDES), *(f"padding_{side}" for side in SIDES),
        *(f"border_{side}_{what}" for side in SIDES for what in ("width", "style", "color")),
    }
)  # fmt: skip
OF_NO_MATTER = frozenset(
    {
        "hyphens", "orphans", "widows", "color_scheme", "bleed_top", "bleed_right", "bleed_bottom", "bleed_left",
        "outline_width", "column_rule_width",  # nothing is drawn while their styles are as they are
    }
)  # fmt: skip
NO_NEWS = (("img", "overflow"),)  # every browser's own sheet says so
LEFT_TO_RIGHT = ("start", "left")


@dataclass(frozen=True)
class Reading:
    """What a style is read with. types: gives the typeface of a style; initial: each property's value where unset."""

    marks: tuple[float, ...]
    given: tuple[float, ...]
    types: Callable[[Any], Type]
    initial: Mapping[str, Any]

    def look(self, tag: str, *, real: Any, marked: Any) -> Look:
        """Return the look of an element. real, marked: its style on the sheet and on one with a mark for each length.

        Raises Unknown for any property that is neither read here nor as it is where nobody sets it.
        """
        for name in self._foreign(real):
            if (tag, name) not in NO_NEWS and (name, real[name]) != ("page", ""):
                raise Unknown(f"{name} of <{tag}>")
        kind = "image" if tag == "img" else KINDS.get(tuple(real["display"]), "")
        if not kind:
            raise Unknown(f"display of <{tag}>")
        margin, padding, rules = (self._edges(name, real=real, marked=marked) for name in ("margin", "padding", "rule"))
        self._require_simple(kind, real=real, rules=rules, margin=margin, padding=padding)
        return Look(
            kind=kind,
            type=self.types(real),
            colour=tuple(real["color"].to("srgb").coordinates),
            margin=margin,
            padding=padding,
            rules=rules,
            width=self._own("width", real=real, marked=marked),
            height=self._own("height", real=real, marked=marked),
            place=self._place(real, marked=marked),
            is_origin=real["position"] == "relative",
            is_held=real["white_space"] == "nowrap",
            to_the_right=_to_the_right(real),
        )

    def _foreign(self, style: Any) -> Iterator[str]:
        for name, initial in self.initial.items():
            if name not in SET_HERE and name not in OF_NO_MATTER and style[name] != initial:
                yield name

    def _require_simple(self, kind: str, *, real: Any, rules: Edges, margin: Edges, padding: Edges) -> None:
        colour = real["color"]
        if colour.alpha != 1 or real["white_space"] not in ("normal", "nowrap"):
            raise Unknown("letters that are seen through, or spaces that are kept")
        if any(side.of(self.given) for side in (rules.right, rules.bottom, rules.left)):
            raise Unknown("rules beside or below a box")
        if rules.top.of(self.given) and (real["border_top_style"], _plain(real, "border_top_color")) != (
            "solid",
            colour,
        ):
            raise Unknown("a rule that is not solid and of the text's colour")
        edges = (
            margin.top,
            margin.right,
            margin.bottom,
            margin.left,
            rules.top,
            padding.top,
            padding.bottom,
            padding.left,
        )
        if kind == "inline" and any(edge.of(self.given) for edge in edges):
            raise Unknown("a part of a line with edges besides padding after it")
        if kind == "inline" and real["position"] != "static":
            raise Unknown("a part of a line with a place of its own")
        if real["position"] == "relative" and any(real[side] != "auto" for side in SIDES):
            raise Unknown("a box that is moved")

    def _edges(self, name: str, *, real: Any, marked: Any) -> Edges:
        def side(of: str) -> Length:
            if name != "rule":
                return self._length(f"{name}_{of}", real=real, marked=marked)
            drawn = real[f"border_{of}_style"] not in ("none", "hidden")
            return self._length(f"border_{of}_width", real=real, marked=marked) if drawn else Length()

        return Edges(*(side(of) for of in SIDES))

    def _own(self, name: str, *, real: Any, marked: Any) -> Length | None:
        return None if real[name] == "auto" else self._length(name, real=real, marked=marked)

    def _place(self, real: Any, *, marked: Any) -> Place | None:
        if real["position"] in ("static", "relative"):
            return None
        top = self._own("top", real=real, marked=marked)
        if real["position"] != "absolute" or top is None or real["bottom"] != "auto":
            raise Unknown(f"a place by {real['position']} without a top, or with a bottom")
        return Place(top, self._own("right", real=real, marked=marked), self._own("left", real=real, marked=marked))

    def _length(self, name: str, *, real: Any, marked: Any) -> Length:
        return length(_px(marked, name), real_px=_px(real, name), marks=self.marks, given=self.given)


def _px(style: Any, name: str) -> float:
    value = style[name]
    if isinstance(value, int | float):
        return float(value)
    if getattr(value, "unit", None) not in ("px", None) or not isinstance(getattr(value, "value", None), int | float):
        raise Unknown(f"{name} that is no length")
    return float(value.value)


def _plain(style: Any, name: str) -> Any:
    return style["color"] if style[name] == "currentcolor" else style[name]


def _to_the_right(style: Any) -> bool:
    side = style["text_align_all"]
    if style["text_align_last"] not in ("auto", side) or side not in (*LEFT_TO_RIGHT, "end", "right"):
        raise Unknown("text in the middle, or spread")
    return side not in LEFT_TO_RIGHT
