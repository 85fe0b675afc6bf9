"""What the parts of a language are called on its pages: by what their sentences say, and where."""

NAMES = {
    "amounts": "Amounts, as they are written",
    "months-long": "Months",
    "months-short": "Months, short",
    "months-box": "Months, in a box of the calendar",
    "weekdays-short": "Days of the week, short",
    "when": "Times of the day",
    "number-words": "Counts in words",
    "times": "How often",
    "directions": "Directions",
    "dose": "Doses that change",
    "course": "From one medicine to the next",
    "measure": "What is measured with",
    "form": "Where it is taken or used",
    "label": "The label",
    "changed": "Not as it was last time",
    "training": "Band of a pharmacy for training",
    "side-label": "Bag label, batch label, flag",
    "auxiliary": "Auxiliary label",
    "leaflet": "Leaflet: head and foot",
    "page": "Leaflet on a screen",
    "section": "Leaflet: headings",
    "section-transdermal": "Leaflet: headings, through the skin",
    "section-cutaneous": "Leaflet: headings, on the skin",
    "section-perianal": "Leaflet: headings, around the anus",
    "section-rectal": "Leaflet: headings, into the rectum",
    "section-vaginal": "Leaflet: headings, into the vagina",
    "strength": "Names of the actives",
    "contents": "Leaflet: what is in it",
    "what-it-is": "Leaflet: what it is",
    "plan": "Leaflet: dose plan",
    "calendar": "Leaflet: calendar",
    "what-if": "Leaflet: what if",
    "sign": "Leaflet: signs, in words",
    "supply": "Leaflet: containers and how to keep them",
    "who-to-ask": "Leaflet: who to ask",
    "figure": "Leaflet: drawings, in words",
    "of-common": "Sentences of several medicines",
    "of-untranslated": "Untranslated",
}


def part_name(code: str) -> str:
    """Return the part as people call it; that of a medicine, and one added later, by its code."""
    return NAMES.get(code) or code.removeprefix("of-").replace("-", " ").capitalize()
