"""The frozen value that a label and a leaflet are made from. Both read nothing else, so they cannot disagree."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from pharmacy.documents.plain_values import from_document, to_document


@dataclass(frozen=True)
class PharmacyFacts:
    """Who made and supplies it. logo_sha256: of the archived picture on its leaflets, empty for none."""

    name: str
    address: str
    phone: str
    logo_sha256: str = ""


@dataclass(frozen=True)
class LawFacts:
    """What the law asks of the papers. least_type_size_pt: as text. sources: titles, for the lint's messages."""

    code: str
    name: str
    edition: str
    date_style: str
    label_elements: tuple[str, ...]
    least_type_size_pt: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class IngredientFacts:
    """One component of the preparation. quantity is empty when it is made up to the amount."""

    code: str
    name: str
    patient_name: str
    function: str
    quantity: str
    contains: tuple[str, ...]


@dataclass(frozen=True)
class FurtherActiveFacts:
    """A second active, with its strength as text."""

    name: str
    strength: str


@dataclass(frozen=True)
class BroughtAlongFacts:
    """What the licensed product that it is made from brings along: its excipients, by name."""

    product: str
    excipients: tuple[str, ...]


@dataclass(frozen=True)
class StorageFacts:
    """How it is kept; temperatures in °C. in_use_days is None when opening changes nothing."""

    least_celsius: int
    most_celsius: int
    protect_from_light: bool
    do_not_freeze: bool
    in_use_days: int | None


@dataclass(frozen=True)
class MedicineFacts:
    """What it is, from one version of a specification. leaflet: section key to its sentences.

    contains: in patients' words, what some people have to avoid. free_from: what no part of it carries.
    """

    code: str
    version: int
    sha256: str
    patient_name: str
    active_name: str
    dosage_form: str
    route: str
    strength: str
    container: str
    shake: bool
    label_warnings: tuple[str, ...]
    leaflet: tuple[tuple[str, tuple[str, ...]], ...]
    free_from: tuple[str, ...]
    ingredients: tuple[IngredientFacts, ...]
    further_actives: tuple[FurtherActiveFacts, ...] = ()
    contains: tuple[str, ...] = ()
    brought_along: tuple[BroughtAlongFacts, ...] = ()


@dataclass(frozen=True)
class DeviceFacts:
    """What measures a dose; amounts as text, empty where the kind of device has none."""

    code: str
    kind: str
    name: str
    capacity: str
    mark: str
    units_per_ml: str
    amount_per_stroke: str
    measured: str


@dataclass(frozen=True)
class StepFacts:
    """One dose for one stretch of days. amount: taken at once; draws: the fillings of the device that make it.

    every: 1 is every day, 2 every other day, counted from the first day of the step. hours_apart: of doses by the
    clock; None for so many times a day.
    """

    from_day: int
    to_day: int
    dose: str
    times_a_day: int
    when: tuple[str, ...]
    amount: str
    draws: tuple[str, ...]
    every: int = 1
    hours_apart: int | None = None


@dataclass(frozen=True)
class NextFacts:
    """What takes the place of this supply in a course of several products, and from what day as planned.

    name: of the product; empty where it is the same one in another strength.
    """

    name: str
    strength: str
    on: date


@dataclass(frozen=True)
class ContainerFacts:
    """One bottle or box. first_day and last_day: the days of the regimen that are taken from it."""

    number: int
    of: int
    amount: str
    make_on: date
    open_on: date
    discard_on: date
    use_by: date
    first_day: int
    last_day: int
    is_made_now: bool


@dataclass(frozen=True)
class ChangeFacts:
    """What is not as it was at the last supply of the same active; amounts and names as text.

    per: the unit that holds another amount than before, empty where the products have none in common.
    container: what the last supply was handed over in.
    """

    per: str
    before: str
    now: str
    container: str


@dataclass(frozen=True)
class BatchFacts:
    """What the label of a batch says besides. checked_by is empty while nobody has checked it."""

    quantity: str
    made_by: str
    checked_by: str


@dataclass(frozen=True)
class PaperFacts:
    """Everything that any paper of one batch may say, and the versions of what words and draws it.

    leaflet_paper: the paper that the leaflet was asked for on.
    page_address: where the leaflet is opened on a screen; empty where the pharmacy has no such pages.
    is_training: made by a pharmacy for training; every paper says that it is not for use. counts_in_words: directions
    say "two capsules" and not "2 capsules".
    blocks: what may follow the text of the leaflet, in the order that the pharmacy chose: page, calendar.
    """

    patient: str
    birth_date: date | None
    prescriber: str
    prescription_number: str
    purpose: str
    pharmacy: PharmacyFacts
    law: LawFacts
    medicine: MedicineFacts
    storage: StorageFacts
    device: DeviceFacts
    steps: tuple[StepFacts, ...]
    days: int
    starts_on: date
    containers: tuple[ContainerFacts, ...]
    lot: str
    made_on: date
    supplied_on: date
    use_by: date
    ruled_by: str
    language: str
    language_version: str
    template_version: str
    fonts_sha256: str
    next: NextFacts | None = None
    change: ChangeFacts | None = None
    leaflet_paper: str = "a4"
    page_address: str = ""
    is_training: bool = False
    counts_in_words: bool = False
    batch: BatchFacts | None = None
    blocks: tuple[str, ...] = ("page", "calendar")

    def container(self, number: int) -> ContainerFacts:
        """Return the container with this number, as it counts through the whole order. Raises KeyError."""
        return {one.number: one for one in self.containers}[number]


def facts_as_document(facts: PaperFacts) -> dict[str, object]:
    """Return the facts as plain JSON values; `facts_from` reads them back equal."""
    document = to_document(facts)
    if not isinstance(document, dict):
        raise TypeError("facts are a table of names and values")
    return document


def facts_from(document: object) -> PaperFacts:
    """Return the facts that a document states. Raises BadPlainValue naming the first key that does not fit."""
    facts = from_document(document, PaperFacts)
    if not isinstance(facts, PaperFacts):
        raise TypeError("facts are a table of names and values")
    return facts


def sha256_of_facts(document: object) -> str:
    """Return the SHA-256 of facts in their one canonical JSON form (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
