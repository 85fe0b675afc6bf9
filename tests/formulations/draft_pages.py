"""The pages of a draft, as tests open and read them."""

import re
from html import unescape

from django.test import Client

from formulations.models import Specification
from tests.formulations.form_reading import form_of

CODE = "naltrexone-oral-liquid"
DRAFT = f"/formulary/{CODE}/drafts/2/"


def words_of(page):
    """The page as a reader sees it: no tags, single spaces, ordinary ones too between number and unit."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def browser_of(person):
    client = Client()
    client.force_login(person)
    client.get("/staff/password/")
    return client


def opened(browser, key, *, address=DRAFT):
    """What the form of a section would post as it stands."""
    return form_of(browser.get(address, {"edit": key}), named=f"{key}-form")


def post(browser, key, fields, *, do="save", address=DRAFT, **headers):
    """Press a button of a section's form."""
    return browser.post(f"{address}sections/{key}/", {**fields, "do": do}, headers=headers)


def now(draft):
    """The draft as it is on record."""
    return Specification.objects.get(pk=draft.pk)
