"""A browser of one person, without any script, and the words on the page that it got."""

from html.parser import HTMLParser

from django.test import Client


def browser_of(person):
    """Return a browser in which this person is logged in."""
    client = Client()
    client.force_login(person)
    return client


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def text_of(response):
    """Return the words of a page in reading order, with single spaces."""
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.words).replace("\xa0", " ").split())
