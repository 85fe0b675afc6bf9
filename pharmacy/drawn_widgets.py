"""Draws the widgets that pages have most of. The entry page has forty, some with sixty options.

Django draws each from templates, one for an option and one more for its attributes, which took a fifth of the page.
What is drawn here is what those templates give, but for empty lines; every other widget still comes from its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


class DrawnWidgets(DjangoTemplates):
    """The renderer of forms, named in the settings."""

    def render(  # noqa: PLR0917  Django calls it so
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        """Return a widget, or another part of a form, as HTML."""
        draw = DRAWN.get(template_name.removeprefix("django/forms/widgets/"))
        drawn = draw(context["widget"]) if draw else super().render(template_name, context, request)
        return mark_safe(drawn)  # noqa: S308  every name, value and text in it was escaped


def _attributes(widget: Widget) -> str:
    return "".join(_attribute(name, value) for name, value in widget["attrs"].items() if value is not False)


def _attribute(name: str, value: object) -> str:
    return f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    kind, name = escape(widget["type"]), escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    text = escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escape(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options=options) for name, options, _ in widget["optgroups"])
    return f'<select name="{escape(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: str | None, *, options: list[Widget]) -> str:
    drawn = "".join(f"\n  {_option(one)}" for one in options)
    return f'\n  <optgroup label="{escape(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(option: Widget) -> str:
    value, label = escape(option["value"]), escape(option["label"])
    return f'<option value="{value}"{_attributes(option)}>{label}</option>'


DRAWN: dict[str, Callable[[Widget], str]] = {
    "text.html": _input,
    "number.html": _input,
    "date.html": _input,
    "hidden.html": _input,
    "checkbox.html": _input,
    "textarea.html": _textarea,
    "select.html": _select,
}
