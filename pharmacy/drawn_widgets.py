"""Draws the widgets that pages have most of. The entry page has forty, some with sixty options.

Django draws each from templates, one for an option and one more for its attributes, which took a fifth of the page.
What is drawn here is what those templates give, but for empty lines; every other widget still comes from its own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join

Widget = Mapping[str, Any]


class DrawnWidgets(DjangoTemplates):
    """The renderer of forms, named in the settings."""

    def render(  # noqa: PLR0917  Django calls it so
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> Any:
        """Return a widget, or another part of a form, as HTML."""
        draw = DRAWN.get(template_name.removeprefix("django/forms/widgets/"))
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _attributes(widget: Widget) -> str:
    return format_html_join("", "{}", ((_attribute(*one),) for one in widget["attrs"].items() if one[1] is not False))


def _attribute(name: str, value: Any) -> str:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    start = format_html('<input type="{}" name="{}"', widget["type"], widget["name"])
    return format_html("{}{}{}>", start, value, _attributes(widget))


def _textarea(widget: Widget) -> str:
    start = format_html('<textarea name="{}"{}>', widget["name"], _attributes(widget))
    return format_html("{}\n{}</textarea>", start, widget["value"] or "")


def _select(widget: Widget) -> str:
    groups = format_html_join("", "{}", ((_group(name, options=some),) for name, some, _ in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget), groups)


def _group(name: str | None, *, options: list[Widget]) -> str:
    drawn = format_html_join("", "\n  {}", ((_option(one),) for one in options))
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


def _option(option: Widget) -> str:
    return format_html('<option value="{}"{}>{}</option>', option["value"], _attributes(option), option["label"])


DRAWN: dict[str, Callable[[Widget], str]] = {
    "text.html": _input,
    "number.html": _input,
    "date.html": _input,
    "hidden.html": _input,
    "checkbox.html": _input,
    "textarea.html": _textarea,
    "select.html": _select,
}
