"""The daily pages of a filled pharmacy, each as a question that is about another record every time it is asked."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.test import Client
from django.urls import reverse

ORDER = {
    "formulation": "naltrexone-capsule", "strength": "1.5 mg", "step": "1", "step-1-dose": "3", "step-1-unit": "mg",
    "step-1-times_a_day": "1", "step-1-when": "bedtime", "days": "30", "past": "1", "prescriber": "Dr Mira Kovac",
    "known_medicines": "metformin", "do": "plan",
}  # fmt: skip
TYPING = {"HX-Request": "true", "HX-Trigger": "entry-parts"}  # what the browser says while somebody types
Ask = Callable[[Client], Any]
Page = Callable[[int], Ask]  # the run to the question that is asked in that run


@dataclass(frozen=True)
class Known:
    """Records to ask for. old: supplied, with their batches. waiting: to be made. often: of who came most often."""

    old: list[Any]
    batches: list[Any]
    entered: list[Any]
    waiting: list[Any]
    often: list[Any]

    @property
    def patients(self) -> list[Any]:
        """The patients of the old ones."""
        return [one.patient for one in self.old]


def pages() -> dict[str, Page]:
    """Return every page that is measured, by its name."""
    known = _known()
    return {
        **_lists(known),
        **_entry(known),
        **_records(known),
        **_panels(known),
        **_searches(known),
        **_acts(known),
    }


def _known() -> Known:
    from pharmacy.prescriptions.models import Patient, Prescription

    chance = random.Random(7)
    rows = Prescription.objects.select_related("patient", "specification__formulation")
    newest, count = rows.order_by("-number").values_list("number", flat=True)[0], rows.count()
    numbers = {newest - 320 - chance.randrange(count - 400) for _ in range(80)}
    old = list(rows.filter(number__in=numbers, stage="supplied").prefetch_related("batches"))
    often = Patient.objects.exclude(given_name__startswith="Given").order_by("pk")[:1].get()
    return Known(
        old=old,
        batches=[batch for one in old for batch in one.batches.all()],
        entered=list(rows.filter(stage="entered").order_by("number")[:40]),
        waiting=list(rows.filter(stage="screened").exclude(_to_settle()).order_by("number")[:40]),
        often=list(rows.filter(patient=often).order_by("-number")[:20]),
    )


def _to_settle() -> Any:
    from pharmacy.prescriptions.models import ScreeningFinding
    from pharmacy.prescriptions.queries import OPEN

    return Exists(ScreeningFinding.objects.filter(OPEN, prescription=OuterRef("pk")))


def _lists(known: Known) -> dict[str, Page]:
    first, last = known.waiting[0], known.often[0]
    return {
        "today": _get("/"),
        "work list": _get("/work/"),
        "work list, narrowed": _get("/work/?state=make&due=week&taken=nobody"),
        "work list, of one person": _get("/work/?taken=tom&entered=anna"),
        "work list, next page": _get(f"/work/?after={first.number}"),
        "due": _get(reverse("prescriptions:due")),
        "due within 30 days": _get(reverse("prescriptions:due") + "?days=30"),
        "begun": _get(reverse("prescriptions:begun")),
        "batches": _get(reverse("compounding:list")),
        "batches, next page": _texts("/batches/?before={}", of=[one.pk for one in known.batches]),
        "papers that need a person": _get(reverse("documents:needs_a_person")),
        "prints": _get(reverse("printing:list")),
        "supplies": _get(reverse("dispensing:list")),
        "ledger": _get(reverse("ledger:list")),
        "ledger, next page": _texts("/ledger/?before={}", of=[4 * one.number for one in known.old]),
        "ledger of one prescription": _texts("/ledger/?subject=prescription:{}", of=[one.number for one in known.old]),
        "patient, next page": _get(
            reverse("prescriptions:patient", args=(last.patient.public_id,)) + f"?before={last.number}"
        ),
    }


def _entry(known: Known) -> dict[str, Page]:
    patients, often = known.patients, [known.often[0].patient]
    return {
        "entry page": _get(reverse("prescriptions:enter")),
        "live plan": _plans(patients, headers=TYPING),
        "live plan, who came most often": _plans(often, headers=TYPING),
        "entry page with a plan": _plans(patients),
        "entry page again, who came most often": _plans(often, do=f"again-{known.often[0].public_id}"),
    }


def _records(known: Known) -> dict[str, Page]:
    patients, often = known.patients, [known.often[0].patient]
    lots = [one.lot for one in known.batches]
    return {
        "prescription, supplied": _each("prescriptions:page", of=known.old),
        "prescription, waiting": _each("prescriptions:page", of=known.waiting),
        "prescription, of who came most often": _each("prescriptions:page", of=known.often),
        "patient": _each("prescriptions:patient", of=patients),
        "patient who came most often": _each("prescriptions:patient", of=often),
        "patient's supplies": _each("dispensing:history", of=patients),
        "supplies of who came most often": _each("dispensing:history", of=often),
        "batch": _texts("/batches/{}/", of=lots),
        "who has a lot": _texts("/supplies/lots/{}/", of=lots),
    }


def _panels(known: Known) -> dict[str, Page]:
    return {
        "panel: what remains": _each("prescriptions:remaining", of=known.old, headers={"HX-Request": "true"}),
        "panel: bench, made": _each("compounding:panel", of=known.old),
        "panel: bench, to make": _each("compounding:panel", of=known.waiting),
        "panel: papers": _each("documents:panel", of=known.old),
        "panel: prints": _each("printing:panel", of=known.old),
        "panel: release": _each("dispensing:panel", of=known.old),
    }


def _searches(known: Known) -> dict[str, Page]:
    from benchmarks.many_rows import code_of

    patients, lots = known.patients, [one.lot for one in known.batches]
    born = [one.birth_date for one in patients]
    texts = {
        "both names": [str(one) for one in patients],
        "first letters of both": [f"{one.given_name[:2]} {one.family_name[:3]}" for one in patients],
        "a family name": [one.family_name for one in patients],
        "ma": ["ma"],
        "ma mar": ["ma mar"],
        "m": ["an m", "ma m", "jo s"],
        "in vain": ["zzyzx", "ma zzyzx"],
        "day of birth": [day.isoformat() for day in born],
        "day of birth, two ways": [f"{day.day % 12 + 1:02d}/{day.month:02d}/{day.year}" for day in born],
        "name and day of birth": [f"{one.family_name} {one.birth_date}" for one in patients],
        "number": [str(one.number) for one in known.old],
        "public id": [str(one.public_id) for one in known.old],
        "lot": lots,
        "lots of a day": [lot.partition("-")[0] for lot in lots],
        "code": [f"SEC1:{code_of(one.number)}" for one in known.old],
    }
    return {f"search: {name}": _finds(words) for name, words in texts.items()}


def _acts(known: Known) -> dict[str, Page]:
    """What is pressed; nothing of it is kept."""
    to_screen = [f"/prescriptions/{one.public_id}/screen/" for one in known.entered]
    order = ORDER | {"birth_date": "1970-04-03", "given_name": "Ada", "do": "enter"}
    return {
        "act: enter": _undone(
            lambda run: lambda client: client.post("/prescriptions/new/", order | {"family_name": f"New {run}"})
        ),
        "act: screen": _undone(lambda run: lambda client: client.post(to_screen[run % len(to_screen)])),
    }


def _undone(page: Page) -> Page:
    def ask(run: int) -> Ask:
        def act(client: Client) -> Any:
            with transaction.atomic():
                answer = page(run)(client)
                transaction.set_rollback(True)
            return answer

        return act

    return ask


def _get(address: str) -> Page:
    return lambda _run: lambda client: client.get(address)


def _each(name: str, *, of: list[Any], headers: dict[str, str] | None = None) -> Page:
    return lambda run: lambda client: client.get(reverse(name, args=(of[run % len(of)].public_id,)), headers=headers)


def _texts(address: str, *, of: list[Any]) -> Page:
    return lambda run: lambda client: client.get(address.format(of[run % len(of)]))


def _finds(texts: list[str]) -> Page:
    return lambda run: lambda client: client.post(reverse("finding:find"), {"text": texts[run % len(texts)]})


def _plans(patients: list[Any], *, do: str = "plan", headers: dict[str, str] | None = None) -> Page:
    def ask(run: int) -> Ask:
        patient = patients[run % len(patients)]
        names = {"given_name": patient.given_name, "family_name": patient.family_name, "patient": patient.public_id}
        return lambda client: client.post(reverse("prescriptions:enter"), ORDER | names | {"do": do}, headers=headers)

    return ask
