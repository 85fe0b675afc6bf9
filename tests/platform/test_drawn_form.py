"""Fields and widgets that are drawn here: but for empty lines what Django and crispy draw from their own templates."""

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.template.backends.django import DjangoTemplates as Engine
from django.test.html import parse_html
from django.urls import reverse_lazy

from pharmacy.drawn_widgets import DRAWN, DrawnWidgets

SHARP = "a<b> & \"c\" 'd'"
FLAVOURS = [("", "choose"), ("m", SHARP), ("More", [("v", "vanilla"), (SHARP, "sharp")])]
GOOD = {"name": SHARP, "many": "3", "day": "2026-11-23", "flavour": SHARP, "tick": "on", "secret": "7",
        "note": f"{SHARP}\nsecond line", "when": ["b"], "one": "a", "word": "x"}  # fmt: skip
BAD = {"many": "x", "day": "2026-13-40", "flavour": "none", "when": ["z"], "one": "z"}
THREE = [("a", "A & B"), ("b", "B"), ("c", "C")]


class AskForm(forms.Form):
    """A field of every kind that a page of this program has."""

    name = forms.CharField(label="Name & more", help_text="As on the label & the box.", max_length=80)
    many = forms.IntegerField(required=False, min_value=1, max_value=12)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "hx-post": reverse_lazy("staff:login")}))
    flavour = forms.ChoiceField(choices=FLAVOURS, widget=forms.Select(attrs={"autofocus": True, "disabled": False}))
    tick = forms.BooleanField(help_text="Only if it is so.")
    secret = forms.CharField(widget=forms.HiddenInput)
    when = forms.MultipleChoiceField(choices=THREE, widget=forms.CheckboxSelectMultiple, help_text="Any.")
    one = forms.ChoiceField(choices=THREE, widget=forms.RadioSelect)
    file = forms.FileField(help_text="Up to 10 MB.")
    word = forms.CharField(widget=forms.PasswordInput)


def fields(data, *, renderer):
    form = AskForm(data, renderer=renderer, initial={"flavour": "v"}, label_suffix="")
    return [form[name] for name in form.fields]


@pytest.mark.parametrize("data", [None, GOOD, BAD], ids=["empty", "good", "bad"])
def test_every_widget_is_drawn_as_django_draws_it(data):
    ours, theirs = (map(str, fields(data, renderer=renderer)) for renderer in (DrawnWidgets(), DjangoTemplates()))
    assert [re.sub(r"\n+", "\n", drawn) for drawn in ours] == [re.sub(r"\n+", "\n", drawn) for drawn in theirs]


@pytest.mark.parametrize("data", [None, GOOD, BAD], ids=["empty", "good", "bad"])
def test_every_field_stands_as_crispy_sets_it(data):
    engine = Engine({"NAME": "without ours", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}})
    context = {"form_show_errors": True, "form_show_labels": True, "label_class": "", "field_class": ""}
    theirs = engine.get_template("bootstrap5/field.html")
    for here, there in zip(*(fields(data, renderer=DjangoTemplates()) for _ in range(2)), strict=True):
        drawn = as_crispy_field(here)
        assert parse_html(drawn) == parse_html(theirs.render(context | {"field": there})), here.name


def test_what_the_pages_have_most_of_is_drawn_here():
    assert isinstance(get_default_renderer(), DrawnWidgets)
    widgets = {field.field.widget.template_name.rpartition("/")[2] for field in fields(None, renderer=None)}
    assert widgets & set(DRAWN) == set(DRAWN)
